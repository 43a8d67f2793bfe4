import type {StageTimes} from "../analysis/funnel/stageTimes.ts";

/**
 * What a page may show of the times: no curves of a stage with fewer leads than a cell may hold, no month in which fewer were
 * there; shares and days to five digits.
 */
export function shownTimes(report: StageTimes, minCell: number): StageTimes {
  const enough = (n: number | null) => (n === null || (n > 0 && n < minCell) ? null : n);
  const {stages, stock} = report;
  const shown: StageTimes = {
    ...report,
    stages: stages
      .map((stage) => (stage.n < minCell ? {...stage, course: null} : stage))
      .map((stage) => (stage.between && stage.between.n < minCell ? {...stage, between: null} : stage)),
    stock: stock && {...stock, stages: stock.stages.map((stage) => ({...stage, n: stage.n.map(enough)}))},
  };
  return JSON.parse(JSON.stringify(shown, (_, value) => (isFraction(value) ? Number(value.toPrecision(5)) : value)));
}

const isFraction = (value: unknown): value is number => typeof value === "number" && !Number.isInteger(value);
