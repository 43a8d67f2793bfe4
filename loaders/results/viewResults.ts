import {type Adjustment, misleads} from "../../src/analysis/drivers/adjust.ts";
import type {Driver} from "../../src/analysis/drivers/driver.ts";
import type {StepView} from "../../src/analysis/drivers/stepView.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Project} from "../project/schema.ts";
import type {Views} from "./views.ts";

/** Of the strongest patterns, how many keep what holding each thing equal makes of them. */
const compared = 12;

/** The views as findings: whole ones, without the run's own where that is no step of one stage or any. */
export function stepViews({views, sizes}: Views, {stages}: Project): StepView[] {
  return views.flatMap((view) => {
    const {design, stage, target, base, tooFew, lookedAt, found, expectedFalse} = view;
    if (design === "run") return [];
    const size = sizes.find((one) => one.design === design && one.stage === stage);
    return [
      {
        design,
        stage: stage === null ? null : stages[stage].id,
        target,
        segment: null,
        period: null,
        base,
        leads: size?.leads ?? 0,
        censored: size?.censored ?? 0,
        drivers: kept(view.drivers),
        tooFew,
        lookedAt,
        found,
        expectedFalse,
      },
    ];
  });
}

/** What holding things equal makes of the run's own patterns, by the rule's id. */
export function adjustmentsOf({views, own}: Views): Map<string, Adjustment[]> {
  const view = views.find(({design, stage, target}) => design === own && stage === null && target === "won");
  return new Map(view?.drivers.map(({rule, adjustments}) => [rule.id, adjustments]));
}

/** What is held equal is many figures a pattern: kept for the strongest, and wherever it turns or vanishes. */
const kept = (drivers: readonly Driver[]): Driver[] => {
  let left = compared;
  return drivers.map((driver) => {
    const isShown = misleads(driver) || (driver.flags.length === 0 && left-- > 0);
    return isShown ? driver : {...driver, adjustments: []};
  });
};

type Value = number | string | boolean | null;

const tables = {
  view_list:
    "view integer, design varchar, stage_no integer, target varchar, is_own boolean, leads integer, censored integer, too_few integer, pairs integer",
  view_sample: "leads integer, leads_of integer",
  view_slices: "slice integer, field varchar, value varchar",
  view_bases: "view integer, slice integer, n integer, conversions integer, effect double",
  view_patterns: "pattern integer, field varchar, body varchar",
  view_cells: `view integer, slice integer, pattern integer, n integer, conversions integer,
    ratio double, with_effect double, without_effect double, adjusted_from double, adjusted_to double, turns boolean, vanishes boolean`,
} as const;

/**
 * Leaves what pages compute views from, as tables of `results`: the views, the parts they come in (slice 0 is the whole), the
 * observations and conversions of each, the patterns (rules as JSON), and the cells: counts of each pattern in each slice of
 * each view that has enough observations with it and without. Cells of whole views carry how far their errors exceed those of
 * independent observations, and the range of the odds ratio over what may be held equal.
 */
export async function writeViews(engine: Engine, {views, slots, sizes, sample, own}: Views): Promise<void> {
  const parts = slots.flatMap(({slot, field, values}) => values.map((value, part) => ({slot, part, field, value})));
  const sliceOf = new Map(parts.map(({slot, part}, i) => [`${slot}/${part}`, i + 1]));
  const rules = new Map(views.flatMap(({cells}) => cells.map(({rule, field}) => [rule.id, {rule, field}])));
  const patternOf = new Map([...rules.keys()].map((id, i) => [id, i]));
  const numbered = views.map((view, no) => ({...view, no}));

  await fill(
    engine,
    "view_list",
    numbered.map(({no, design, stage, target, tooFew, drivers}) => {
      const size = sizes.find((one) => one.design === design && one.stage === stage);
      const isOwn = design === own && stage === null && target === "won";
      const pairs = drivers.reduce((n, {flags, adjustments}) => n + (flags.length ? 0 : adjustments.length), 0);
      return [no, design, stage, target, isOwn, size?.leads ?? 0, size?.censored ?? 0, tooFew, pairs];
    }),
  );
  await fill(engine, "view_sample", [[sample.leads, sample.of]]);
  await fill(
    engine,
    "view_slices",
    parts.map(({field, value}, i) => [i + 1, field, value]),
  );
  await fill(
    engine,
    "view_bases",
    numbered.flatMap(({no, base, effect, slices}): Value[][] => [
      [no, 0, base.n, base.conversions, effect],
      ...slices.map((slice) => [no, numberOf(sliceOf, slice), slice.base.n, slice.base.conversions, effect]),
    ]),
  );
  await fill(
    engine,
    "view_patterns",
    [...rules.values()].map(({rule, field}, i) => [i, field, JSON.stringify(rule)]),
  );
  await fill(
    engine,
    "view_cells",
    numbered.flatMap(({no, cells, drivers, slices}): Value[][] => {
      const among = new Map(drivers.map(({rule, adjustments}) => [rule.id, adjustments]));
      const whole = cells.map(({rule, n, conversions, errors}): Value[] => {
        const {ratio, with: inside, without} = errors ?? {ratio: null, with: null, without: null};
        const told = among.get(rule.id) ?? [];
        const has = (verdict: Adjustment["verdict"]) => told.some((one) => one.verdict === verdict);
        return [
          no,
          0,
          patternOf.get(rule.id) ?? 0,
          n,
          conversions,
          ratio,
          inside,
          without,
          ...rangeOf(told),
          has("turns"),
          has("vanishes"),
        ];
      });
      const parted = slices.flatMap((slice) =>
        slice.cells.map(({rule, n, conversions}): Value[] => [
          ...[no, numberOf(sliceOf, slice), patternOf.get(rule.id) ?? 0, n, conversions],
          ...[null, null, null, null, null, null, null],
        ]),
      );
      return [...whole, ...parted];
    }),
  );
}

const numberOf = (sliceOf: ReadonlyMap<string, number>, {slot, part}: {slot: number; part: number}): number =>
  sliceOf.get(`${slot}/${part}`) ?? 0;

/** Lowest and highest odds ratio over what may be held equal. */
function rangeOf(adjustments: readonly Adjustment[]): [number | null, number | null] {
  const values = adjustments.map(({oddsRatio}) => oddsRatio.value);
  return values.length ? [Math.min(...values), Math.max(...values)] : [null, null];
}

async function fill(engine: Engine, table: keyof typeof tables, rows: readonly (readonly Value[])[]): Promise<void> {
  await engine.run(table, `create or replace table results.${table} (${tables[table]})`);
  const appender = await engine.connection.createAppender(table, "results");
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === "boolean") appender.appendBoolean(value);
      else if (typeof value === "string") appender.appendVarchar(value);
      else if (Number.isInteger(value)) appender.appendInteger(value);
      else appender.appendDouble(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}
