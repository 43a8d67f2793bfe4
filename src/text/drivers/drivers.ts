import type {ProfileWeek} from "../../analysis/drivers/activityProfile.ts";
import {telling} from "../../analysis/drivers/believable.ts";
import type {Driver} from "../../analysis/drivers/driver.ts";
import {type DriverReport, never} from "../../analysis/drivers/drivers.ts";
import {timesText} from "../../analysis/drivers/timesText.ts";
import {count, percent, plural, rateText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {JourneyReport} from "../../analysis/funnel/journey.ts";
import type {LeakFlag} from "../../analysis/leaks/flag.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {multiplicity} from "../answers.ts";
import {decimals, list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {subject} from "./driverWords.ts";
import {teamsAlone} from "./leaks.ts";

/**
 * The page's answer: what goes with converting most, what goes against it most, and of how many; which actions only seem to
 * go against it, and whether all are the team's.
 */
export function driversOpening(
  report: DriverReport,
  {
    base,
    run: {horizonDays},
    leaks,
    journey,
  }: {base: Rate; run: RunRecord; leaks: readonly LeakFlag[]; journey: Pick<JourneyReport, "leadActions">},
): string[] {
  const drivers = telling(report.drivers);
  const more = drivers.find(({oddsRatio: {low}}) => low > 1);
  const less = drivers.find(({oddsRatio: {high}, q}) => high !== null && high < 1 && q < 0.05);
  const [n, share] = [count(base.n), percent(base.value)];
  const most = more
    ? say({
        en: `What goes with converting most: ${against(more)}`,
        ja: `転換と最も強く結びつくのは${against(more)}`,
      })
    : say({
        en: "No pattern goes with converting beyond chance.",
        ja: "偶然を超えて転換と結びつくパターンはありません。",
      });
  const all = say({
    en: `Of all ${n} observations ${share} converted${horizonDays === null ? "" : ` within ${plural(horizonDays, "day")}`}.`,
    ja: `全${n}件の観測のうち、${horizonDays === null ? "" : `${count(horizonDays)}日以内に`}転換したのは${share}です。`,
  });
  return [
    most,
    less
      ? say({
          en: `What goes against it most: ${against(less)}`,
          ja: `反対に、転換の少なさと最も強く結びつくのは${against(less)}`,
        })
      : "",
    stuckText(report),
    teamsAlone(leaks, journey),
    sentences([all, multiplicity(report)]),
  ];
}

function stuckText({exposure}: Pick<DriverReport, "exposure">): string {
  const stuck = exposure.filter(({isParadox}) => isParadox).map(({action}) => action);
  return stuck.length === 0
    ? ""
    : say({
        en: `More ${list(stuck)} goes with fewer wins because leads that hang get more of it. That is no reason to do less: see “Where more is not better”.`,
        ja: `${list(stuck)}は回数が多いほど受注が少なくなっていますが、停滞しているリードほど回数が増えるためです。減らす理由にはなりません。「多いほど良いとは限らない行動」をご覧ください。`,
      });
}

const against = (driver: Driver): string =>
  say({
    en: `${driver.text}. ${rateText(driver.with)} convert with it, ${rateText(driver.without)} without.`,
    ja: `「${driver.text}」です。転換率は、該当するリードで${rateText(driver.with)}、該当しないリードで${rateText(driver.without)}です。`,
  });

type Dose = DriverReport["dose"][number];

/** How much more converted leads did in the last week, and since when the two part. */
export function profileText(profile: DriverReport["profile"]): string {
  const last = profile.find(({week}) => week === 1);
  if (!last) return "";
  const mean = ({value, low, high, n}: ProfileWeek["converted"]) => {
    const [at, range] = [decimals(value, 1), `${decimals(low, 1)}–${decimals(high, 1)}`];
    return say({
      en: `${at} activities (${range}, n ${count(n)})`,
      ja: `${at}件（${range}、n ${count(n)}）`,
    });
  };
  const [converted, others] = [mean(last.converted), mean(last.unconverted)];
  const isApart = ({converted: a, unconverted: b}: ProfileWeek) => a.low > b.high || b.low > a.high;
  const together = profile.find((week) => !isApart(week));
  const since = together ? together.week - 1 : profile.length;
  const first = say({
    en: `In the last week before the day looked at, leads that went on to convert had ${converted}, the others ${others}. `,
    ja: `基準日の直前の1週間の行動は、その後転換したリードで平均${converted}、そのほかのリードで平均${others}です。`,
  });
  if (since === 0)
    return (
      first + say({en: "Even then the two are not apart beyond chance.", ja: "その週でも、両者の差は偶然の範囲です。"})
    );
  const weeks = say({
    en: since === 1 ? "the last week" : `each of the last ${count(since)} weeks`,
    ja: since === 1 ? "直前の1週間" : `直前の${count(since)}週間のどの週で`,
  });
  return (
    first +
    say({
      en: `The two are apart beyond chance in ${weeks}${together ? "" : ", as far back as can be looked"}.`,
      ja: `両者の差は、${weeks}も偶然を超えています${together ? "" : "（さかのぼれる範囲のすべて）"}。`,
    })
  );
}

/** Fewest observations of a bin that a sentence may rest on. */
const fewest = 30;

/** By how many log-odds the rate surely moves from never to often: what small multiples are ordered by. */
export function sureRise({bins}: Dose): number {
  const [none, often] = [bins[0], oftenest(bins)];
  if (!none || !often) return 0;
  const [up, down] = [logOdds(often.low) - logOdds(none.high), logOdds(none.low) - logOdds(often.high)];
  return Math.max(0, up, down);
}

const oftenest = (bins: Dose["bins"]): Dose["bins"][number] | undefined =>
  bins
    .slice(1)
    .filter(({n}) => n >= fewest)
    .at(-1);

/** Whether enough leads did it to show how the rate moves. */
export const hasDose = ({bins}: Dose): boolean => oftenest(bins) !== undefined;

const logOdds = (rate: number): number => Math.log(rate / (1 - rate));

/** "pricing page: 5.1 % (4.8–5.4 %, n 12,300) convert at 0 times in the last 90 days, 17 % (13–21 %, n 410) at 3–4." */
export function doseText({action, bins}: Dose, windowDays: number): string {
  const [none, often] = [bins[0], oftenest(bins)];
  if (!none || !often)
    return say({
      en: `${subject(action)}: too few leads did it to say how the rate moves.`,
      ja: `${action}：行ったリードが少なすぎて、転換率がどう動くかは分かりません。`,
    });
  return say({
    en: `${action}: ${rateText(none)} convert at ${none.label} times in the last ${windowDays} days, ${rateText(often)} at ${often.label}.`,
    ja: `${action}：転換率は、直近${windowDays}日に${timesText(none.label)}の観測で${rateText(none)}、${timesText(often.label)}の観測で${rateText(often)}です。`,
  });
}

const isToldOf = ({label, n}: Dose["bins"][number]): boolean => label !== never && n >= fewest;

/** Whether enough leads are in two classes of time since the last one. */
export const hasRecency = ({bins}: Dose): boolean => bins.filter(isToldOf).length > 1;

/** The one class of time since the last one that enough leads are in, whatever they did; null where it is none or several. */
export function onlyRecency(all: readonly Dose[]): string | null {
  const labels = new Set(all.flatMap(({bins}) => bins.filter(isToldOf).map(({label}) => label)));
  return labels.size === 1 ? ([...labels][0] ?? null) : null;
}

/** "3–7 days", "never". */
export const recencyLabel = (label: string): string => (label === never ? say({en: "never", ja: "なし"}) : label);

/** The rate just after an action and long after, and from when on it is no longer above that of all. */
export function recencyText({action, bins}: Dose, base: number): string {
  const told = bins.filter(isToldOf);
  const [first, last] = [told[0], told[told.length - 1]];
  if (!first || !last || first === last)
    return say({
      en: `${subject(action)}: too few leads did it to say how the rate falls with time.`,
      ja: `${action}：行ったリードが少なすぎて、時間とともに転換率がどう下がるかは分かりません。`,
    });
  const all = percent(base);
  const stale = told.find(({low}) => low <= base);
  const from =
    first.low <= base
      ? say({
          en: "Even right after it the rate is not above that of all beyond chance.",
          ja: "直後でも、全体の転換率を上回るとは言えません。",
        })
      : stale
        ? say({
            en: `From ${stale.label} on it is no longer above that of all (${all}) beyond chance.`,
            ja: `${stale.label}になると、全体の転換率（${all}）を上回るとは言えなくなります。`,
          })
        : say({
            en: `It stays above that of all (${all}) as far back as can be told.`,
            ja: `分かる範囲では、どこまでさかのぼっても全体の転換率（${all}）を上回っています。`,
          });
  return say({
    en: `${subject(action)}: ${rateText(first)} convert when the last time is ${first.label} ago, ${rateText(last)} when it is ${last.label}. ${from}`,
    ja: `${action}：転換率は、最後の回から${first.label}のリードで${rateText(first)}、${last.label}のリードで${rateText(last)}です。${from}`,
  });
}
