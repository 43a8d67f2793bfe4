import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {random} from "../../src/analysis/statistics/random.ts";

/**
 * `npm run bench -- check`: how long `hakari check` takes for 100,000 rows in three files, from the start of its process to the
 * end, beside a process of Node that opens the same engine and lets it `summarize` the same files (types and figures of each
 * column, and nothing of what makes a report). By turns, after one of each that does not count; medians and the ratio.
 */
const turns = 7;
const [leads, activities, outcomes] = [10_000, 85_000, 5_000];
const day = 86_400_000;

const folder = mkdtempSync(join(tmpdir(), "hakari-bench-"));
try {
  writeProject();
  const hakari = resolve(import.meta.dirname, "../../loaders/hakari.mjs");
  const ours = () => seconds([hakari, "check", "--project", folder]);
  const peer = () => seconds(["--input-type=module", "--eval", summarizing()]);
  ours();
  peer();
  const runs = Array.from({length: turns}, () => [ours(), peer()]);
  const [check, summarize] = [0, 1].map((k) => median(runs.map((run) => run[k])));
  console.log(`${(leads + activities + outcomes).toLocaleString("en")} rows, wall s: median of ${turns} (least)`);
  console.log(`  hakari check        ${said(runs.map(([one]) => one))}`);
  console.log(`  duckdb summarize    ${said(runs.map(([, one]) => one))}`);
  console.log(`  check / summarize   ${(check / summarize).toFixed(2)}`);
} finally {
  rmSync(folder, {recursive: true});
}

function seconds(args: readonly string[]): number {
  const from = performance.now();
  execFileSync(process.execPath, args, {stdio: "ignore"});
  return (performance.now() - from) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function said(values: readonly number[]): string {
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)})`;
}

function summarizing(): string {
  const engine = import.meta.resolve("@duckdb/node-api");
  const files = ["leads", "activities", "outcomes"].map((name) => join(folder, `${name}.csv`));
  return `import {DuckDBInstance} from ${JSON.stringify(engine)};
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const file of ${JSON.stringify(files)}) console.log((await connection.runAndReadAll("summarize from read_csv('" + file + "')")).getRows());`;
}

/** Leads of four attributes over two years; a third of what they do is of one kind, and half of them are decided. */
function writeProject(): void {
  const u = random(13);
  const at = (days: number) => new Date(Date.UTC(2024, 0, 1) + Math.round(days * day)).toISOString().slice(0, 19);
  const pick = (values: readonly string[]) => values[Math.floor(values.length * u())];
  const write = (name: string, header: string, count: number, line: (i: number) => string) =>
    writeFileSync(
      join(folder, `${name}.csv`),
      `${[header, ...Array.from({length: count}, (_, i) => line(i))].join("\n")}\n`,
    );
  const created = Array.from({length: leads}, () => u() * 700);
  write("leads", "lead_id,created_at,source,industry,size,visits", leads, (i) => {
    const source = pick(["web", "mail", "referral", "event"]);
    const industry = pick(["retail", "finance", "software", "logistics", "health"]);
    return `L${i},${at(created[i])},${source},${industry},${Math.ceil(900 * u() ** 2)},${Math.floor(8 * u() ** 2)}`;
  });
  write("activities", "lead_id,occurred_at,activity,topic", activities, (i) => {
    const lead = i % leads;
    const [activity, topic] = pick([
      "page_view,pricing",
      "page_view,news",
      "mail_open,",
      "webinar,",
      "demo_request,",
      "call,",
    ]).split(",");
    return `L${lead},${at(created[lead] + 60 * u())},${activity},${topic}`;
  });
  write("outcomes", "lead_id,outcome,decided_at", outcomes, (i) => {
    const lead = 2 * i;
    return `L${lead},${u() < 0.3 ? "won" : "lost"},${at(created[lead] + 20 + 60 * u())}`;
  });
  writeFileSync(
    join(folder, "project.yaml"),
    "title: 100,000 rows\nsources:\n  leads: {files: leads.csv}\n  activities: {files: activities.csv}\n  outcomes: {files: outcomes.csv}\n",
  );
}
