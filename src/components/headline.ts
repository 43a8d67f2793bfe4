import {html} from "htl";
import type {Chart} from "../charts/chart.ts";
import type {Headline} from "../text/overview/headlines.ts";
import {tableBehind} from "./figure.ts";
import {plot} from "./plot.ts";

export interface HeadlineLink {
  text: string;
  /** Relative, so that a site works under any path. */
  to: string;
}

/** One finding: its sentence, a small picture with the table behind it (null: nothing to draw), and where to read on. */
export const headline = ({sentence, small}: Headline, chart: Chart | null, {text, to}: HeadlineLink): HTMLElement =>
  html`<figure class="headline">
    <figcaption>
      <p class="sentence">${sentence}</p>
      ${small ? html`<p class="small-print">${small}</p>` : ""}
      <p class="more"><a href=${to}>${text}</a></p>
    </figcaption>
    ${chart ? html`<div>${plot(chart, {isSmall: true}).element} ${tableBehind(chart.table, sentence).element}</div>` : ""}
  </figure>`;
