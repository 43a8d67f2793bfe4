import {contestOf, type SuggestInput} from "../../src/analysis/card/suggest.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import {mostInSteps} from "../../src/analysis/lookedAt.ts";
import {ruleText} from "../../src/analysis/rules/rules.ts";
import {groupBy} from "../../src/analysis/statistics/groupBy.ts";
import type {PeriodTimes} from "../../src/analysis/validation/replay.ts";
import type {SegmentRow} from "../../src/analysis/validation/segmentQuality.ts";
import type {Trial, Trials} from "../../src/analysis/validation/validate.ts";
import {firstTrial, type ValidationReport, validationReport} from "../../src/analysis/validation/validationReport.ts";
import {say} from "../../src/text/language.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Observed} from "../observe.ts";
import type {Project} from "../project/schema.ts";
import {inStage, largeSegmentsSql, rareSegmentsSql, segmentScoresSql} from "../steps/card/segmentScores.ts";
import type {Attribute} from "../steps/features/attributeCounts.ts";
import {firstOf} from "../steps/lookedAt.ts";

interface ValidationInput {
  observed: Observed;
  asked: SuggestInput;
  trials: Trials;
  times: readonly PeriodTimes[];
  attributes: readonly Attribute[];
  leaks: readonly LeakFlag[];
}

/** What the tests of the card found; null where none could be made. */
export async function validationOf(
  engine: Engine,
  project: Project,
  {observed, asked, trials, times, attributes, leaks}: ValidationInput,
): Promise<ValidationReport | null> {
  const contest = contestOf(asked);
  const first = firstTrial(trials);
  if (!contest || !first) return null;
  const leaking = new Set(leaks.filter(({excluded, kind}) => excluded && kind === "attribute").map(({field}) => field));
  const looked = await firstOf(engine, "column", mostInSteps.columns);
  const known = attributes.filter(({name}) => !leaking.has(name) && (looked === null || looked.includes(name)));
  return validationReport({
    contest,
    trials,
    testFrom: asked.testFrom,
    texts: asked.rules.map(ruleText),
    times,
    ...(await segmentsOf(engine, project, known, first)),
    minCell: project.publish.min_cell,
    capacityAMonth: project.threshold.capacity_a_month ?? null,
    monthsAPeriod: monthsAPeriod(observed),
  });
}

/** Months between two snapshots; other designs group their observations by month. */
function monthsAPeriod({design, every}: Observed): number {
  if (design === "entry" || design === "decision") return 1;
  return {week: 7 / (365.25 / 12), month: 1, quarter: 3}[every];
}

interface ScoredSegment {
  field: string;
  value: string | null;
  cut: number | null;
  is_missing: boolean;
  fold: number;
  score: number;
  n: number;
  conversions: number;
}

/** "under 10", "10 to under 25", "25 or more". */
function rangeName(cuts: readonly number[], from: number | null): string {
  if (from === null)
    return cuts.length ? say({en: `under ${cuts[0]}`, ja: `${cuts[0]}未満`}) : say({en: "any", ja: "すべて"});
  const next = cuts[cuts.indexOf(from) + 1];
  return next === undefined
    ? say({en: `${from} or more`, ja: `${from}以上`})
    : say({en: `${from} to under ${next}`, ja: `${from}以上${next}未満`});
}

/** A field as pages call it: attributes by the data's own name. */
const fieldName = (field: string): string => (field === inStage ? say({en: inStage, ja: "当時のフェーズ"}) : field);

async function segmentsOf(engine: Engine, project: Project, attributes: readonly Attribute[], {kind, learned}: Trial) {
  const cards = learned.map(({card}) => card);
  const {min_support} = project.candidates;
  const {min_cell} = project.publish;
  const rowsOfCuts = await engine.rows<{field: string; cut: number}>(
    "attribute_cuts",
    "select field, cut from steps.attribute_cuts order by field, cut",
  );
  const cuts = [...groupBy(rowsOfCuts, ({field}) => field)].map(([field, own]) => ({
    field,
    cuts: own.map(({cut}) => cut),
  }));
  const step = {cards: cards.map(({points}) => points), testOnly: kind !== "lead folds", cuts};
  await engine.run("segment_scores", segmentScoresSql(attributes, step));
  const rows = await engine.rows<ScoredSegment>("segment_scores", largeSegmentsSql(min_support, min_cell));
  const rare = await engine.rows<{field: string; n_values: number; n: number}>(
    "segment_scores",
    rareSegmentsSql(min_support, min_cell),
  );
  const isNumber = new Set(attributes.filter(({type}) => type === "number").map(({name}) => name));
  const nameOf = ({field, value, cut, is_missing}: ScoredSegment): string | null => {
    if (is_missing) return null;
    if (field === inStage) return project.stages[cut ?? 0]?.name ?? String(cut);
    if (!isNumber.has(field)) return value;
    return rangeName(cuts.find((one) => one.field === field)?.cuts ?? [], cut);
  };
  const segments = rows.map((row): SegmentRow => {
    const {intercept, slope} = cards[row.fold % cards.length];
    const {field, fold, n, conversions, score} = row;
    return {field: fieldName(field), value: nameOf(row), fold, n, conversions, logOdds: intercept + slope * score};
  });
  return {segments, rare: new Map(rare.map(({field, n_values, n}) => [fieldName(field), {values: n_values, n}]))};
}
