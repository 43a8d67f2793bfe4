import {count, percent, percentWithRange, plural} from "../../analysis/figures.ts";
import type {Dwell} from "../../analysis/funnel/dwell.ts";
import type {Clock, Course, StageTime, StageTimes, TimeUnit} from "../../analysis/funnel/stageTimes.ts";
import {list} from "../format.ts";
import {say} from "../language.ts";

/** The clock that a unit is told by. */
export const clockOf = ({calendar, business}: Course, unit: TimeUnit): Clock =>
  unit === "business days" ? business : calendar;

/** "44 s", "25 min", "4.1 h", "216 h"; "9.1 days", "25 business days": short times stay readable in every unit. */
export function lengthText(days: number | null, unit: TimeUnit): string {
  if (days === null || !Number.isFinite(days)) return say({en: "not reached", ja: "未到達"});
  const hours = 24 * days;
  const [s, min, h] = say({en: [" s", " min", " h"], ja: ["秒", "分", "時間"]});
  if (hours < 1 / 60) return `${Math.round(3600 * hours)}${s}`;
  if (hours < 1) return `${Math.round(60 * hours)}${min}`;
  if (unit === "hours") return `${hours < 100 ? hours.toFixed(1) : count(hours)}${h}`;
  if (days < 1) return `${hours.toFixed(1)}${h}`;
  return `${days < 10 ? days.toFixed(1) : count(days)}${daysWord(unit)}`;
}

/** What follows a number of days, or of business days. */
export const daysWord = (unit: TimeUnit): string =>
  say({en: ` ${unit}`, ja: unit === "business days" ? "営業日" : "日"});

/** What follows the figure of a length: " days", "日". */
const unitOf = (length: string): string => length.replace(/^[\d.,]+/, "");

/** "23 to 27 days". */
function spanText({low, high}: {low: number | null; high: number | null}, unit: TimeUnit): string {
  if (low === null) return say({en: "unknown", ja: "不明"});
  const from = lengthText(low, unit);
  if (high === null) return say({en: `${from} or more`, ja: `${from}以上`});
  const to = lengthText(high, unit);
  if (from === to) return from;
  const bare = unitOf(from) === unitOf(to) ? from.slice(0, -unitOf(from).length) : from;
  return say({en: `${bare} to ${to}`, ja: `${bare}${bare === from ? "～" : "–"}${to}`});
}

/** "25 days (23 to 27)", or "not reached". */
export function medianText({median}: Pick<Dwell, "median">, unit: TimeUnit): string {
  const [value, span] = [lengthText(median.value, unit), spanText(median, unit)];
  if (median.value === null || span === value) return value;
  const word = unitOf(value);
  return say({
    en: `${value} (${span.endsWith(word) ? span.slice(0, -word.length) : span})`,
    ja: `${value}（${span}）`,
  });
}

/** Where the plain ratio and the share followed to the end differ as people read them. */
const differs = ({plain, eventual}: Course): boolean => eventual.advanced.value - plain.value >= 0.005;

/** What becomes of those who enter: the plain ratio beside the share followed to the end, and why they differ. */
export function fatesText({name, n, waiting, course}: StageTime, unit: TimeUnit): string {
  if (!course)
    return say({
      en: `${name}: ${noTimes(n)}, so what becomes of those who enter cannot be told.`,
      ja: `${name}：${noTimes(n)}のため、到達したリードがどうなるかは分かりません。`,
    });
  const {plain, eventual} = course;
  const isOpenLeft = eventual.waiting >= 0.005;
  const longest = lengthText(course.followedDays, unit === "business days" ? "days" : unit);
  const rest = isOpenLeft
    ? say({
        en: ` The other ${percent(eventual.waiting)} are still there when the data end, after up to ${longest}.`,
        ja: `残りの${percent(eventual.waiting)}は、データの終わりの時点（最長${longest}経過）でもまだ滞在しています。`,
      })
    : "";
  const followed = followedText(course);
  if (!differs(course)) {
    const why = waiting === 0 ? say({en: ": nobody is still there", ja: "（滞在中のリードはいません）"}) : "";
    return say({
      en: `${name}: of ${plural(n, "lead")} that entered, ${followed}.${rest} Counting open leads as failures would say the same${why}.`,
      ja: `${name}：到達した${count(n)}件のうち、${followed}です。${rest}未決のリードを失敗とみなしても同じ結果です${why}。`,
    });
  }
  return say({
    en: `${name}: counting the ${count(waiting)} of ${plural(n, "lead")} that are still there as failures says ${percent(plain.value)} move on; followed ${isOpenLeft ? "as far as the data go" : "to the end"}, ${followed}.${rest}`,
    ja: `${name}：到達した${count(n)}件のうち、まだ滞在している${count(waiting)}件を失敗とみなすと、遷移は${percent(plain.value)}です。${isOpenLeft ? "データのある限り" : "最後まで"}追うと、${followed}です。${rest}`,
  });
}

/** "57 % (55–59 %) move on and 43 % (41–45 %) are lost". */
function followedText({eventual: {advanced, lost, movedBack, gone}}: Course): string {
  const [on, off, back, left] = [advanced, lost, movedBack, gone].map(percentWithRange);
  const others = [
    ...(movedBack.value > 0 ? [say({en: `${back} move back`, ja: `後戻りが${back}`})] : []),
    ...(gone.value > 0
      ? [say({en: `${left} leave for no stage so far`, ja: `どのフェーズにも進まず離脱が${left}`})]
      : []),
  ];
  return say({
    en: list([`${on} move on`, `${off} are lost`, ...others]),
    ja: [`遷移が${on}`, `失注が${off}`, ...others].join("、"),
  });
}

