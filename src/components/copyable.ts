import {say} from "../text/language.ts";
import {html} from "./html.ts";

/** Lines to take along: selectable, scrolled by keyboard, and copied by a button where the browser lets a page do so. */
export function copyable(lines: string, label: string): HTMLElement {
  const said = html`<span role="status"></span>`;
  const copy = async () => {
    await navigator.clipboard.writeText(lines);
    said.textContent = say({en: "Copied.", ja: "コピーしました。"});
  };
  const button = html`<button type="button" onclick=${copy}>${say({en: "Copy", ja: "コピー"})}</button>`;
  button.hidden = !navigator.clipboard;
  return html`<div class="copyable">
    <pre data-copy="none" tabindex="0" role="region" aria-label=${label}>${lines}</pre>
    <p>${button} ${said}</p>
  </div>`;
}
