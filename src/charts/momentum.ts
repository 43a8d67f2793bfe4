import type {ActionMomentum} from "../analysis/drivers/momentum.ts";
import {count} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Table} from "./chart.ts";

/** A rate with its interval and n; a word where too few are behind it. */
export const rateCell = (rate: Rate | null): string =>
  rate && rate.n > 0
    ? say({en: `${shareText(rate)}, n ${count(rate.n)}`, ja: `${shareText(rate)}、n ${count(rate.n)}`})
    : say({en: "too few to show", ja: "件数不足"});
const ratioCell = (ratio: Interval | null): string =>
  ratio ? intervalText(ratio, 2) : say({en: "too few to say", ja: "件数不足"});

const rising = (): string => say({en: "rising: convert (95 %)", ja: "増加：転換率（95%）"});
const falling = (): string => say({en: "falling: convert (95 %)", ja: "減少：転換率（95%）"});

/** Rising beside falling, by how often it was done in both windows together. */
export const momentumByAmount = ({action, amounts}: ActionMomentum): Table => ({
  columns: [say({en: `${action}, times in both windows`, ja: `${action}の両期間の回数`}), rising(), falling()],
  rows: amounts.map((amount) => [amount.label, rateCell(amount.rising), rateCell(amount.falling)]),
});

/** Rising against falling for every action, as it is and at equal amount. */
export const momentumOverview = (actions: readonly ActionMomentum[]): Table => ({
  columns: [
    say({en: "action", ja: "行動"}),
    rising(),
    falling(),
    say({en: "odds ratio, rising against falling", ja: "オッズ比（増加対減少）"}),
    say({en: "the same at equal amount", ja: "回数をそろえたオッズ比"}),
    "q",
  ],
  rows: actions.map(({action, classes, crude, atEqualAmount, q}) => {
    const of = (label: string) => rateCell(classes.find((one) => one.label === label) ?? null);
    const chance = q === null ? "–" : q < 0.001 ? "< 0.001" : decimals(q, 3);
    return [action, of("rising"), of("falling"), ratioCell(crude), ratioCell(atEqualAmount), chance];
  }),
});
