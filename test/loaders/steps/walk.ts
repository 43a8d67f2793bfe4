import fc from "fast-check";
import type {History} from "./histories.ts";

/** The stages of a lead in order of entry: ties in stage order, undated ones right after the last earlier stage. */
export function entries({visits = []}: History): number[] {
  const dated = visits.flatMap(([stage, at]) => (at === null ? [] : [{stage, at}]));
  const undated = visits
    .filter(([stage, at]) => at === null && !dated.some((one) => one.stage === stage))
    .map(([stage]) => ({stage, at: Math.max(-1, ...dated.filter((one) => one.stage < stage).map(({at}) => at))}));
  return [...dated, ...undated].sort((a, b) => a.at - b.at || a.stage - b.stage).map(({stage}) => stage);
}

/** When a lead left its last stay in a stage, if it is known and not after the data's end. */
export function leftAt({visits = []}: History, stage: number, asOf: number): number | null {
  const here = visits.filter(([one]) => one === stage);
  const last = Math.max(...here.map(([, at]) => at ?? -1));
  const left = Math.max(-1, ...here.filter(([, at]) => last < 0 || at === last).map(([, , left]) => left ?? -1));
  return left >= 0 && left <= asOf ? left : null;
}

/** What became of a lead in each stage, walked through its history by hand; null: it never came so far. */
export function walk(history: History, stages: number, asOf: number, dormantAfter: number): (string | null)[] {
  const {visits = [], activities = [], outcome, created} = history;
  const path = entries(history);
  const seen = Math.max(...[...visits, ...activities].map(([, at]) => at ?? -1), -1);
  const silent = asOf - (seen >= 0 ? seen : (created ?? asOf));
  return Array.from({length: stages}, (_, stage) => {
    const after = path.slice(path.lastIndexOf(stage) + 1);
    const isBeyond = outcome === "won" || after.some((later) => later > stage);
    if (!path.includes(stage)) return isBeyond ? "skipped" : null;
    if (isBeyond) return "advanced";
    if (after.length > 0) return "movedBack";
    if (outcome) return outcome;
    const left = leftAt(history, stage, asOf);
    const quiet = left === null ? silent : Math.min(silent, asOf - left);
    if (quiet > dormantAfter) return left === null ? "dormant" : "gone";
    return left === null ? "waiting" : "between";
  });
}

/** Stories with skips, loops, ties, equal and unknown times, and missing ends, before day 58. */
export function anyHistory(stages: number): fc.Arbitrary<History> {
  const day = fc.integer({min: 0, max: 11}).map((n) => n * 5);
  const maybe = (weight: number) => fc.option(day, {freq: weight});
  return fc.record({
    created: maybe(4),
    visits: fc.array(visitOf(stages, maybe(6)), {maxLength: 9}),
    activities: fc.array(fc.tuple(fc.constant("call"), day), {maxLength: 1}),
    outcome: fc.constantFrom(undefined, "won" as const, "lost" as const),
    decided: fc.option(fc.constant(58), {freq: 8}),
    attributes: fc.record({size: fc.constantFrom("small", "large", null)}),
  });
}

/** An entry, and when the lead left: never before it came; at an unknown time of entry on day 57. */
function visitOf(
  stages: number,
  entered: fc.Arbitrary<number | null>,
): fc.Arbitrary<[number, number | null, number | null]> {
  const days = fc.option(fc.integer({min: 0, max: 40}), {freq: 1});
  return fc
    .tuple(fc.integer({min: 0, max: stages - 1}), entered, days)
    .map(([stage, at, stayed]) => [stage, at, stayed === null ? null : at === null ? 57 : at + stayed]);
}
