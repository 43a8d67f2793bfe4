import {Engine} from "../../../loaders/engine/duckdb.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {countStays} from "../../../loaders/results/stageTimes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {sampleProject} from "../../recovery/sampleProject.ts";

/** A loaded project of `data/` whose stays are counted, in memory; real data are found by HAKARI_DATA. */
export async function timedProject(id: string, data?: string): Promise<{engine: Engine; close(): void}> {
  const set = id === "sample" ? await sampleProject() : await realProject(id, data);
  await loadTables(set.engine, set.project, Progress.quiet());
  await observe(set.engine, set.project);
  await countStays(set.engine, set.project);
  return set;
}

async function realProject(id: string, data = process.env.HAKARI_DATA) {
  const engine = await Engine.open();
  const project = readProject(`data/${id}`, {HAKARI_DATA: data});
  return {engine, project, close: () => engine.close()};
}
