import {count} from "../../src/analysis/figures.ts";
import {Engine} from "../engine/duckdb.ts";
import {Progress} from "../progress.ts";
import {readProject} from "../project/project.ts";
import type {Project} from "../project/schema.ts";
import {warningsOf} from "../project/warnings.ts";
import {loadProject, warehousePath} from "../warehouse.ts";
import {loadText} from "./loadText.ts";

/** `hakari load`: reads the sources, computes every finding, replaces the warehouse, prints what came in and what did not. */
export async function load(options: {project: string; leads?: number}): Promise<void> {
  const project = readProject(options.project);
  if (options.leads !== undefined && !project.sample) {
    throw new Error(`unsupported option --leads: ${options.project} is not a generated sample; leave the option out`);
  }
  const findings = await loadProject(project, new Progress(), options);
  console.log(loadText(findings.load));
  for (const warning of await warnings(project)) console.error(warning);
  const {observations, run} = findings;
  const window = run.horizonDays === null ? "" : ` within ${run.horizonDays} days`;
  const none = "no observation has a label, so nothing can be compared; the lines that begin with ! say why";
  console.log(
    observations.labelled === 0
      ? `\n${none}`
      : `\n${count(observations.labelled)} observations of ${count(observations.leads)} leads; ` +
          `${count(observations.conversions)} reach ${run.target}${window}; ` +
          `${count(observations.censored)} more have no label yet and are left out.`,
  );
  console.log(`Next: npx hakari suggest --project ${options.project}`);
}

async function warnings(project: Project): Promise<string[]> {
  const engine = await Engine.open(warehousePath(project.dir), {readOnly: true});
  try {
    return await warningsOf(engine, project);
  } finally {
    engine.close();
  }
}
