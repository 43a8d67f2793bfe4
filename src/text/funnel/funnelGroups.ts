import {count, plural, rateText} from "../../analysis/figures.ts";
import type {Interval} from "../../analysis/findings.ts";
import type {StageCohorts} from "../../analysis/funnel/cohorts.ts";
import type {GroupField, GroupReport, GroupVerdict} from "../../analysis/funnel/groupRates.ts";
import {isBeyondChance} from "../../analysis/statistics/holm.ts";
import {month} from "../format.ts";
import {say} from "../language.ts";
import {lengthText, type StageNames} from "./paths.ts";

/** "−7.1 points (−12 to −2)": a difference of shares in percentage points. */
export function differenceText({value, low, high}: Interval): string {
  const [middle, from, to] = [value, low, high].map(
    (share) => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(1)}`,
  );
  return say({en: `${middle} points (${from} to ${to})`, ja: `${middle}ポイント（${from}～${to}）`});
}

/** How a group passes a stage, in words. */
export const verdictText = (verdict: GroupVerdict): string =>
  say<Record<GroupVerdict, string>>({
    en: {
      more: "passes more often",
      less: "passes less often",
      "as the rest": "no more than chance",
      "too few": "too few to say",
    },
    ja: {more: "遷移しやすい", less: "遷移しにくい", "as the rest": "偶然の範囲内", "too few": "件数不足"},
  })[verdict];

/** How many cells were compared, and how many of those that stand out may be luck. */
export function groupsLookedAt({
  lookedAt,
  found,
  expectedFalse,
  minSupport,
}: GroupReport & {minSupport: number}): string {
  if (lookedAt === 0)
    return say({
      en: `No group has ${count(minSupport)} settled leads in a stage, so none can be compared.`,
      ja: `判定済みのリードが1つのフェーズに${count(minSupport)}件あるグループがないため、比較できません。`,
    });
  const looked = say({
    en: `We compared ${plural(lookedAt, "cell")} over all attributes with the other groups in their stage`,
    ja: `全属性を通じて${count(lookedAt)}個のセルを、同じフェーズのほかのグループと比べました`,
  });
  if (found === 0)
    return say({en: `${looked}: none differs beyond chance.`, ja: `${looked}。偶然では説明しにくい差はありません。`});
  const some = count(expectedFalse);
  const luck =
    expectedFalse < 1 ? say({en: "fewer than one", ja: "1個未満"}) : say({en: `about ${some}`, ja: `約${some}個`});
  return say({
    en: `${looked}: ${count(found)} ${found === 1 ? "differs" : "differ"} beyond chance, and ${luck} of these may be luck. Only these are coloured.`,
    ja: `${looked}。${count(found)}個に偶然では説明しにくい差があり、そのうち${luck}は偶然かもしれません。色を付けたのはこれらだけです。`,
  });
}

/** The strongest cells of one attribute in words. */
export function groupsText({field, groups}: GroupField, names: StageNames): string {
  const found = groups
    .flatMap(({value, cells}) => cells.map((cell) => ({value, ...cell})))
    .filter(({verdict}) => verdict === "more" || verdict === "less")
    .sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value));
  const [first] = found;
  if (!first)
    return say({
      en: `By ${field}, no group passes any stage more or less often than the others beyond chance.`,
      ja: `${field}別では、どのフェーズにも、ほかと比べて偶然では説明しにくいほど遷移しやすい（しにくい）グループはありません。`,
    });
  const more = found.length - 1;
  const others =
    more > 0
      ? say({
          en: ` ${plural(more, "more cell")} by ${field} ${more === 1 ? "differs" : "differ"}.`,
          ja: `${field}別では、ほかに${count(more)}個のセルで差があります。`,
        })
      : "";
  const stage = names.get(first.stage) ?? first.stage;
  return say({
    en: `By ${field}, the widest difference is at ${stage}: of ${first.value} ${rateText(first.rate)} pass, of the others ${rateText(first.others)}.${others}`,
    ja: `${field}別で差が最も大きいのは${stage}です。${first.value}の遷移率は${rateText(first.rate)}、ほかは${rateText(first.others)}です。${others}`,
  });
}

/** What the picture of groups leaves out. */
export function groupsLeftOut({field, missing}: GroupField): string {
  const without =
    missing > 0
      ? say({
          en: ` ${count(missing)} leads have no ${field} and are in no group.`,
          ja: `${field}のないリード${count(missing)}件は、どのグループにも入れていません。`,
        })
      : "";
  return say({
    en: `Only settled leads count: those that entered the stage and no longer wait. Waiting leads are neither passed nor failed.${without}`,
    ja: `数えるのは判定済みのリード、つまり到達したもののうち滞留中でないものだけです。滞留中のリードは、遷移にも離脱にも数えません。${without}`,
  });
}

/** Whether the months of a stage differ, and in what. */
export function cohortText(cohorts: StageCohorts): string {
  const {name, mainDays, months, undated} = cohorts;
  const ripe = months.filter(({followedDays}) => followedDays >= mainDays);
  const n = ripe.reduce((sum, {entered}) => sum + entered, 0);
  const within = lengthText(mainDays);
  if (ripe.length === 0)
    return say({
      en: `${name}: no month of entry has been followed for ${within} yet, so no two can be compared.`,
      ja: `${name}：到達から${within}の経過を見られる月がまだないため、月どうしを比べられません。`,
    });
  const unripe = months.length - ripe.length;
  const later =
    unripe > 0
      ? say({
          en: ` ${plural(unripe, "later month")} ${unripe === 1 ? "is" : "are"} not followed for so long yet.`,
          ja: `その後の${count(unripe)}か月分は、まだそこまで経過を見られていません。`,
        })
      : "";
  const left =
    undated > 0
      ? say({
          en: ` ${plural(undated, "lead")} with unknown times ${undated === 1 ? "is" : "are"} not in any month.`,
          ja: `時刻が不明なリード${count(undated)}件は、どの月にも入れていません。`,
        })
      : "";
  const said = monthsText(cohorts, ripe, n);
  return say({en: `${name}: ${said}`, ja: `${name}：${said}`}) + later + left;
}

function monthsText({mainDays, spread}: StageCohorts, ripe: StageCohorts["months"], n: number): string {
  const within = lengthText(mainDays);
  const of = say({
    en: `the share that moved on within ${within} of entering`,
    ja: `到達から${within}以内に遷移した割合`,
  });
  if (!spread)
    return say({
      en: `too few months with enough leads to compare ${of} (n ${count(n)}).`,
      ja: `件数が足りる月が少なく、${of}を比べられません（n ${count(n)}）。`,
    });
  const {lowest, highest, months, p} = spread;
  const few = ripe.length - months;
  const compared = say({
    en: `${plural(months, "month")}${few > 0 ? ` with enough leads (${few} ripe ${few === 1 ? "one has" : "ones have"} too few to compare)` : ""}`,
    ja: `${few > 0 ? `件数の足りる${months}か月（ほか${few}か月は件数不足のため比較から除外）` : `${months}か月`}`,
  });
  const range = say({
    en: `lowest ${month(lowest.month)} with ${rateText(lowest.rate)}, highest ${month(highest.month)} with ${rateText(highest.rate)}`,
    ja: `最低は${month(lowest.month)}の${rateText(lowest.rate)}、最高は${month(highest.month)}の${rateText(highest.rate)}です。`,
  });
  return isBeyondChance(p)
    ? say({
        en: `over ${compared}, ${of} differs by more than chance: ${range}.`,
        ja: `${compared}の間で、${of}には偶然では説明しにくい差があります。${range}`,
      })
    : say({
        en: `over ${compared}, ${of} moves no more than chance alone would move it (${range}).`,
        ja: `${compared}の間で、${of}の動きは偶然の範囲内です。${range}`,
      });
}