/** How long leads are between stages after leaving this one; nothing where none is known to leave before the next thing comes. */
export function betweenText({name, between}: StageTime, unit: TimeUnit): string {
  if (!between) return "";
  const {n, waiting, dwell} = between;
  const half = dwell.median.value ?? dwell.medianOfAdvanced;
  const later =
    half === null
      ? ""
      : say({
          en: `; half of those who went on did so ${lengthText(half, unit)} after leaving`,
          ja: `。先へ進んだリードの半数は、離脱から${lengthText(half, unit)}以内でした`,
        });
  const still =
    waiting > 0
      ? say({
          en: `, to ${count(waiting)} of them nothing has come yet`,
          ja: `、うち${count(waiting)}件はまだ何も起きていません`,
        })
      : "";
  return say({
    en: `${name}: ${plural(n, "lead")} left before anything else came${still}${later}. That time is not counted as time in the stage.`,
    ja: `${name}：次の動きより前に離脱したリードが${count(n)}件${still}${later}。この時間は滞在時間に含みません。`,
  });
}

/** How long those who move on take, and within what the answer lies whatever the waiting ones do. */
export function dwellText({name, n, course}: StageTime, unit: TimeUnit): string {
  if (!course)
    return say({
      en: `${name}: ${noTimes(n)}, so how long leads stay cannot be told.`,
      ja: `${name}：${noTimes(n)}のため、滞留時間は分かりません。`,
    });
  const clock = clockOf(course, unit);
  const {median, latestMedian, p80, medianOfAdvanced, advanced} = clock.dwell;
  if (advanced === 0)
    return say({en: `${name}: nobody has moved on yet.`, ja: `${name}：遷移したリードはまだありません。`});
  if (median.value === null)
    return say({
      en: `${name}: more leads still wait than have moved on, so the time by which half of those who move on will have done so cannot be told. The curve is of those who have moved on so far.`,
      ja: `${name}：滞留中のリードのほうが遷移したリードより多いため、遷移するリードの半数がどれだけの時間で遷移するかは分かりません。曲線は、これまでに遷移したリードのものです。`,
    });
  const span = spanText(median, unit);
  const range = median.low === null ? "" : say({en: ` (95 %: ${span})`, ja: `（95%信頼区間：${span}）`});
  const [half, four, latest, flattering] = [median.value, p80, latestMedian, medianOfAdvanced].map((days) =>
    lengthText(days, unit),
  );
  const eighty =
    p80 === null
      ? say({
          en: `; ${soFarText(clock, unit)}that can still come out later, so many wait.`,
          ja: `。${soFarText(clock, unit)}まだ滞留しているリードが多いため、今後さらに遅くなることがあります。`,
        })
      : say({en: `, 80 % after ${four}.`, ja: `、80%は${four}以内です。`});
  const later =
    latestMedian !== null && latestMedian > 1.1 * median.value
      ? say({
          en: ` If all who still wait moved on after all, half would have done so after ${latest}: the truth lies between.`,
          ja: `滞留中のリードが最終的にすべて遷移するとしても、半数が遷移するまでは${latest}です。実際はこの間にあります。`,
        })
      : "";
  const flatters =
    medianOfAdvanced !== null && median.value > 1.05 * medianOfAdvanced
      ? say({
          en: ` Leaving out those who still wait would say ${flattering}, which flatters.`,
          ja: `滞留中のリードを除いて計算すると${flattering}となり、実際より短く見えてしまいます。`,
        })
      : "";
  const start = say({
    en: `${name}: half of those who move on have done so after ${half}${range}`,
    ja: `${name}：遷移するリードの半数は${half}以内に遷移し${p80 === null ? "ます" : ""}${range}`,
  });
  return `${start}${eighty}${later}${flatters}`;
}

/** By when four fifths of those who have moved on so far had done so: as the curve shows it. */
function soFarText({stays}: Clock, unit: TimeUnit): string {
  const reached = stays.find(({value}) => value <= 0.2 + 1e-9);
  if (!reached) return say({en: "for 80 % ", ja: "80%については、"});
  const time = lengthText(reached.days, unit);
  return say({
    en: `of those who have moved on so far 80 % had after ${time}, but `,
    ja: `これまでに遷移したリードの80%は${time}以内に遷移していますが、`,
  });
}

/** Why `n` stays tell no time. */
export const noTimes = (n: number): string =>
  n === 0 ? say({en: "no times", ja: "時刻なし"}) : say({en: "too few with times", ja: "時刻のある件数が不足"});

/** Which stages the stock leaves out, and why. `n` is null where a cell is too small to be published. */
export function stockLeftOut({stages, stock}: StageTimes): string[] {
  const of = (id: string) => stock?.stages.find(({stage}) => stage === id);
  const names = (isOut: (id: string) => boolean) => stages.filter(({stage}) => isOut(stage)).map(({name}) => name);
  const untimed = names((id) => !of(id));
  const few = names((id) => of(id) !== undefined && !isShown(of(id)?.n ?? []));
  return [
    untimed.length > 0
      ? say({
          en: `Not shown for want of times: ${list(untimed)}.`,
          ja: `時刻の記録がないため表示していないフェーズ：${list(untimed)}。`,
        })
      : "",
    few.length > 0
      ? say({
          en: `Not shown for too few leads: ${list(few)}.`,
          ja: `件数が少ないため表示していないフェーズ：${list(few)}。`,
        })
      : "",
  ].filter(Boolean);
}

/** Some month has enough leads to be published. */
export const isShown = (n: readonly (number | null)[]): boolean => n.some((leads) => leads !== null && leads > 0);
