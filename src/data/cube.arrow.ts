import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {cellsSql} from "./cubeCells.ts";
import {publishedRules, rulesOf} from "./rules.ts";
import {ask, findings, isPublished} from "./warehouse.ts";

const {run, suggestion} = await findings("run", "suggestion");
const columns = await ask(async (engine) => {
  const rules = await rulesOf(engine);
  const shown = isPublished ? publishedRules(rules, suggestion) : rules;
  const sql = cellsSql(
    shown.map(({position}) => position),
    isPublished ? run.settings.minCell : 0,
  );
  return (await engine.connection.runAndReadAll(sql)).getColumnsObjectJS() as Record<string, number[]>;
});

const table = new Table({
  mask_low: vectorFromArray(Uint32Array.from(columns.mask_low ?? [])),
  mask_high: vectorFromArray(Uint32Array.from(columns.mask_high ?? [])),
  fold: vectorFromArray(Uint8Array.from(columns.fold ?? [])),
  n: vectorFromArray(Uint32Array.from(columns.n ?? [])),
  conversions: vectorFromArray(Uint32Array.from(columns.conversions ?? [])),
});
process.stdout.write(tableToIPC(table, "stream"));
