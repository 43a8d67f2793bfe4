import {createHash} from "node:crypto";
import manifest from "../../package.json" with {type: "json"};
import {designReport} from "../../src/analysis/observing/report.ts";
import type {PointLimits} from "../../src/analysis/rules/limits.ts";
import type {LoadReport, RunRecord} from "../../src/analysis/run.ts";
import {say} from "../../src/text/language.ts";
import type {Engine} from "../engine/duckdb.ts";
import type {Observed} from "../observe.ts";
import type {Project} from "../project/schema.ts";

/** What was run on what: enough to say whether two runs can be compared, and to run the same again. */
export async function runRecord(
  project: Project,
  observed: Observed,
  load: LoadReport,
  limits: PointLimits,
  engine: Engine,
): Promise<RunRecord> {
  const {candidates, publish} = project;
  const versions = {
    hakari: manifest.version,
    duckdb: String((await engine.rows("version", "select version() as version"))[0].version),
  };
  const dated = await period(engine);
  return {
    id: fingerprint(project, load, versions),
    project: project.id,
    title: project.title,
    language: project.language,
    timezone: project.timezone,
    currency: project.currency ?? null,
    asOf: dated === null ? null : observed.asOf,
    period: dated,
    design: observed.design,
    every: observed.design === "snapshot" ? observed.every : null,
    delayDays: observed.design === "entry" ? observed.delayDays : null,
    coverage: designReport(observed.coverage, project.target),
    stage: observed.stage,
    beginsIn: await beginsIn(engine, project),
    target: project.target,
    horizonDays: observed.horizonDays,
    horizonFrom: observed.horizonFrom,
    stages: project.stages.map(({id, name, wants, play}) => ({
      id,
      name: name ?? id,
      wants: wants ?? null,
      play: play ?? null,
    })),
    settings: {
      windowsDays: candidates.windows_days,
      minSupport: candidates.min_support,
      points: limits,
      tool: project.points.tool ?? null,
      minCell: publish.min_cell,
    },
    versions,
    activities: load.tables.find(({table}) => table === "activities")?.rows ?? 0,
    absences: absences(load, observed, project.stages.length),
  };
}

async function beginsIn(engine: Engine, {stages}: Project): Promise<string | null> {
  const [{stage_no}] = await engine.rows<{stage_no: number | null}>(
    "settings",
    "select unentered_no as stage_no from steps.settings",
  );
  return stage_no === null ? null : stages[stage_no].id;
}

async function period(engine: Engine): Promise<RunRecord["period"]> {
  const [{first, last}] = await engine.rows<{first: string | null; last: string | null}>(
    "period",
    `select min(instant) as first, max(instant) as last from (
      select created_at as instant from leads union all select occurred_at from activities
      union all select entered_at from stage_visits union all select decided_at from outcomes)`,
  );
  return first === null || last === null ? null : {from: first, to: last};
}

function absences(load: LoadReport, {design, coverage}: Observed, stages: number): RunRecord["absences"] {
  const rows = (table: string) => load.tables.find((t) => t.table === table)?.rows ?? 0;
  const missing = [
    rows("activities") === 0 &&
      say({
        en: {
          what: "what leads did, how often and how recently",
          why: "the project has no activities; only attributes are compared. Add sources.activities to the project file",
        },
        ja: {
          what: "リードの行動と、その回数・時期",
          why: "行動のデータがないため、属性だけを比べています。プロジェクトファイルにsources.activitiesを加えてください",
        },
      }),
    stages === 0 &&
      say({
        en: {
          what: "the funnel",
          why: "the project names no stages. Add stages and sources.stage_visits to the project file",
        },
        ja: {
          what: "ファネル",
          why: "フェーズが設定されていません。プロジェクトファイルにstagesとsources.stage_visitsを加えてください",
        },
      }),
    design === "static" &&
      coverage.why !== "no winners" &&
      say({
        en: {
          what: "whether a field was filled before or after the outcome",
          why: "the export shows leads as they are now, without times, so leaks cannot be ruled out",
        },
        ja: {
          what: "項目が結果の前と後のどちらに入力されたか",
          why: "データは現在の状態だけで日時がないため、リーク（結果の漏れ込み）を排除できません",
        },
      }),
    coverage.winners.all === 0 &&
      rows("outcomes") === 0 &&
      say({
        en: {what: "drivers and points", why: "no lead has an outcome. Add sources.outcomes to the project file"},
        ja: {
          what: "要因と点数",
          why: "結果の分かるリードがありません。プロジェクトファイルにsources.outcomesを加えてください",
        },
      }),
  ];
  return missing.filter((absence) => absence !== false);
}

/**
 * Of the project file but its folder, and of what was read: the files' content and what came of it, since a query may read further
 * files. Paths are left out: the same content gives the same run wherever it lies.
 */
function fingerprint(
  {dir: _dir, readable: _readable, sources, ...declared}: Project,
  load: LoadReport,
  versions: object,
): string {
  const reading = Object.values(sources)
    .flat()
    .map(({files: _files, query, ...rest}) => ({...rest, query: query?.replace(/'[^'\n]*[/\\]/g, "'")}));
  return createHash("sha256")
    .update(JSON.stringify([load, reading, declared, versions]))
    .digest("hex")
    .slice(0, 12);
}
