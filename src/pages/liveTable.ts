import {html} from "htl";
import {say} from "../text/language.ts";

interface LiveTable {
  element: HTMLElement;
  /** Texts of all cells; as many rows every time. The first column names the row. */
  update(rows: readonly (readonly string[])[]): void;
}

/** A table whose figures change with every frame: its cells stay, only their texts are set. */
export function liveTable(columns: readonly string[], label: string): LiveTable {
  const body = html`<tbody></tbody>`;
  const element = html`<div class="table" role="region" tabindex="0" aria-label=${say({en: `Table: ${label}`, ja: `表：${label}`})}><table>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    ${body}
  </table></div>`;
  const update = (rows: readonly (readonly string[])[]) => {
    while (body.children.length < rows.length)
      body.append(
        html`<tr>${columns.map((_, i) => (i === 0 ? html`<th scope="row"></th>` : html`<td class="figure"></td>`))}</tr>`,
      );
    rows.forEach((row, r) => {
      row.forEach((text, c) => {
        const cell = body.children[r].children[c];
        if (cell.textContent !== text) cell.textContent = text;
      });
    });
  };
  return {element, update};
}
