import type {StageFlow} from "../../src/analysis/funnel/funnel.ts";
import {
  type StageTimes,
  type StayQuality,
  type StockCount,
  stageTimes,
  type TimedStays,
} from "../../src/analysis/funnel/stageTimes.ts";
import {type Engine, literal} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import {stageStaysSql, workingDaysSql} from "../steps/funnel/stageStays.ts";
import {stayCountsSql} from "../steps/funnel/stayCounts.ts";

/** ISO days of the week. */
const weekdays = {mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7} as const;

/**
 * Counts how long first stays lasted. Needs `steps.ends`; leaves `steps.stage_stays`, `steps.first_stays`, and in `results`
 * `funnel_dwell`, `business_dwell` (the same on working days), `between_dwell`, `stay_quality` and `stage_stock`.
 */
export async function countStays(engine: Engine, {timezone, calendar}: Project): Promise<void> {
  await engine.run("stage_stays", stageStaysSql(timezone));
  const weekend = calendar.weekend.map((day) => weekdays[day]);
  await engine.run("working_days", workingDaysSql(timezone, weekend, calendar.holidays));
  await runStep(engine, "first_stays");
  await engine.run("funnel_dwell", stayCountsSql("funnel_dwell", "seconds"));
  await engine.run("business_dwell", stayCountsSql("business_dwell", "working_seconds"));
  await runStep(engine, "between_dwell");
  await runStep(engine, "stay_quality");
  await runStep(engine, "stage_stock");
}

/** Time told on the Funnel page. Needs what `countStays` leaves. */
export async function stageTimesReport(
  engine: Engine,
  {stages, calendar, timezone, observe}: Project,
  flows: readonly StageFlow[],
): Promise<StageTimes> {
  const lastDay = `timezone(${literal(timezone)}, timezone('UTC', as_of - interval '1 microsecond'))`;
  const [{month}] = await engine.rows<{month: string}>(
    "last_month",
    `select strftime(${lastDay}, '%Y-%m') as month from steps.settings`,
  );
  return stageTimes({
    stages,
    dormant: flows.map(({dormant}) => dormant),
    dormantAfterDays: observe.dormant_after_days,
    calendar: {weekend: calendar.weekend, holidays: calendar.holidays},
    unit: calendar.unit?.replace("_", " ") as StageTimes["unit"] | undefined,
    stays: await engine.rows<TimedStays>("funnel_dwell", "select * from results.funnel_dwell"),
    businessStays: await engine.rows<TimedStays>("business_dwell", "select * from results.business_dwell"),
    between: await engine.rows<TimedStays>("between_dwell", "select * from results.between_dwell"),
    quality: await engine.rows<StayQuality>("stay_quality", "select * from results.stay_quality"),
    stock: await engine.rows<StockCount>("stage_stock", "select * from results.stage_stock order by month, stage_no"),
    lastMonth: month,
  });
}
