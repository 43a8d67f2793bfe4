import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../engine/duckdb.ts";
import {writtenRules} from "../features.ts";
import {decide, notesOf} from "../observe.ts";
import {Progress} from "../progress.ts";
import {readProject} from "../project/project.ts";
import {checkRuleAttributes} from "../project/ruleAttributes.ts";
import {warningsOf} from "../project/warnings.ts";
import {ensureSample} from "../sources/sample/ensure.ts";
import {attributesOf} from "../tables/attributes.ts";
import {addNotes} from "../tables/notes.ts";
import {loadReport} from "../tables/report.ts";
import {loadTables} from "../tables/tables.ts";
import {isOurFault, UnexpectedError} from "../unexpected.ts";
import {loadText} from "./loadText.ts";

/** `hakari check`: reads project file and sources as a load would, into a scratch database that is thrown away. */
export async function check(options: {project: string}): Promise<void> {
  const project = readProject(options.project);
  const scratch = await mkdtemp(join(tmpdir(), "hakari-check-"));
  try {
    const progress = new Progress();
    await ensureSample(project, progress);
    const engine = await Engine.open(":memory:", {spill: scratch});
    try {
      await loadTables(engine, project, progress).catch((error: unknown) => {
        throw isOurFault(error) ? new UnexpectedError(progress.current, error) : error;
      });
      checkRuleAttributes(writtenRules(project), await attributesOf(engine), (name) =>
        Boolean(project.attributes[name]?.personal),
      );
      await addNotes(engine, notesOf(project, await decide(engine, project)));
      console.log(loadText(await loadReport(engine, project)));
      for (const warning of await warningsOf(engine, project)) console.error(warning);
    } finally {
      engine.close();
    }
    console.log(`\n${join(options.project, "project.yaml")} is right and its data can be loaded; nothing was changed.`);
  } finally {
    await rm(scratch, {recursive: true, force: true});
  }
}
