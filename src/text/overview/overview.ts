import type {Changes} from "../../analysis/changes/changes.ts";
import type {Driver} from "../../analysis/drivers/driver.ts";
import type {Findings} from "../../analysis/findings.ts";
import type {Bottleneck} from "../../analysis/funnel/bottleneck.ts";
import type {Quality} from "../../analysis/validation/quality.ts";
import {qualityOf, warnings} from "../answers.ts";
import {countedColumn} from "../counted.ts";
import {bottleneckHeadline} from "../funnel/bottleneck.ts";
import {say} from "../language.ts";
import {designCautions} from "../observing.ts";
import {shortNames} from "../validate/contenders.ts";
import {changeSentences} from "./changes.ts";
import {
  cardHeadline,
  driverHeadline,
  type Headline,
  noDriver,
  rivalOf,
  strongestDrivers,
  stuckHeadline,
} from "./headlines.ts";

/** What the Overview shows: headlines with what their small pictures draw, what changed, what limits it all. */
export interface Overview {
  drivers: (Headline & Pick<Driver, "with" | "without">)[];
  /** What their figures count: leads, or observations where a lead recurs. */
  counted: string;
  /** In place of drivers, where none is sure. */
  noDriver: Headline | null;
  stuck: Headline & {about: "waiting" | "mending" | null; stage: string | null; stages: Bottleneck[]};
  /** The suggested card before what it is measured by; empty where nothing could be tested. */
  card: Headline & {contenders: {name: string; quality: Quality}[]};
  changed: string[];
  cautions: string[];
}

/** What an overview is made of. */
type OverviewInput = Pick<
  Findings,
  "run" | "load" | "observations" | "drivers" | "leaks" | "bottlenecks" | "suggestion"
> & {journey: Pick<Findings["journey"], "leadActions">; changes: Changes | null};

/** What the Overview says of a run's findings. */
export function overview(findings: OverviewInput): Overview {
  const {run, drivers, bottlenecks, suggestion, changes} = findings;
  const strongest = strongestDrivers(drivers.drivers);
  const found = bottleneckHeadline(bottlenecks);
  return {
    drivers: strongest.map((driver) => ({
      ...driverHeadline(driver, run),
      with: driver.with,
      without: driver.without,
    })),
    counted: countedColumn(run),
    noDriver: strongest.length === 0 ? noDriver() : null,
    stuck: {
      ...stuckHeadline(bottlenecks),
      about: found?.about ?? null,
      stage: found?.stage ?? null,
      stages: bottlenecks.stages,
    },
    card: {...cardHeadline(suggestion), contenders: contendersOf(suggestion)},
    changed: changeSentences(changes, run),
    cautions: [...designCautions(run), ...warnings(findings)],
  };
}

function contendersOf({card, outOfTime, grouped}: Findings["suggestion"]): Overview["card"]["contenders"] {
  const validation = outOfTime ?? grouped;
  const ours = qualityOf(validation, "suggested");
  const rival = validation && rivalOf(validation.quality);
  if (!card || !ours) return [];
  const first = {name: say({en: "suggested card", ja: "提案の配点表"}), quality: ours};
  if (!rival) return [first];
  const name = rival.who === "one point each" ? shortNames()[rival.who] : rival.name;
  return [first, {name, quality: rival.quality}];
}

/** Where each headline leads. */
export const links = () => ({
  drivers: {text: say({en: "All patterns: Drivers", ja: "すべてのパターンを見る：要因"}), to: "./drivers.html"},
  stuck: {text: say({en: "Stages and times: Funnel", ja: "フェーズと滞留を見る：ファネル"}), to: "./funnel.html"},
  card: {text: say({en: "Rules and points: Calibrate", ja: "ルールと点数を見る：配点"}), to: "./calibrate.html"},
});

/** How the limits of the figures are headed, and that there are more of them. */
export const cautionWords = () => ({
  title: say({en: "What limits these figures", ja: "数値を読むうえでの注意"}),
  none: say({
    en: "Nothing to warn of: no leaks, no rejected rows, every outcome known.",
    ja: "注意すべき点はありません。リークも除外された行もなく、すべての結果が分かっています。",
  }),
  more: (n: number) => say({en: `${n} more`, ja: `ほか${n}件`}),
});
