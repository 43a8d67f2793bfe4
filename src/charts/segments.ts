import {count} from "../analysis/figures.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {duration, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

type Segments = NonNullable<FunnelReport["segments"]>;

/** Share won so far beside the share that will have won once the open leads are decided, by segment. */
export function segments({attribute, segments: all}: Segments): Chart {
  return {
    ...pairs(
      all.map(({value, naive, eventual}) => ({name: value, first: naive, second: eventual})),
      {kinds: ["won so far", "will have won"], axis: "won"},
    ),
    description: `Won so far beside eventually won, by ${attribute}: ${all.map((s) => `${s.value} ${shareText(s.naive)} and ${shareText(s.eventual)}`).join("; ")}.`,
    table: {
      columns: [attribute, "n", "won so far (95 %)", "will have won (95 %)", "median time to win"],
      rows: all.map((s) => [
        s.value,
        count(s.naive.n),
        shareText(s.naive),
        shareText(s.eventual),
        duration(s.medianDays),
      ]),
    },
  };
}
