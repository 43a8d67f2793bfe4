import {overview} from "../text/overview/overview.ts";
import {findings, serve} from "./warehouse.ts";

const found = await findings(
  "run",
  "load",
  "observations",
  "drivers",
  "leaks",
  "bottlenecks",
  "journey",
  "suggestion",
  "changes",
);
const {run, load, observations} = found;

serve({
  run,
  load: {tables: load.tables, outcomes: load.outcomes},
  observations: {base: observations.base},
  ...overview(found),
});
