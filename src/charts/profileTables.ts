import {count, percent} from "../analysis/figures.ts";
import type {AttributeProfile} from "../analysis/profile/groupProfiles.ts";
import type {Resemblance} from "../analysis/profile/resemblance.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {ratioText} from "../text/profile/profile.ts";
import {type Difference, differences, likenessText} from "../text/profile/resemblance.ts";
import {exactly} from "../text/profile/revenue.ts";
import {money} from "../text/threshold/threshold.ts";
import type {Table} from "./chart.ts";

/** How alike won and open leads are, an attribute a row. */
export const resemblanceTable = (all: readonly Resemblance[]): Table => ({
  columns: say({
    en: ["attribute", "PSI", "by chance up to", "won and open leads", "largest difference"],
    ja: ["属性", "PSI", "偶然の上限", "受注と未決", "最大の差"],
  }),
  rows: all.map((one) => {
    const [largest] = differences([one]);
    return [
      one.field,
      one.psi.toFixed(3),
      one.psiByChance.toFixed(3),
      likenessText(one),
      largest ? largestText(largest) : say({en: "none beyond chance", ja: "偶然を超える差なし"}),
    ];
  }),
});

const largestText = ({group: {label, shareOfOpen, shareOfWon}}: Difference): string =>
  say({
    en: `${label}: ${percent(shareOfOpen)} of open, ${percent(shareOfWon)} of won`,
    ja: `${label}：未決の${percent(shareOfOpen)}、受注の${percent(shareOfWon)}`,
  });

/** Every count and rate of an attribute's groups. */
export const attributeTable = ({field, groups}: AttributeProfile): Table => ({
  columns: [
    field,
    ...say({
      en: ["leads", "won", "open", "lost", "of won (95 %)", "of open (95 %)", "of lost (95 %)"],
      ja: [
        "リード",
        "受注",
        "未決",
        "失注",
        "受注に占める割合（95%区間）",
        "未決に占める割合（95%区間）",
        "失注に占める割合（95%区間）",
      ],
    }),
    ...say({
      en: ["won of decided (95 %)", "won in the end (95 %)", "times as likely (95 %)", "q"],
      ja: ["結果が出たうちの受注率（95%区間）", "最終的な受注率（95%区間）", "受注しやすさ（倍、95%区間）", "q"],
    }),
  ],
  rows: groups.map((group) => [
    group.label,
    ...[group.n, group.won, group.open, group.lost].map(count),
    ...[group.shareOfWon, group.shareOfOpen, group.shareOfLost, group.decided].map((rate) =>
      rate.n > 0 ? shareText(rate) : "–",
    ),
    group.inTheEnd ? shareText(group.inTheEnd) : say({en: "no times", ja: "日時なし"}),
    group.likelihood ? ratioText(group.likelihood) : "–",
    group.likelihood ? qText(group.likelihood.q) : "–",
  ]),
});

/** What won leads of each group paid. */
export const revenueTable = ({field, groups}: AttributeProfile, currency: string | null): Table => ({
  columns: [
    field,
    ...say({
      en: ["won leads with an amount", "amount", "of the revenue (95 %)", "of won leads (95 %)", "median amount"],
      ja: ["金額の分かる受注", "金額", "売上に占める割合（95%区間）", "受注に占める割合（95%区間）", "金額の中央値"],
    }),
  ],
  rows: groups.map(({label, revenue, shareOfWon}) => [
    label,
    revenue ? count(revenue.n) : say({en: "too few to show", ja: "件数不足"}),
    revenue ? exactly(revenue.amount, currency) : "–",
    revenue ? shareText(revenue.share) : "–",
    shareText(shareOfWon),
    revenue?.median == null ? "–" : money(revenue.median, currency),
  ]),
});

/** "0.012", "< 0.001". */
export const qText = (q: number): string => (q < 0.001 ? "< 0.001" : q.toFixed(3));
