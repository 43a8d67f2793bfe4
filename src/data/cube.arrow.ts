import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import type {Card, Suggestion} from "../analysis/card/suggestion.ts";
import {fitLogistic} from "../analysis/statistics/logistic.ts";
import {cubeOf} from "./cellCube.ts";
import {cellsSql} from "./cubeCells.ts";
import {type Cell, mergeSmall, type Weights} from "./mergeCells.ts";
import {type CubeRule, publishedRules, rulesOf} from "./rules.ts";
import {ask, findings, isPublished} from "./warehouse.ts";

const {run, suggestion} = await findings("run", "suggestion");
const {rules, asked} = await ask(async (engine) => {
  const all = await rulesOf(engine, run.settings.minCell);
  const rules = isPublished ? publishedRules(all, suggestion) : all;
  const sql = cellsSql(
    rules.map(({position}) => position),
    {keepFolds: !isPublished},
  );
  return {rules, asked: await engine.rows<Cell & {fold: number}>("cells", sql)};
});
const cells = isPublished
  ? mergeSmall(asked, run.settings.minCell, yardsticks(asked, rules, suggestion)).map((cell) => ({...cell, fold: 0}))
  : asked;

const table = new Table({
  mask_low: vectorFromArray(Uint32Array.from(cells, ({mask_low}) => mask_low)),
  mask_high: vectorFromArray(Uint32Array.from(cells, ({mask_high}) => mask_high)),
  fold: vectorFromArray(Uint8Array.from(cells, ({fold}) => fold)),
  n: vectorFromArray(Uint32Array.from(cells, ({n}) => n)),
  conversions: vectorFromArray(Uint32Array.from(cells, ({conversions}) => conversions)),
});
process.stdout.write(tableToIPC(table, "stream"));

/** What cells are told apart by: the suggested card, today's, and the real-valued fit, all in log-odds. */
function yardsticks(cells: readonly Cell[], rules: readonly CubeRule[], {card, current}: Suggestion): Weights[] {
  const inLogOdds = ({slope, rules: on}: Card) => {
    const points = new Map(on.map(({rule, points}) => [rule.id, points]));
    return rules.map(({id}) => slope * (points.get(id) ?? 0));
  };
  return [...[card, current].filter((one) => one !== null).map(inLogOdds), fitLogistic(cubeOf(cells, rules)).weights];
}
