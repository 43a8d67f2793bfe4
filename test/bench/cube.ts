import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {runStep} from "../../loaders/engine/steps.ts";
import {actionCountsSql, countWindows} from "../../loaders/steps/features/actionCounts.ts";
import {numberActions} from "../../loaders/steps/features/actions.ts";
import {masksSql} from "../../loaders/steps/features/masks.ts";
import type {BehaviourCondition, Rule} from "../../src/analysis/rules/rules.ts";

/**
 * From tables to cube for 32 windowed rules on 1 million leads and 50 million activities: Hakari's plan (count each action in
 * nested windows once, then set bits) beside the plain one (one filtered aggregate a rule). The activities stand lead by lead,
 * as the sample writes them and exports by contact do, or shuffled, the worst an event log can be. Each plan runs in a process
 * of its own: `node --import tsx test/bench/cube.ts make|hakari|plain [by-lead|shuffled]`.
 */
const scale = {leads: 1_000_000, activities: 50_000_000};
const folder = new URL("../../node_modules/.cache/hakari-bench/", import.meta.url).pathname;
type Order = "by-lead" | "shuffled";
const database = (order: Order) => join(folder, `activities-${scale.activities}-${order}.duckdb`);

const actions = [
  "page_view",
  "pricing_view",
  "mail_open",
  "mail_click",
  "download",
  "seminar",
  "inquiry",
  "sales_call",
];
const windows = [7, 30, 90, undefined];

const rules: Rule[] = actions.flatMap((activity, i) =>
  windows.map((within_days, w): Rule => {
    const when: BehaviourCondition = {activity, at_least: 1 + ((i + w) % 3)};
    if (within_days !== undefined) when.within_days = within_days;
    return {id: `${activity}-${within_days ?? "ever"}`, when};
  }),
);

async function make(order: Order): Promise<void> {
  const file = database(order);
  if (existsSync(file)) return;
  mkdirSync(folder, {recursive: true});
  rmSync(`${file}.making`, {force: true});
  const perLead = scale.activities / scale.leads;
  const lead = order === "by-lead" ? `range // ${perLead}` : `hash(range) % ${scale.leads}`;
  const engine = await Engine.open(`${file}.making`);
  await engine.run("order", "set preserve_insertion_order = true");
  await engine.run(
    "make",
    `create schema steps; create schema results;
    create table leads as select cast(range as integer) as lead_no, 'L' || range as lead_id, cast(range * 7919 % 20 as integer) as fold from range(${scale.leads});
    create table steps.labelled as
      select lead_no as obs_no, lead_no, timestamp '2026-01-01' + cast(cast(lead_no as bigint) * 104729 % 180 as integer) * interval 1 day as as_of,
        '2026-0' || (1 + cast(lead_no as bigint) * 104729 % 180 // 31) as period, cast(0 as integer) as stage_no,
        cast(hash(lead_no) % 10 = 0 as integer) as label, fold, false as is_test
      from leads;
    create table results.period_counts as select distinct period from steps.labelled;
    create table activities as
      select cast(${lead} as integer) as lead_no,
        timestamp '2025-06-01' + cast(hash(range + 1) % 34560000 as integer) * interval 1 second as occurred_at,
        (${JSON.stringify(actions).replaceAll('"', "'")})[cast(1 + hash(range + 2) % ${actions.length} as integer)] as activity,
        cast(null as varchar) as topic, cast(null as varchar) as actor
      from range(${scale.activities})`,
  );
  engine.close();
  renameSync(`${file}.making`, file);
}

async function hakari(engine: Engine): Promise<void> {
  const actions = await numberActions(engine);
  await engine.run("action_counts", actionCountsSql(countWindows([], rules), actions, {any: false}));
  await engine.run("masks", masksSql(rules, [], actions));
}

async function plain(engine: Engine): Promise<void> {
  const columns = rules.map(({when}, j) => {
    const {activity, within_days, at_least} = when as BehaviourCondition;
    const window = within_days === undefined ? "" : ` and occurred_at >= as_of - interval '${within_days}' day`;
    return `case when count(*) filter (where activity = '${activity}'${window}) >= ${at_least} then ${2n ** BigInt(j)} else 0 end`;
  });
  await engine.run(
    "masks",
    `create or replace table steps.masks as
    select labelled.obs_no, cast(${columns.join(" + ")} as bigint) as mask
    from steps.labelled
    left join activities on activities.lead_no = labelled.lead_no and activities.occurred_at < labelled.as_of
    group by labelled.obs_no`,
  );
}

async function measure(plan: (engine: Engine) => Promise<void>, order: Order): Promise<void> {
  const engine = await Engine.open(database(order));
  await engine.run("memory", "set memory_limit = '3GB'");
  const [start, before] = [performance.now(), process.cpuUsage()];
  await plan(engine);
  await runStep(engine, "cube");
  const seconds = (performance.now() - start) / 1000;
  const {user, system} = process.cpuUsage(before);
  const [{cells, sum}] = await engine.rows<{cells: number; sum: string}>(
    "check",
    `select count(*) as cells, cast(sum(hash(mask_low, mask_high, fold, period, n, conversions)) as varchar) as sum
    from results.cube`,
  );
  engine.close();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({seconds, cpuSeconds: (user + system) / 1e6, peakMb, check: `${cells} ${sum}`}));
}

const [what = "make", order = "by-lead"] = process.argv.slice(2);
const plans = {make, hakari: (o: Order) => measure(hakari, o), plain: (o: Order) => measure(plain, o)};
await plans[what as keyof typeof plans](order as Order);
