import {capital, count, plural, rateText} from "../../analysis/figures.ts";
import type {PeriodChange, Span} from "../../analysis/funnel/periods.ts";
import {isBeyondChance} from "../../analysis/statistics/holm.ts";
import type {EventTime} from "../../analysis/statistics/survival.ts";
import {month} from "../format.ts";
import {say} from "../language.ts";
import {verdictText} from "./funnelGroups.ts";
import {lengthText} from "./paths.ts";

/** "Mar 2026 to May 2026". */
export function spanText({from, to}: Span): string {
  const [first, last] = [month(from), month(to)];
  return from === to ? first : say({en: `${first} to ${last}`, ja: `${first}～${last}`});
}

/** What changed beyond chance between two periods; that nothing did is an answer, too. */
export function periodsText(changes: readonly PeriodChange[], {earlier, later}: {earlier: Span; later: Span}): string {
  const told = changes.filter(({difference}) => difference !== null);
  const between = say({
    en: `Between entries of ${spanText(earlier)} and of ${spanText(later)}`,
    ja: `${spanText(earlier)}の到達分と${spanText(later)}の到達分を比べると`,
  });
  if (told.length === 0)
    return say({
      en: `${between} no stage can be compared: too few leads, or not followed for long enough.`,
      ja: `${spanText(earlier)}の到達分と${spanText(later)}の到達分は、どのフェーズでも比べられません。件数が足りないか、まだ十分に経過を見られていないためです。`,
    });
  const all = [...told.filter(isChanged).map(shareChange), ...told.flatMap(paceChange)];
  const tests = told.length + told.filter(({pace}) => pace !== null).length;
  const looked = say({
    en: `${plural(tests, "comparison")} made, and allowed for.`,
    ja: `${count(tests)}通りの比較を行ったことは織り込み済みです。`,
  });
  return all.length === 0
    ? say({
        en: `${between} nothing changed beyond chance, in ${plural(told.length, "stage")}; ${looked}`,
        ja: `${between}、${count(told.length)}フェーズのいずれにも、偶然では説明しにくい変化はありません。${looked}`,
      })
    : say({
        en: `${between}, beyond chance: ${all.join("; ")}. ${capital(looked)}`,
        ja: `${between}、偶然では説明しにくい変化があります。${all.join("。")}。${looked}`,
      });
}

function shareChange({name, windowDays, earlier, later}: PeriodChange): string {
  const [within, before, after] = [lengthText(windowDays), rateText(earlier), rateText(later)];
  const isRise = later.value > earlier.value;
  return say({
    en: `at ${name} the share that moved on within ${within} ${isRise ? "rose" : "fell"} from ${before} to ${after}`,
    ja: `${name}では、${within}以内に遷移した割合が${before}から${after}に${isRise ? "上がりました" : "下がりました"}`,
  });
}

function paceChange({name, pace}: PeriodChange): string[] {
  if (!pace || !isBeyondChance(pace.p)) return [];
  const [within, before, after] = [lengthText(pace.withinDays), rateText(pace.earlier), rateText(pace.later)];
  const isFaster = pace.later.value > pace.earlier.value;
  return [
    say({
      en: `those who moved on from ${name} did so ${isFaster ? "faster" : "more slowly"}: ${after} of them within ${within}, ${isFaster ? "up" : "down"} from ${before}`,
      ja: `${name}からの遷移は${isFaster ? "速く" : "遅く"}なり、遷移したリードのうち${within}以内だった割合が${before}から${after}になりました`,
    }),
  ];
}

const isChanged = ({difference, p}: PeriodChange): boolean => difference !== null && isBeyondChance(p);

/** Behind a stage's name: what became of its share, and of the pace, which the picture does not show. */
export function changeNote(change: PeriodChange): string {
  if (change.why) return ` – ${whyText(change.why)}`;
  const isRise = change.later.value > change.earlier.value;
  const share = isRise ? say({en: "rose", ja: "上昇"}) : say({en: "fell", ja: "低下"});
  const told = [isChanged(change) ? share : "", paceWord(change)].filter(Boolean);
  return told.length === 0 ? "" : ` – ${told.join(say({en: ", ", ja: "、"}))}`;
}

/** Whether those who moved on did so faster; empty where that is not sure. */
function paceWord({pace}: PeriodChange): string {
  if (!pace || !isBeyondChance(pace.p)) return "";
  return pace.later.value > pace.earlier.value
    ? say({en: "faster", ja: "速くなった"})
    : say({en: "slower", ja: "遅くなった"});
}

/** Why two periods are not compared. */
const whyText = (why: NonNullable<PeriodChange["why"]>): string =>
  why === "not ripe"
    ? say({en: "not followed for so long yet", ja: "経過がまだ短い"})
    : say({en: "too few to say", ja: "件数不足"});

/** Verdict on the share, and on the pace, of a stage. */
export function changeVerdict(change: PeriodChange): string {
  const {why, earlier, later} = change;
  if (why) return whyText(why);
  const share =
    later.value > earlier.value ? say({en: "share rose", ja: "割合が上昇"}) : say({en: "share fell", ja: "割合が低下"});
  const told = [isChanged(change) ? share : "", paceWord(change)].filter(Boolean);
  return told.join(say({en: ", ", ja: "、"})) || verdictText("as the rest");
}

/** "12 days (10 days to 14 days)". */
export function medianText({value, low, high}: EventTime): string {
  if (value === null) return say({en: "not told", ja: "不明"});
  const half = lengthText(value);
  if (low === null || high === null) return half;
  const [from, to] = [lengthText(low), lengthText(high)];
  return say({en: `${half} (${from} to ${to})`, ja: `${half}（${from}～${to}）`});
}
