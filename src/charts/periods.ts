import {count} from "../analysis/figures.ts";
import type {PeriodChange} from "../analysis/funnel/periods.ts";
import {shareText} from "../text/format.ts";
import {differenceText} from "../text/funnel/funnelGroups.ts";
import {changeNote, changeVerdict, medianText} from "../text/funnel/funnelPeriods.ts";
import {lengthText} from "../text/funnel/paths.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

/** Share that moved on within each stage's window in two periods of entry. */
export function periodPairs(changes: readonly PeriodChange[], kinds: readonly [string, string]): Chart {
  const told = (change: PeriodChange) => change.difference !== null;
  const shares = changes.map((c) => {
    const [before, after] = [shareText(c.earlier), shareText(c.later)];
    return told(c)
      ? say({en: `${c.name} ${before} and ${after}`, ja: `${c.name}は${before}と${after}`})
      : say({en: `${c.name} not told`, ja: `${c.name}は不明`});
  });
  return {
    ...pairs(
      changes.map((change) => ({
        name: nameOf(change),
        first: told(change) ? change.earlier : null,
        second: told(change) ? change.later : null,
      })),
      {kinds, axis: say({en: "moved on", ja: "遷移した割合"})},
    ),
    description: say({
      en: `Share moved on, ${kinds[0]} beside ${kinds[1]}: ${shares.join("; ")}.`,
      ja: `遷移した割合（${kinds[0]}と${kinds[1]}）：${shares.join("；")}。`,
    }),
    table: {
      columns: [
        say({en: "stage", ja: "フェーズ"}),
        say({en: "moved on within", ja: "遷移までの日数の上限"}),
        ...kinds,
        say({en: "difference (95 %)", ja: "差（95%）"}),
        ...kinds.map((kind) => say({en: `half after, ${kind}`, ja: `半数が遷移するまで（${kind}）`})),
        say({en: "verdict", ja: "判定"}),
      ],
      rows: changes.map((change) => [
        change.name,
        lengthText(change.windowDays),
        ...[change.earlier, change.later].map((rate) =>
          told(change)
            ? say({en: `${shareText(rate)}, n ${count(rate.n)}`, ja: `${shareText(rate)}、n ${count(rate.n)}`})
            : "–",
        ),
        change.difference ? differenceText(change.difference) : "–",
        ...[change.pace?.medians?.earlier, change.pace?.medians?.later].map((median) =>
          median ? medianText(median) : "–",
        ),
        changeVerdict(change),
      ]),
    },
  };
}

function nameOf(change: PeriodChange): string {
  const within = lengthText(change.windowDays);
  return say({en: `${change.name}, within ${within}`, ja: `${change.name}、${within}以内`}) + changeNote(change);
}
