import {count} from "../../src/analysis/figures.ts";
import {loadApart} from "../loadApart.ts";
import {askWarehouse} from "../openWarehouse.ts";
import {readProject} from "../project/project.ts";
import {warningsOf} from "../project/warnings.ts";
import {runFaults} from "../results/runs.ts";
import {findingsOf} from "../warehouse.ts";
import {loadText} from "./loadText.ts";

/** `hakari load`: reads the sources, computes every finding, replaces the warehouse, prints what came in and what did not. */
export async function load(options: {project: string; leads?: number}): Promise<void> {
  const project = readProject(options.project);
  if (options.leads !== undefined && !project.sample) {
    throw new Error(`unsupported option --leads: ${options.project} is not a generated sample; leave the option out`);
  }
  await loadApart(options.project, options);
  const findings = await findingsOf(options.project);
  console.log(loadText(findings.load));
  for (const warning of await askWarehouse(options.project, (engine) => warningsOf(engine, project)))
    console.error(warning);
  for (const fault of runFaults(project.dir)) console.error(`warning: ${fault}`);
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
