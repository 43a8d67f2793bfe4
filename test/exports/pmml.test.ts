import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {validateXML} from "xmllint-wasm";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {cardPmml} from "../../src/exports/pmml.ts";
import {asOf, generatedCard, names, rules} from "./generated.ts";
import {type Loaded, leadCount, loadGenerated, sumOf} from "./loaded.ts";
import {all, parseXml, scored} from "./pmmlReader.ts";

const schema = readFileSync(join(import.meta.dirname, "reference/pmml-4-4.xsd"), "utf8");

async function faultsOf(xml: string): Promise<string[]> {
  const {errors} = await validateXML({
    xml: {fileName: "card.pmml", contents: xml},
    schema: {fileName: "pmml-4-4.xsd", contents: schema},
  });
  return errors.map(({message}) => message);
}

interface Done {
  activity: string;
  topic: string | null;
  days: number;
}

/** Every lead's input fields, counted here by hand from the loaded tables: whole seconds, as days. */
async function inputs(engine: Engine) {
  const until = Math.floor(Date.parse(asOf) / 1000);
  const past = `timestamp '${asOf.replace("T", " ").replace("Z", "")}'`;
  const activities = await engine.rows<{lead_id: string; at: string; activity: string; topic: string | null}>(
    "activities",
    `select lead_id, occurred_at as at, activity, topic from activities where occurred_at < ${past}`,
  );
  const visits = await engine.rows<{lead_id: string; stage: string; at: string}>(
    "stage_visits",
    `select lead_id, stage, entered_at as at from stage_visits where entered_at < ${past} order by entered_at, stage_no`,
  );
  const leads = await engine.rows<Record<string, string | number | null>>("leads", "select * from leads");
  return leads.map((lead) => {
    const done = activities
      .filter(({lead_id}) => lead_id === lead.lead_id)
      .map(
        ({at, activity, topic}): Done => ({activity, topic, days: (until - Math.floor(Date.parse(at) / 1000)) / 86400}),
      );
    const times = (test: (one: Done) => boolean, days = Number.POSITIVE_INFINITY) =>
      done.filter((one) => test(one) && one.days <= days).length;
    const since = (test: (one: Done) => boolean) => {
      const ages = done.filter(test).map(({days}) => days);
      return ages.length ? Math.min(...ages) : null;
    };
    const visit = ({activity}: Done) => activity === names.visit;
    const pricing = ({activity, topic}: Done) => activity === names.visit && topic === names.topic;
    const call = ({activity}: Done) => activity === names.call;
    const byLead = ({activity}: Done) => activity !== names.call;
    return {
      lead_id: String(lead.lead_id),
      row: {
        [names.attribute]: lead[names.attribute],
        employees: lead.employees,
        n_page_view_drop_table_leads_ever: times(visit),
        n_page_view_drop_table_leads_30d: times(visit, 30),
        n_page_view_drop_table_leads_pricing_l_été_90d: times(pricing, 90),
        days_since_page_view_drop_table_leads_pricing_l_été: since(pricing),
        n_資料_請求_7d: times(({activity}) => activity === names.request, 7),
        n_call_14d: times(call, 14),
        days_since_call: since(call),
        n_any_activity_30d: times(byLead, 30),
        days_since_any_activity: since(byLead),
        n_never_done_ever: 0,
        days_since_never_done: null,
        stage: visits.findLast(({lead_id}) => lead_id === lead.lead_id)?.stage ?? null,
      },
    };
  });
}

describe("cardPmml(card)", () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadGenerated();
  });
  afterAll(() => loaded.engine.close());

  it("is valid by the schema of PMML 4.4, without extensions of anybody's own", async () => {
    const xml = cardPmml(generatedCard());
    expect(await faultsOf(xml)).toEqual([]);
    expect(xml).not.toMatch(/\sx-/);
    expect(await faultsOf(xml.replace('functionName="regression"', ""))).not.toEqual([]);
    expect(await faultsOf(cardPmml(generatedCard(rules.slice(0, 1))))).toEqual([]);
    const held = cardPmml({...generatedCard(), within: {least: -5, most: 3.5}});
    expect(await faultsOf(held)).toEqual([]);
    expect(held).toMatch(/function="min"[\s\S]*>5<[\s\S]*function="max"[\s\S]*>-3\.5</);
  });

  it("gives every lead the loader's masks times the points, to an independent reader", async () => {
    const {engine, held} = loaded;
    const pmml = parseXml(cardPmml(generatedCard()));
    const rows = await inputs(engine);
    expect(rows).toHaveLength(leadCount);
    for (const {lead_id, row} of rows) {
      const mine = held.get(lead_id) ?? [];
      const found = scored(pmml, row);
      expect({lead_id, score: found.score}).toEqual({lead_id, score: sumOf(mine)});
      expect(found.probability).toBeCloseTo(1 / (1 + Math.exp(-(-2.75 + 0.125 * found.score))), 12);
      const most = Math.max(0, ...mine.map(({points}) => points));
      expect(found.reasons[0]).toMatch(most > 0 ? new RegExp(`^\\+${most} `) : /^0 not: /);
    }
  });

  it("names each input field once and says what the caller has to put in", () => {
    const pmml = parseXml(cardPmml(generatedCard()));
    const fields = all(pmml, "DataField").map(({attributes}) => attributes);
    expect(new Set(fields.map(({name}) => name)).size).toBe(fields.length);
    expect(all(pmml, "MiningField").map(({attributes}) => attributes.name)).toEqual(fields.map(({name}) => name));
    expect(fields.find(({name}) => name === "n_call_14d")?.displayName).toBe(
      "number of times: call\\, in the last 14 days",
    );
  });

  it("keeps apart fields whose names come out alike", () => {
    const alike = ["a b", "a-b"].map((activity, i) => ({id: activity, when: {activity, at_least: 1}, points: i + 1}));
    const named = {id: "own", when: {attribute: "n_a_b_ever", is: ["x"]}, points: 3};
    const fields = all(parseXml(cardPmml(generatedCard([...alike, named]))), "DataField");
    expect(fields.map(({attributes}) => attributes.name)).toEqual(["n_a_b_ever", "n_a_b_ever_2", "n_a_b_ever_3"]);
  });
});
