import {count} from "../analysis/figures.ts";
import type {PeriodChange} from "../analysis/funnel/periods.ts";
import {shareText} from "../text/format.ts";
import {changeNote, changeVerdict, differenceText, medianText} from "../text/funnelGroups.ts";
import {lengthText} from "../text/paths.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

/** Share that moved on within each stage's window in two periods of entry. */
export function periodPairs(changes: readonly PeriodChange[], kinds: readonly [string, string]): Chart {
  const told = (change: PeriodChange) => change.difference !== null;
  return {
    ...pairs(
      changes.map((change) => ({
        name: `${change.name}, within ${lengthText(change.windowDays)}${changeNote(change)}`,
        first: told(change) ? change.earlier : null,
        second: told(change) ? change.later : null,
      })),
      {kinds, axis: "moved on"},
    ),
    description: `Share moved on, ${kinds[0]} beside ${kinds[1]}: ${changes.map((c) => (told(c) ? `${c.name} ${shareText(c.earlier)} and ${shareText(c.later)}` : `${c.name} not told`)).join("; ")}.`,
    table: {
      columns: [
        "stage",
        "moved on within",
        ...kinds,
        "difference (95 %)",
        ...kinds.map((kind) => `half after, ${kind}`),
        "verdict",
      ],
      rows: changes.map((change) => [
        change.name,
        lengthText(change.windowDays),
        ...[change.earlier, change.later].map((rate) =>
          told(change) ? `${shareText(rate)}, n ${count(rate.n)}` : "–",
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
