import {describe, expect, it, onTestFinished} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {byPart} from "../../../loaders/steps/drivers/viewCounts.ts";
import {attributeCountsSql, rareValuesSql} from "../../../loaders/steps/features/attributeCounts.ts";

const attributes = [
  {name: "full name", type: "category"},
  {name: "team", type: "category"},
  {name: "size", type: "number"},
] as const;
const cuts = [{field: "size", cuts: [20]}];

/** Four leads, each seen on three dates; all have a name of their own, three are of one team, and one is of none. */
async function observed(): Promise<Engine> {
  const engine = await Engine.open();
  onTestFinished(() => engine.close());
  await engine.run(
    "tables",
    `create schema steps;
    create table leads (lead_no integer, "full name" varchar, team varchar, size double);
    insert into leads values (1, 'Ann', 'red', 10), (2, 'Bo', 'red', 20), (3, 'Cy', 'red', null), (4, 'Di', null, 40), (5, 'Ed', 'blue', 50);
    create table steps.labelled as
      select row_number() over () as obs_no, lead_no, 0 as stage_no, false as is_test, lead_no % 2 as fold, lead_no % 2 as label
      from leads cross join range(3) where lead_no < 5;
    create table steps.view_parts as
      select obs_no, lead_no, 'snapshot' as design, 0 as stage_no, slot, fold as part, 0 as next, label as won
      from steps.labelled cross join (values (0), (1)) as slots(slot)`,
  );
  return engine;
}

const told = (engine: Engine, table: string) =>
  engine.rows(
    "test",
    `select field, value, is_missing, cast(sum(n) as integer) as n from steps.${table} group by all order by field, value, is_missing`,
  );

describe("attributeCountsSql(attributes, cuts, minCell)", () => {
  it("leaves values of fewer leads out, however often these were observed, and rareValuesSql counts them", async () => {
    const engine = await observed();
    await engine.run("attribute_counts", attributeCountsSql(attributes, cuts, 3));
    expect(await told(engine, "attribute_counts")).toEqual([
      {field: "size", value: null, is_missing: false, n: 9},
      {field: "team", value: "red", is_missing: false, n: 9},
    ]);
    expect(await engine.count("attribute_counts", rareValuesSql(attributes))).toBe(4);
    await engine.run("attribute_counts", attributeCountsSql(attributes, cuts, 1));
    expect(await engine.count("attribute_counts", rareValuesSql(attributes))).toBe(0);
  });

  it("puts a number in the group whose lower end it reaches", async () => {
    const engine = await observed();
    await engine.run("attribute_counts", attributeCountsSql(attributes, [{field: "size", cuts: [20, 30.1]}], 1));
    const groups = await engine.rows(
      "test",
      "select cut, is_missing, cast(sum(n) as integer) as n from steps.attribute_counts where field = 'size' group by all order by is_missing, cut",
    );
    expect(groups).toEqual([
      {cut: 20, is_missing: false, n: 3},
      {cut: 30.1, is_missing: false, n: 3},
      {cut: null, is_missing: false, n: 3},
      {cut: null, is_missing: true, n: 3},
    ]);
  });

  it("counts leads anew for each way of parting", async () => {
    const engine = await observed();
    await engine.run("attribute_counts", attributeCountsSql(attributes, cuts, 3, byPart));
    expect(await told(engine, "view_attribute_counts")).toEqual([
      {field: "size", value: null, is_missing: false, n: 18},
      {field: "team", value: "red", is_missing: false, n: 18},
    ]);
  });
});
