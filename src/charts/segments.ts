import {count} from "../analysis/figures.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {duration, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

type Segments = NonNullable<FunnelReport["segments"]>;

/** Share won so far beside the share that will have won once the open leads are decided, by segment. */
export function segments({attribute, segments: all}: Segments): Chart {
  const said = all.map((s) => {
    const [naive, eventual] = [shareText(s.naive), shareText(s.eventual)];
    return say({en: `${s.value} ${naive} and ${eventual}`, ja: `${s.value}は${naive}と${eventual}`});
  });
  return {
    ...pairs(
      all.map(({value, naive, eventual}) => ({name: value, first: naive, second: eventual})),
      {
        kinds: [say({en: "won so far", ja: "現時点の受注"}), say({en: "will have won", ja: "最終的な受注の見込み"})],
        axis: say({en: "won", ja: "受注の割合"}),
      },
    ),
    description: say({
      en: `Won so far beside eventually won, by ${attribute}: ${said.join("; ")}.`,
      ja: `${attribute}別の、現時点の受注の割合と最終的な見込み：${said.join("；")}。`,
    }),
    table: {
      columns: [
        attribute,
        "n",
        say({en: "won so far (95 %)", ja: "現時点の受注（95%）"}),
        say({en: "will have won (95 %)", ja: "最終的な受注の見込み（95%）"}),
        say({en: "median time to win", ja: "受注までの日数（中央値）"}),
      ],
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
