import {count, percent} from "../analysis/figures.ts";
import type {AttributeProfile} from "../analysis/profile/groupProfiles.ts";
import type {Resemblance} from "../analysis/profile/resemblance.ts";
import {shareText} from "../text/format.ts";
import {differences, exactly, likenessText, ratioText} from "../text/profile.ts";
import {money} from "../text/threshold.ts";
import type {Table} from "./chart.ts";

/** How alike won and open leads are, an attribute a row. */
export const resemblanceTable = (all: readonly Resemblance[]): Table => ({
  columns: ["attribute", "PSI", "by chance up to", "won and open leads", "largest difference"],
  rows: all.map((one) => {
    const [largest] = differences([one]);
    return [
      one.field,
      one.psi.toFixed(3),
      one.psiByChance.toFixed(3),
      likenessText(one),
      largest
        ? `${largest.group.label}: ${percent(largest.group.shareOfOpen)} of open, ${percent(largest.group.shareOfWon)} of won`
        : "none beyond chance",
    ];
  }),
});

/** Every count and rate of an attribute's groups. */
export const attributeTable = ({field, groups}: AttributeProfile): Table => ({
  columns: [
    field,
    "leads",
    "won",
    "open",
    "lost",
    "of won (95 %)",
    "of open (95 %)",
    "of lost (95 %)",
    "won of decided (95 %)",
    "won in the end (95 %)",
    "times as likely (95 %)",
    "q",
  ],
  rows: groups.map((group) => [
    group.label,
    ...[group.n, group.won, group.open, group.lost].map(count),
    ...[group.shareOfWon, group.shareOfOpen, group.shareOfLost, group.decided].map((rate) =>
      rate.n > 0 ? shareText(rate) : "–",
    ),
    group.inTheEnd ? shareText(group.inTheEnd) : "no times",
    group.likelihood ? ratioText(group.likelihood) : "–",
    group.likelihood ? qText(group.likelihood.q) : "–",
  ]),
});

/** What won leads of each group paid. */
export const revenueTable = ({field, groups}: AttributeProfile, currency: string | null): Table => ({
  columns: [
    field,
    "won leads with an amount",
    "amount",
    "of the revenue (95 %)",
    "of won leads (95 %)",
    "median amount",
  ],
  rows: groups.map(({label, revenue, shareOfWon}) => [
    label,
    revenue ? count(revenue.n) : "too few to show",
    revenue ? exactly(revenue.amount, currency) : "–",
    revenue ? shareText(revenue.share) : "–",
    shareText(shareOfWon),
    revenue?.median == null ? "–" : money(revenue.median, currency),
  ]),
});

/** "0.012", "< 0.001". */
export const qText = (q: number): string => (q < 0.001 ? "< 0.001" : q.toFixed(3));
