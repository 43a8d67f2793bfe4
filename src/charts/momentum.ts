import type {ActionMomentum} from "../analysis/drivers/momentum.ts";
import {count} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
import type {Table} from "./chart.ts";

const rateCell = (rate: Rate | null): string =>
  rate && rate.n > 0 ? `${shareText(rate)}, n ${count(rate.n)}` : "too few to show";
const ratioCell = (ratio: Interval | null): string => (ratio ? intervalText(ratio, 2) : "too few to say");

/** Rising beside falling, by how often it was done in both windows together. */
export const momentumByAmount = ({action, amounts}: ActionMomentum): Table => ({
  columns: [`${action}, times in both windows`, "rising: convert (95 %)", "falling: convert (95 %)"],
  rows: amounts.map(({label, rising, falling}) => [label, rateCell(rising), rateCell(falling)]),
});

/** Rising against falling for every action, as it is and at equal amount. */
export const momentumOverview = (actions: readonly ActionMomentum[]): Table => ({
  columns: [
    "action",
    "rising: convert (95 %)",
    "falling: convert (95 %)",
    "odds ratio, rising against falling",
    "the same at equal amount",
    "q",
  ],
  rows: actions.map(({action, classes, crude, atEqualAmount, q}) => {
    const of = (label: string) => rateCell(classes.find((one) => one.label === label) ?? null);
    const chance = q === null ? "–" : q < 0.001 ? "< 0.001" : decimals(q, 3);
    return [action, of("rising"), of("falling"), ratioCell(crude), ratioCell(atEqualAmount), chance];
  }),
});
