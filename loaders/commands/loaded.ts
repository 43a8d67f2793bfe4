import {count} from "../../src/analysis/figures.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {askWarehouse} from "../openWarehouse.ts";
import type {Project} from "../project/schema.ts";
import {warningsOf} from "../project/warnings.ts";
import {runFaults} from "../results/runs.ts";
import {loadText} from "./loadText.ts";

/** What a load tells people when it is done. */
export interface Loaded {
  /** What came in, and what did not. */
  cameIn: string;
  /** What is probably not meant, a line each. */
  warnings: string[];
  /** How many observations there are to compare. */
  found: string;
}

/** The texts of a load that is done. */
export async function loadedTexts(project: Project, {load, observations, run}: Findings): Promise<Loaded> {
  const warnings = await askWarehouse(project.dir, (engine) => warningsOf(engine, project));
  return {
    cameIn: loadText(load),
    warnings: [...warnings, ...runFaults(project.dir).map((fault) => `warning: ${fault}`)],
    found: foundText(observations, run),
  };
}

function foundText(
  {labelled, leads, conversions, censored}: Findings["observations"],
  {target, horizonDays}: Findings["run"],
): string {
  if (labelled === 0)
    return "no observation has a label, so nothing can be compared; the lines that begin with ! say why";
  const window = horizonDays === null ? "" : ` within ${horizonDays} days`;
  return (
    `${count(labelled)} observations of ${count(leads)} leads; ${count(conversions)} reach ${target}${window}; ` +
    `${count(censored)} more have no label yet and are left out.`
  );
}
