import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../engine/duckdb.ts";
import {writtenRules} from "../features.ts";
import {removeLeftovers, removeOwn} from "../leftovers.ts";
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
  removeLeftovers(tmpdir(), "hakari-");
  const undo = () => {
    removeOwn(tmpdir(), "hakari-");
    removeOwn(project.dir, "partial-");
  };
  const work = async () => {
    await ensureSample(project, progress);
    const engine = await Engine.open();
    try {
      await checkData(engine, project, progress);
    } finally {
      engine.close();
    }
  };
  try {
    await unlessStopped(() => "nothing was changed", undo, work);
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
