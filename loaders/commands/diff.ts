import {changesBetween} from "../../src/analysis/changes/changes.ts";
import {findRun, runFaults} from "../results/runs.ts";
import {diffText} from "./diffText.ts";

interface DiffOptions {
  /** Whose runs are meant by ids. */
  project: string;
  json: boolean;
}

/** `hakari diff RUN_A RUN_B`: prints what changed from the one to the other, and whether by more than noise. */
export function diff(before: string, after: string, {project, json}: DiffOptions): void {
  const [a, b] = [findRun(before, project), findRun(after, project)];
  const changes = changesBetween(a, b);
  for (const fault of runFaults(project)) console.error(`warning: ${fault}`);
  console.log(json ? JSON.stringify(changes, null, 2) : diffText(changes, b.run));
}
