import type {RunRecord} from "../analysis/run.ts";
import {date} from "./format.ts";
import {say} from "./language.ts";

/** What stands on the first sheet of the printed report, and beside the number of every sheet. */
export interface Cover {
  title: string;
  lines: string[];
  /** Above the list of pages. */
  contents: string;
  footer: string;
}

/** The first sheet of a run's report. */
export function pdfCover({title, asOf, period, timezone, id, versions}: RunRecord): Cover {
  const day = (instant: string) => date(instant, timezone);
  const span = period && `${day(period.from)} – ${day(period.to)}`;
  const until = asOf && day(asOf);
  return {
    title,
    lines: [
      say({en: "What is each action of a lead worth?", ja: "リードの行動ひとつひとつの価値を、データで。"}),
      span ? say({en: `Data from ${span}`, ja: `データの期間：${span}`}) : "",
      until ? say({en: `As of ${until}`, ja: `基準日：${until}`}) : "",
      say({en: `Run ${id}, Hakari ${versions.hakari}`, ja: `実行${id}、Hakari ${versions.hakari}`}),
    ].filter(Boolean),
    contents: say({en: "Contents", ja: "目次"}),
    footer: until ? say({en: `${title}, as of ${until}`, ja: `${title}（基準日${until}）`}) : title,
  };
}
