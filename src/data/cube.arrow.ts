import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {cellsSql} from "./cubeCells.ts";
import {type Cell, mergeSmall} from "./mergeCells.ts";
import {publishedRules, rulesOf} from "./rules.ts";
import {ask, findings, isPublished} from "./warehouse.ts";

const {run, suggestion} = await findings("run", "suggestion");
const asked = await ask(async (engine) => {
  const rules = await rulesOf(engine, run.settings.minCell);
  const shown = isPublished ? publishedRules(rules, suggestion) : rules;
  const positions = shown.map(({position}) => position);
  return engine.rows<Cell & {fold: number}>("cells", cellsSql(positions, {keepFolds: !isPublished}));
});
const cells = isPublished ? mergeSmall(asked, run.settings.minCell).map((cell) => ({...cell, fold: 0})) : asked;

const table = new Table({
  mask_low: vectorFromArray(Uint32Array.from(cells, ({mask_low}) => mask_low)),
  mask_high: vectorFromArray(Uint32Array.from(cells, ({mask_high}) => mask_high)),
  fold: vectorFromArray(Uint8Array.from(cells, ({fold}) => fold)),
  n: vectorFromArray(Uint32Array.from(cells, ({n}) => n)),
  conversions: vectorFromArray(Uint32Array.from(cells, ({conversions}) => conversions)),
});
process.stdout.write(tableToIPC(table, "stream"));
