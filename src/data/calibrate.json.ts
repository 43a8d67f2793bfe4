import {LiveCard, wideningOf} from "../analysis/card/liveCard.ts";
import {cubeOf} from "./cellCube.ts";
import {cellsSql} from "./cubeCells.ts";
import type {Cell} from "./mergeCells.ts";
import {publishedRules, rulesOf} from "./rules.ts";
import {ask, findings, isPublished, serve} from "./warehouse.ts";

const {run, suggestion, observations, decay} = await findings("run", "suggestion", "observations", "decay");
const {rules, cells} = await ask(async (engine) => {
  const rules = await rulesOf(engine, run.settings.minCell);
  const positions = rules.map(({position}) => position);
  return {rules, cells: await engine.rows<Cell & {fold: number}>("cells", cellsSql(positions, {keepFolds: true}))};
});
const points = new Map(suggestion.card?.rules.map(({rule, points}) => [rule.id, points]));
const card = new LiveCard(
  cubeOf(cells, rules),
  rules.map(({id}) => points.get(id) ?? 0),
);

serve({
  run,
  suggestion,
  base: observations.base,
  decay,
  rules: isPublished ? publishedRules(rules, suggestion) : rules,
  rulesInAll: rules.length,
  widening: wideningOf(card),
  isPublished,
});
