import type {Deals} from "../src/analysis/card/fewDeals.ts";
import {type SuggestInput, suggest, trialsOf} from "../src/analysis/card/suggest.ts";
import {changesBetween} from "../src/analysis/changes/changes.ts";
import {runSummary} from "../src/analysis/changes/runSummary.ts";
import {driverDepth} from "../src/analysis/drivers/driverDepth.ts";
import {driverReport} from "../src/analysis/drivers/drivers.ts";
import type {Findings} from "../src/analysis/findings.ts";
import {flagOf, type LeakFlag} from "../src/analysis/leaks/flag.ts";
import {alwaysConverted} from "../src/analysis/leaks/oneSided.ts";
import {mostInSteps} from "../src/analysis/lookedAt.ts";
import type {ObservationReport} from "../src/analysis/run.ts";
import {type FoldCount, rateByLead} from "../src/analysis/statistics/byLead.ts";
import {say} from "../src/text/language.ts";
import {type Engine, literal} from "./engine/duckdb.ts";
import {buildCube, type Counted, chooseRules, countPatterns, writtenRules} from "./features.ts";
import {notesOf, type Observed, observe, remedyOf} from "./observe.ts";
import type {Progress} from "./progress.ts";
import {checkRuleAttributes} from "./project/ruleAttributes.ts";
import {type Project, pointLimits} from "./project/schema.ts";
import {bottleneckReport} from "./results/bottlenecks.ts";
import {decayOf} from "./results/decay.ts";
import {exposures} from "./results/exposure.ts";
import {funnelReport} from "./results/funnel.ts";
import {journeyReport} from "./results/journey.ts";
import {leakEffects, leakFlags} from "./results/leaks.ts";
import {lineOn} from "./results/line.ts";
import {writeLocal} from "./results/local.ts";
import {pathReport} from "./results/paths.ts";
import {embargoedBefore, periodTimes} from "./results/periodTimes.ts";
import {profileOf} from "./results/profile.ts";
import {runRecord} from "./results/runRecord.ts";
import {runBefore} from "./results/runs.ts";
import {stageTimesReport} from "./results/stageTimes.ts";
import {validationOf} from "./results/validation.ts";
import {adjustmentsOf, stepViews, writeViews} from "./results/viewResults.ts";
import {viewsOf} from "./results/views.ts";
import {firstOf} from "./steps/lookedAt.ts";
import {attributesOf} from "./tables/attributes.ts";
import {addNotes} from "./tables/notes.ts";
import {loadReport} from "./tables/report.ts";
import {loadTables} from "./tables/tables.ts";

/** From sources to findings, in one open database: everything a load does. */
export async function run(engine: Engine, project: Project, progress: Progress): Promise<Findings> {
  await loadTables(engine, project, progress);
  const isPersonal = (name: string) => project.attributes[name]?.personal === true;
  const all = await attributesOf(engine);
  checkRuleAttributes(writtenRules(project), all, isPersonal);
  const attributes = all.filter(({name}) => !isPersonal(name));
  progress.step("observations");
  const observed = await observe(engine, project);
  await addNotes(engine, notesOf(project, observed));
  progress.step("exposure");
  const exposure = await exposures(engine, project);
  progress.step("leaks");
  const suspected = await leakFlags(engine, project, attributes, exposure);
  progress.step("patterns");
  const counted = await countPatterns(engine, project, attributes);
  const leaks = await leakEffects(engine, project, attributes, [...suspected, ...asked(project, counted, suspected)]);
  const unusable = unfit(leaks);
  const book = chooseRules(project, counted, unusable);
  progress.step("cube");
  const cube = await buildCube(engine, project, book);
  progress.step("views");
  const views = await viewsOf(engine, project, {observed, attributes, leaks, cuts: counted.numbers.cuts});
  await writeViews(engine, views);
  const steps = stepViews(views, project);
  progress.step("funnel");
  const funnel = await funnelReport(engine, project, leaks);
  const bottlenecks = await bottleneckReport(engine, project, funnel, leaks);
  const journey = await journeyReport(engine, project, funnel, steps);
  const paths = await pathReport(engine, project, funnel, leaks);
  const stageTimes = await stageTimesReport(engine, project, funnel.stages);
  progress.step("profile");
  const inSteps = await firstOf(engine, "column", mostInSteps.columns);
  const profiled = inSteps === null ? attributes : attributes.filter(({name}) => inSteps.includes(name));
  const profile = await profileOf(engine, project, {attributes: profiled, leaks});
  progress.step("drivers");
  const load = await loadReport(engine, project);
  const observations = await observationReport(engine, observed, counted.counts.base);
  const oneRowPerLead = observed.design !== "snapshot";
  const drivers = driverReport({
    ...counted,
    adjustments: adjustmentsOf(views),
    exposure,
    leaks,
    minSupport: project.candidates.min_support,
    oneRowPerLead,
    doseWindow: Math.max(...project.candidates.windows_days),
  });
  const patternsMore = driverDepth({
    ...counted,
    ...book,
    cube,
    drivers: drivers.drivers,
    flagged: new Set(unusable.keys()),
    times: project.candidates.counts,
    windowsDays: project.candidates.windows_days,
    minSupport: project.candidates.min_support,
    oneRowPerLead,
  });
  const testFrom = await testPosition(engine);
  const times = await periodTimes(engine);
  const asking: SuggestInput = {
    cube,
    ...book,
    oneRowPerLead,
    deals: {...(await dealsOf(engine)), instead: remedyOf(project, observed) ?? undefined},
    pickedFrom: drivers.lookedAt,
    testFrom,
    embargoed: testFrom === null ? [] : embargoedBefore(times, testFrom),
    limits: pointLimits(project.points, book.rules),
    minSupport: project.candidates.min_support,
  };
  progress.step("tests");
  const trials = trialsOf(asking);
  progress.step("points");
  const suggestion = suggest(asking, trials);
  progress.step("decay");
  const decay = await decayOf(engine, project, {rules: book.rules, suggestion, unfit: unusable});
  progress.step("validation");
  const validation = await validationOf(engine, project, {observed, asked: asking, trials, times, attributes, leaks});
  progress.step("threshold");
  const threshold = lineOn(project, {cube, ...book, suggestion, trials, observed, periods: observations.periods});
  progress.step("hot leads");
  await writeLocal(engine, project, {book, suggestion, threshold, funnel, observed});
  const record = await runRecord(project, observed, load, asking.limits, engine);
  const summary = runSummary({
    run: record,
    load,
    observations,
    drivers,
    leaks,
    funnel,
    bottlenecks,
    suggestion,
    threshold,
  });
  const earlier = runBefore(project.dir, record.id);
  const findings: Findings = {
    run: record,
    load,
    observations,
    drivers,
    steps,
    patternsMore,
    leaks,
    funnel,
    bottlenecks,
    journey,
    paths,
    stageTimes,
    profile,
    suggestion,
    decay,
    validation,
    threshold,
    changes: earlier && changesBetween(earlier, summary),
  };
  await writeFindings(engine, findings);
  progress.done();
  return findings;
}

