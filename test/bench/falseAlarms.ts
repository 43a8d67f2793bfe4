import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {countPatterns} from "../../loaders/features.ts";
import {observe} from "../../loaders/observe.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {bottleneckReport} from "../../loaders/results/bottlenecks.ts";
import {exposures} from "../../loaders/results/exposure.ts";
import {funnelReport} from "../../loaders/results/funnel.ts";
import {leakFlags} from "../../loaders/results/leaks.ts";
import {viewsOf} from "../../loaders/results/views.ts";
import {generateSample} from "../../loaders/sources/sample/generate.ts";
import {attributesOf} from "../../loaders/tables/attributes.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";

/**
 * How often something is named in companies in which nothing matters (`test/fixtures/flatModel.yaml`): many companies of about
 * 1,000 leads through the steps of a load, and for each kind of alarm the share of the places where it could have been raised,
 * with its Wilson interval. Not in the suite: 200 companies take a quarter of an hour.
 * `node --import tsx test/bench/falseAlarms.ts [companies] [leads] [first seed]`
 */
const [companies, leads, firstSeed] = [200, 1000, 1].map((usual, i) => Number(process.argv[i + 2] ?? usual));

const source = new URL("../../", import.meta.url).pathname;
const dir = mkdtempSync(join(tmpdir(), "hakari-false-alarms-"));
cpSync(join(source, "test/fixtures/flatModel.yaml"), join(dir, "model.yaml"));
cpSync(join(source, "data/sample/project.yaml"), join(dir, "project.yaml"));

/** What was named in one company, by kind of alarm: an entry for each place where it could have been; empty: not named. */
async function alarms(seed: number): Promise<Record<string, string[]>> {
  await generateSample({dir, model: "model.yaml", leads, seed});
  const project = readProject(dir);
  const engine = await Engine.open();
  try {
    await loadTables(engine, project, Progress.quiet());
    const attributes = (await attributesOf(engine)).filter(({name}) => !project.attributes[name]?.personal);
    const observed = await observe(engine, project);
    const exposure = await exposures(engine, project);
    const leaks = await leakFlags(engine, project, attributes, exposure);
    const {numbers} = await countPatterns(engine, project, attributes);
    const funnel = await funnelReport(engine, project);
    const {standsOut, longest} = await bottleneckReport(engine, project, funnel, leaks);
    const {views} = await viewsOf(engine, project, {observed, attributes, leaks, cuts: numbers.cuts});
    const fair = views.filter(({design, stage}) => design !== "decision" && stage !== null);
    return {
      leak: [leaks.flatMap(({field, excluded}) => (excluded ? [field] : [])).join(", ")],
      "reverse causation": [exposure.flatMap(({action, isParadox}) => (isParadox ? [action] : [])).join(", ")],
      "slow segment": [funnel.segments?.attribute ?? ""],
      "a bottleneck stands out": [standsOut ?? ""],
      "reversal, in any list": [
        views.flatMap(({drivers}) => drivers.flatMap(({reversed, text}) => (reversed ? [text] : []))).join(", "),
      ],
      "driver at q < 0.05, in a list of one stage": fair.map(({drivers}) =>
        drivers.flatMap(({q, text}) => (q < 0.05 ? [text] : [])).join(", "),
      ),
      "(true here: stages differ) longest wait": [longest ?? ""],
      "(true here: who did more is further on) driver, all stages at once": views
        .filter(({design, stage}) => design !== "decision" && stage === null)
        .map(({found}) => (found > 0 ? "found" : "")),
    };
  } finally {
    engine.close();
  }
}

function table(all: readonly Record<string, string[]>[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return Object.keys(all[0])
    .map((kind) => {
      const places = all.flatMap((one) => one[kind]);
      const {conversions, n, value, low, high} = wilson(places.filter(Boolean).length, places.length);
      return `${kind}: ${conversions} of ${n}, ${percent(value)} (${percent(low)}–${percent(high)})`;
    })
    .join("\n");
}

const all: Record<string, string[]>[] = [];
try {
  for (let i = 0; i < companies; ++i) {
    all.push(await alarms(firstSeed + i));
    const named = Object.entries(all[i]).flatMap(([kind, places]) =>
      kind.startsWith("(") || !places.some(Boolean) ? [] : [`${kind}: ${places.filter(Boolean).join("; ")}`],
    );
    console.error(`${i + 1} of ${companies}${named.length ? `, ${named.join(" | ")}` : ""}`);
  }
  console.log(`${companies} companies of ${leads} leads in which nothing matters, false alarms:\n${table(all)}`);
} finally {
  rmSync(dir, {recursive: true});
}
