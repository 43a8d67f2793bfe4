import {PGlite} from "@electric-sql/pglite";
import {TrinoSQL} from "dt-sql-parser";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {cardSql, dialects} from "../../src/exports/sql.ts";
import {reasonText, subScore} from "../../src/exports/words.ts";
import {generatedCard, names, rules} from "./generated.ts";
import {type Loaded, leadCount, loadGenerated, sumOf} from "./loaded.ts";

interface Scored {
  lead_id: string;
  score: number;
  fit: number;
  engagement: number;
  probability: number;
  reasons: string;
}

function expectByMasks(found: Scored[], {held}: Loaded): void {
  expect(found).toHaveLength(leadCount);
  for (const {probability, ...row} of found) {
    const mine = held.get(row.lead_id) ?? [];
    const fit = sumOf(mine.filter(({rule}) => subScore(rule) === "fit"));
    const score = sumOf(mine);
    const reasons = mine.map(reasonText).join("; ");
    expect(row).toEqual({lead_id: row.lead_id, score, fit, engagement: score - fit, reasons});
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(-2.75 + 0.125 * score))), 12);
  }
}

/** The contract's tables copied to PostgreSQL, times with all their digits. */
async function copyTo(db: PGlite, engine: Engine): Promise<void> {
  const attribute = `"${names.attribute.replaceAll('"', '""')}"`;
  const tables = {
    leads: `lead_id varchar, ${attribute} varchar, employees double precision`,
    activities: "lead_id varchar, occurred_at timestamp, activity varchar, topic varchar, actor varchar",
    stage_visits: "lead_id varchar, stage varchar, entered_at timestamp",
  };
  for (const [table, columns] of Object.entries(tables)) {
    await db.exec(`create table ${table} (${columns})`);
    const named = table === "leads" ? `lead_id, ${attribute}, employees` : columns.replace(/ (varchar|timestamp)/g, "");
    const [{rows}] = await engine.rows(table, `select to_json(list(t)) as rows from (select ${named} from ${table}) t`);
    await db.query(`insert into ${table} select * from json_to_recordset($1::json) as t (${columns})`, [rows]);
  }
}

const few = (count: number) => generatedCard(rules.slice(11, 11 + count));

describe("cardSql(card, dialect)", () => {
  let loaded: Loaded;
  let db: PGlite;
  beforeAll(async () => {
    loaded = await loadGenerated();
    db = new PGlite();
    await copyTo(db, loaded.engine);
  });
  afterAll(async () => {
    await db.close();
    loaded.engine.close();
  });

  it("gives every lead the loader's masks times the points, on DuckDB and on PostgreSQL", async () => {
    const holding = rules.map(({id}) =>
      [...loaded.held.values()].filter((held) => held.some(({rule}) => rule.id === id)),
    );
    for (const [j, {length}] of holding.entries()) {
      const isNever = (rules[j].when as {activity?: string}).activity === "never done";
      expect([rules[j].id, isNever || (length > 10 && length < leadCount - 10)]).toEqual([rules[j].id, true]);
    }
    expectByMasks(await loaded.engine.rows<Scored>("score", cardSql(generatedCard(), "duckdb")), loaded);
    const {rows} = await db.query<Scored>(cardSql(generatedCard(), "postgres"));
    expectByMasks(rows, loaded);
  });

  it("holds chances within bounds where the score parts the data", async () => {
    const logOdds = (p: number) => Math.log(p / (1 - p));
    const held = {...generatedCard(), within: {least: logOdds(0.05), most: logOdds(0.2)}};
    const told = (await loaded.engine.rows<Scored>("held", cardSql(held, "duckdb"))).map(
      ({probability}) => probability,
    );
    expect(Math.min(...told)).toBeCloseTo(0.05, 12);
    expect(Math.max(...told)).toBeCloseTo(0.2, 12);
    expect(new Set(told.map((p) => p.toFixed(9))).size).toBeGreaterThan(2);
  });

  it("is text that an independent parser of Trino accepts", () => {
    const faults = (sql: string) => new TrinoSQL().validate(sql);
    for (const card of [generatedCard(), few(1), few(0)]) expect(faults(cardSql(card, "trino"))).toEqual([]);
    expect(faults(cardSql(generatedCard(), "trino").replace("group by", "by group"))).not.toEqual([]);
  });

  it("ends with a semicolon but for Trino, whose drivers refuse one", () => {
    expect(dialects.map((dialect) => cardSql(generatedCard(), dialect).trimEnd().at(-1))).toEqual([";", ";", "d"]);
  });

  it("reads only the tables and columns that the card needs", async () => {
    const engine = await Engine.open();
    await engine.run(
      "leads",
      `create table leads as select 'a' as lead_id, null as "${names.attribute.replaceAll('"', '""')}"`,
    );
    const [row] = await engine.rows("score", cardSql(few(2)));
    engine.close();
    expect(row).toMatchObject({lead_id: "a", score: rules[12].points, engagement: 0});
  });

  it("scores every lead 0 by a card without rules", async () => {
    const engine = await Engine.open();
    await engine.run("leads", "create table leads as select 'a' as lead_id");
    const [row] = await engine.rows("score", cardSql(few(0)));
    engine.close();
    expect(row).toMatchObject({score: 0, fit: 0, engagement: 0, reasons: ""});
  });

  it("scores as of now where the run has no dates", () => {
    const card = generatedCard();
    const sql = cardSql({...card, run: {...card.run, asOf: null}});
    expect(sql).toContain("select cast(current_timestamp at time zone 'UTC' as timestamp) as as_of");
  });

  it("keeps a steep curve within what exp can hold", async () => {
    await db.exec(
      "create schema steep; set search_path to steep; create table leads (lead_id varchar, employees double precision); insert into leads values ('a', null), ('b', 1)",
    );
    const missing = generatedCard(rules.slice(15, 16));
    const {rows} = await db.query<Scored>(cardSql({...missing, slope: -400, intercept: 3}, "postgres"));
    expect(rows.map(({probability}) => probability)).toEqual([
      expect.closeTo(0, 200),
      expect.closeTo(1 / (1 + Math.exp(-3)), 12),
    ]);
  });
});
