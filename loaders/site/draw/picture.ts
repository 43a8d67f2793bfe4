import {parse, textMetrics, View} from "vega";
import type {Chart} from "../../../src/charts/chart.ts";
import {compiled} from "../../../src/components/compile.ts";
import {give, writing} from "../../../src/components/rows.ts";
import {textWidth} from "./textWidth.ts";

/** Widths that a picture is drawn for: a column of text, and a phone or a half of the column. */
const widths = {wide: 736, narrow: 352} as const;

textMetrics.width = ({fontSize, fontWeight, limit}, text) => {
  const isBold = fontWeight === "bold" || Number(fontWeight) >= 600;
  const width = text == null ? 0 : textWidth(String(text).trim(), Number(fontSize ?? 11), isBold);
  return Number(limit) > 0 ? Math.min(Number(limit), width) : width;
};

/**
 * A chart as SVG, once for each width that it may be seen in; the style sheet shows the one that fits its place. `name` keeps the
 * ids apart from those of the page's other pictures.
 */
export async function picture(chart: Chart, name: string, {isSmall = false} = {}): Promise<string> {
  const view = new View(parse(compiled(chart.spec)), {renderer: "none", ...writing()});
  give(view, chart);
  const shown = isSmall ? (["narrow"] as const) : (["wide", "narrow"] as const);
  const drawn: string[] = [];
  for (const kind of shown) {
    await view.width(widths[kind]).resize().runAsync();
    drawn.push(slim(await view.toSVG(), isSmall ? "only" : kind, `${name}${kind[0]}`));
  }
  view.finalize();
  return drawn.join("");
}

/** Without what a page does not need, as names of marks where the place has one for all, and with numbers no finer than a hundredth of a pixel. */
function slim(svg: string, kind: string, name: string): string {
  const ids: string[] = [];
  const idOf = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `${name}-${ids.indexOf(id)}`;
  };
  return svg
    .replace(/<[^>]*>/g, (tag) =>
      tag
        .replace(/ (?:class|role|aria-\w+|xmlns(?::\w+)?|version|stroke-miterlimit)="[^"]*"/g, "")
        .replace(/-?\d*\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100))
        .replace(/((?:id="|url\(#))(\w+)/g, (_, before: string, id: string) => before + idOf(id)),
    )
    .replace(/^<svg/, `<svg class="${kind}" aria-hidden="true"`);
}
