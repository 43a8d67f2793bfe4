import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import type {Project} from "../../loaders/project/schema.ts";
import {ensureSample} from "../../loaders/sources/sample/ensure.ts";

const source = new URL("../../data/sample/", import.meta.url).pathname;

export interface SampleProject {
  project: Project;
  /** A database in memory, still empty. */
  engine: Engine;
  close(): void;
}

/** The sample's project with its files generated into a folder of its own; `close` removes it. */
export async function sampleProject(): Promise<SampleProject> {
  const dir = mkdtempSync(join(tmpdir(), "hakari-sample-"));
  for (const file of ["project.yaml", "model.yaml"]) cpSync(join(source, file), join(dir, file));
  const project = readProject(dir);
  await ensureSample(project, Progress.quiet());
  const engine = await Engine.open();
  return {
    project,
    engine,
    close() {
      engine.close();
      rmSync(dir, {recursive: true});
    },
  };
}
