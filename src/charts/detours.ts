import {count} from "../analysis/figures.ts";
import type {Ends, MovedBack, Skip} from "../analysis/funnel/paths.ts";
import {shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

type Named = ReadonlyMap<string, string>;
const nameIn = (names: Named, stage: string): string => names.get(stage) ?? stage;
const rateOf = ({winRate}: Ends) => (winRate.n > 0 ? winRate : null);
const won = (ends: Ends): string =>
  ends.winRate.n > 0 ? `${shareText(ends.winRate)} of ${count(ends.winRate.n)}` : "none decided";

/** Won of those decided, among leads recorded beyond a stage: those who entered it beside those who skipped it. */
export function skippedStages(skips: readonly Skip[], names: Named): Chart {
  return {
    ...pairs(
      skips.map(({stage, skipped, entered}) => ({
        name: `${nameIn(names, stage)}: skipped by ${count(skipped.n)}`,
        first: rateOf(entered),
        second: rateOf(skipped),
      })),
      {kinds: ["went through it", "skipped it"], axis: "won, of those decided"},
    ),
    description: `Won of decided by whether a stage was skipped: ${skips.map(({stage, skipped, entered}) => `${nameIn(names, stage)} went through ${won(entered)}, skipped ${won(skipped)}`).join("; ")}.`,
    table: {
      columns: ["stage", "skipped it", "won of decided (95 %)", "went through it and beyond", "won of decided (95 %)"],
      rows: skips.map(({stage, skipped, entered}) => [
        nameIn(names, stage),
        count(skipped.n),
        won(skipped),
        count(entered.n),
        won(entered),
      ]),
    },
  };
}

/** Won of those decided, among leads that entered a stage: those who never moved back from it beside those who did. */
export function movesBack(moves: readonly MovedBack[], names: Named): Chart {
  return {
    ...pairs(
      moves.map(({from, ends, never}) => ({
        name: `${nameIn(names, from)}: ${count(ends.n)} moved back`,
        first: rateOf(never),
        second: rateOf(ends),
      })),
      {kinds: ["never moved back", "moved back"], axis: "won, of those decided"},
    ),
    description: `Won of decided by whether leads moved back: ${moves.map(({from, ends, never}) => `${nameIn(names, from)} never ${won(never)}, moved back ${won(ends)}`).join("; ")}.`,
    table: {
      columns: ["from", "to", "leads", "won of decided (95 %)"],
      rows: moves.flatMap(({from, to, ends, never}) => [
        ...to.map(({stage, ends}) => [nameIn(names, from), nameIn(names, stage), count(ends.n), won(ends)]),
        [nameIn(names, from), "anywhere back", count(ends.n), won(ends)],
        [nameIn(names, from), "never back", count(never.n), won(never)],
      ]),
    },
  };
}