/** Flags that ask about what only converted leads have, where no other flag speaks of it. */
function asked(project: Project, {patterns}: Counted, suspected: readonly LeakFlag[]): LeakFlag[] {
  const flagged = new Set(suspected.map(({field}) => field));
  return alwaysConverted(patterns, flagged, project.candidates.min_support).map((suspicion) => {
    const said = suspicion.kind === "action" ? project.actions : project.attributes;
    return flagOf(suspicion, said[suspicion.field]?.trusted);
  });
}

/** Fields that suggested rules must not use, with the reason. */
const unfit = (leaks: readonly LeakFlag[]): Map<string, string> =>
  new Map(leaks.filter(({excluded}) => excluded).map(({field, text}) => [field, text]));

async function observationReport(
  engine: Engine,
  observed: Observed,
  base: readonly FoldCount[],
): Promise<ObservationReport> {
  const periods = await engine.rows<ObservationReport["periods"][number]>(
    "period_counts",
    "select period, n, conversions, censored from results.period_counts order by period",
  );
  const sum = (key: "n" | "conversions" | "censored") => periods.reduce((total, row) => total + row[key], 0);
  const undated =
    observed.design === "static"
      ? 0
      : await engine.count("targets", "select count(*) filter (is_undated) from steps.targets");
  const never = await engine.count(
    "observations",
    "select count(*) from leads where lead_no not in (select lead_no from steps.observations)",
  );
  const isStatic = observed.design === "static";
  const unknown = say({
    en: `observations whose label is unknown: ${isStatic ? "outcome not known" : "followed for less than the outcome window"}`,
    ja: isStatic ? "結果が分からない観測" : "判定期間がまだ終わっていない観測",
  });
  const reachedWhen = say({
    en: "leads that reached the target at an unknown time: no date of theirs tells when they were still undecided",
    ja: "目標に到達した日時が分からないリード（いつまで未決だったかが分からない）",
  });
  const unseen = say({
    en: "leads never observed: not in the chosen stage, or decided, on every as-of date",
    ja: "一度も観測されなかったリード（どの基準日にも、対象のフェーズにいないか、結果が出ていた）",
  });
  return {
    labelled: sum("n"),
    conversions: sum("conversions"),
    leads: await engine.count("observations", "select count(distinct lead_no) from steps.labelled"),
    censored: sum("censored"),
    base: rateByLead(base),
    excluded: [
      {reason: unknown, n: sum("censored")},
      {reason: reachedWhen, n: undated},
      {reason: unseen, n: never - undated},
    ].filter(({n}) => n > 0),
    periods,
    timeToConversion: observed.timeToConversion,
  };
}

/** Leads with an observation that converted, and without: what few deals are counted by. */
async function dealsOf(engine: Engine): Promise<Deals> {
  const [{each, ...deals}] = await engine.rows<{converted: number; rest: number; each: number | null}>(
    "deals",
    `select
      count(*) filter (k > 0) as converted,
      count(*) filter (k = 0) as rest,
      cast(sum(k * k) as double) / nullif(cast(sum(k) as double), 0) as each
    from (select count(*) filter (label = 1) as k from steps.labelled group by lead_no)`,
  );
  return {...deals, each: each ?? undefined};
}

/** Position of the first period kept for the test; null where a fifth of the leads is kept instead. */
async function testPosition(engine: Engine): Promise<number | null> {
  const [{position}] = await engine.rows<{position: number | null}>(
    "test_from",
    "select min(position) as position from results.periods, steps.settings where period >= test_from",
  );
  return position;
}

async function writeFindings(engine: Engine, findings: Findings): Promise<void> {
  const rows = Object.entries(findings).map(([name, body]) => `(${literal(name)}, ${literal(JSON.stringify(body))})`);
  await engine.run(
    "findings",
    `create or replace table results.findings (name varchar, body varchar); insert into results.findings values ${rows.join(", ")}`,
  );
}

/** The findings of a loaded project, as its warehouse holds them. */
export async function readFindings(engine: Engine): Promise<Findings> {
  const rows = await engine.rows<{name: string; body: string}>("findings", "select name, body from results.findings");
  return Object.fromEntries(rows.map(({name, body}) => [name, JSON.parse(body)])) as unknown as Findings;
}
