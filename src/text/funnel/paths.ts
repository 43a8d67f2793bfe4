import {count, percent, plural, rateText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {Ends, MovedBack, PathReport, Skip} from "../../analysis/funnel/paths.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";

/** Names of stages by id. */
export type StageNames = ReadonlyMap<string, string>;

/** "30 s", "5 min", "6 h", "1 day", "90 days": a length of time in days, whole where it nearly is. */
export function lengthText(days: number): string {
  const hours = days * 24;
  if (hours < 1 / 60) return say({en: `${round(hours * 3600)} s`, ja: `${round(hours * 3600)}秒`});
  if (hours < 1) return say({en: `${round(hours * 60)} min`, ja: `${round(hours * 60)}分`});
  if (hours < 24) return say({en: `${round(hours)} h`, ja: `${round(hours)}時間`});
  return days < 1.05 ? say({en: "1 day", ja: "1日"}) : say({en: `${round(days)} days`, ja: `${round(days)}日`});
}

const round = (value: number): string => (value < 10 ? String(Number(value.toFixed(1))) : value.toFixed(0));

/** "Lead → Engaged → …". */
export const pathText = (stages: readonly string[], names: StageNames): string =>
  stages.map((stage) => (stage === "" ? "…" : (names.get(stage) ?? stage))).join(" → ");

interface ToldPaths extends Pick<PathReport, "variants"> {
  rest: Ends | null;
  without: Ends | null;
  /** `others`: fewer leads than this took other paths, too few to tell how they ended. */
  hidden: {others: number};
}

/** The commonest path, that of most winners, and how many leads are not in the picture. */
export function variantsText({variants, rest, without, hidden}: ToldPaths, names: StageNames): string {
  const [first] = variants;
  const won = variants.reduce((sum, variant) => sum + variant.won, 0) + (rest?.won ?? 0);
  const winners = [...variants].sort((a, b) => b.won - a.won)[0];
  const path = pathText(first.stages, names);
  const winnersPath = pathText(winners.stages, names);
  const isSame = winners === first;
  return sentences([
    say({
      en: `The commonest path is that of ${count(first.n)} leads (${percent(first.share)}): ${path}.`,
      ja: `最も多い経路は${path}で、${count(first.n)}件（${percent(first.share)}）が通りました。`,
    }),
    winners.won > 0
      ? say({
          en: `${percent(winners.won / won)} of the ${count(won)} won took ${isSame ? "it" : winnersPath}.`,
          ja: `受注した${count(won)}件の${percent(winners.won / won)}は、${isSame ? "この経路" : winnersPath}を通っています。`,
        })
      : "",
    rest
      ? say({
          en: `${count(rest.n)} leads took other paths, each by few; ${count(rest.won)} of them were won.`,
          ja: `ほかの${count(rest.n)}件は少数ずつ別の経路を通り、うち${count(rest.won)}件が受注しました。`,
        })
      : "",
    hidden.others > 0
      ? say({
          en: `Fewer than ${count(hidden.others)} leads took other paths.`,
          ja: `別の経路を通ったリードは${count(hidden.others)}件未満です。`,
        })
      : "",
    without
      ? say({
          en: `${count(without.n)} leads entered no stage (${count(without.won)} won).`,
          ja: `どのフェーズにも入らなかったリードは${count(without.n)}件です（うち受注${count(without.won)}件）。`,
        })
      : "",
  ]);
}

/** How those who skipped a stage fared beside those who did not: the widest difference that the intervals part. */
export function skipsText(skips: readonly Skip[], names: StageNames, minSupport: number): string {
  const rows = skips.map(({stage, skipped, entered}) => ({
    name: names.get(stage) ?? stage,
    some: skipped,
    rest: entered,
  }));
  return compared(
    rows,
    minSupport,
    say({
      en: {deed: "skipped", who: "leads that skipped", others: "those that went through it"},
      ja: {deed: "スキップ", who: "をスキップしたリード", others: "通過したリード"},
    }),
  );
}

/** How those who moved back fared beside those who never did. */
export function movedBackText(moves: readonly MovedBack[], names: StageNames, minSupport: number): string {
  const rows = moves.map(({from, ends, never}) => ({name: names.get(from) ?? from, some: ends, rest: never}));
  return compared(
    rows,
    minSupport,
    say({
      en: {deed: "moved back from", who: "leads that moved back from", others: "those that never did"},
      ja: {deed: "後戻り", who: "から後戻りしたリード", others: "後戻りしなかったリード"},
    }),
  );
}

function compared(
  rows: readonly {name: string; some: Ends; rest: Ends}[],
  minSupport: number,
  {deed, who, others}: {deed: string; who: string; others: string},
): string {
  const counts = rows.map(({name, some}, i) =>
    say({
      en: i === 0 ? `${plural(some.n, "lead")} ${deed} ${name}` : `${count(some.n)} ${name}`,
      ja: `${name}で${count(some.n)}件`,
    }),
  );
  const told = rows.filter(({some, rest}) => Math.min(some.winRate.n, rest.winRate.n) >= minSupport);
  const apart = told.filter(({some, rest}) => areApart(some.winRate, rest.winRate));
  const start = say({en: `${list(counts)}. `, ja: `${deed}したリード：${list(counts)}。`});
  if (told.length === 0)
    return (
      start +
      say({
        en: "Too few of them are decided to say how they fared.",
        ja: "決着したものが少なく、受注の割合は比べられません。",
      })
    );
  if (apart.length === 0)
    return (
      start +
      say({
        en: `Where enough are decided to tell, they were won neither more nor less often than ${others}, beyond chance.`,
        ja: `決着した件数が足りるところでは、受注の割合に、${others}との偶然では説明しにくい差はありません。`,
      })
    );
  return (
    start +
    sentences(
      apart.map(({name, some, rest}) =>
        say({
          en: `Of decided ${who} ${name} ${rateText(some.winRate)} were won, of ${others} ${rateText(rest.winRate)}.`,
          ja: `決着したもののうち受注は、${name}${who}で${rateText(some.winRate)}、${others}で${rateText(rest.winRate)}です。`,
        }),
      ),
    )
  );
}

/** Intervals that do not touch: stricter than a test at 5 %, about 0.6 %, so that a handful of stages needs no further correction. */
const areApart = (a: Rate, b: Rate): boolean => a.low > b.high || b.low > a.high;
