import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../engine/duckdb.ts";
import {writtenRules} from "../features.ts";
import {beingBuilt, removeLeftovers} from "../leftovers.ts";
import {decide, notesOf} from "../observe.ts";
import {Progress} from "../progress.ts";
import {readProject} from "../project/project.ts";
import {checkRuleAttributes} from "../project/ruleAttributes.ts";
import type {Project} from "../project/schema.ts";
import {warningsOf} from "../project/warnings.ts";
import {ensureSample} from "../sources/sample/ensure.ts";
import {unlessStopped} from "../stopping.ts";
import {attributesOf} from "../tables/attributes.ts";
import {addNotes} from "../tables/notes.ts";
import {loadReport} from "../tables/report.ts";
import {loadTables} from "../tables/tables.ts";
import {told} from "../unexpected.ts";
import {loadText} from "./loadText.ts";

/** `hakari check`: reads project file and sources as a load would, into a scratch database that is thrown away. */
export async function check(options: {project: string}): Promise<void> {
  const project = readProject(options.project);
  const progress = new Progress();
  try {
    await ensureSample(project, progress);
    await inScratch((engine) => checkData(engine, project, progress));
  } catch (error) {
    throw told(error, progress.current);
  }
  console.log(`\n${join(options.project, "project.yaml")} is right and its data can be loaded; nothing was changed.`);
}

async function checkData(engine: Engine, project: Project, progress: Progress): Promise<void> {
  await loadTables(engine, project, progress);
  checkRuleAttributes(writtenRules(project), await attributesOf(engine), (name) =>
    Boolean(project.attributes[name]?.personal),
  );
  await addNotes(engine, notesOf(project, await decide(engine, project)));
  console.log(loadText(await loadReport(engine, project)));
  for (const warning of await warningsOf(engine, project)) console.error(warning);
}

/** Works in a database in a folder of its own, which is removed whatever happens; those of killed checks are, too. */
async function inScratch(work: (engine: Engine) => Promise<void>): Promise<void> {
  removeLeftovers(tmpdir(), scratchStem);
  const folder = mkdtempSync(`${beingBuilt(join(tmpdir(), scratchStem))}-`);
  const remove = () => rmSync(folder, {recursive: true, force: true});
  await unlessStopped("nothing was changed", remove, async () => {
    try {
      const engine = await Engine.open(":memory:", {spill: folder});
      try {
        await work(engine);
      } finally {
        engine.close();
      }
    } finally {
      remove();
    }
  });
}

const scratchStem = "hakari-check";
