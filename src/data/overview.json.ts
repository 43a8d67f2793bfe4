import {distinct, sureOf, trusted} from "../analysis/drivers/believable.ts";
import {findings, serve} from "./warehouse.ts";

const {run, load, observations, drivers, leaks, funnel, bottlenecks, suggestion} = await findings(
  "run",
  "load",
  "observations",
  "drivers",
  "leaks",
  "funnel",
  "bottlenecks",
  "suggestion",
);
const strongest = distinct(trusted(drivers)).filter(sureOf).slice(0, 8);
const stages = funnel.stages.map((stage) => ({...stage, dwell: stage.dwell && {...stage.dwell, curve: []}}));

serve({
  run,
  load: {...load, columns: [], timeline: []},
  observations: {...observations, timeToConversion: []},
  drivers: {...drivers, drivers: strongest, dose: [], recency: [], profile: []},
  leaks,
  funnel: {...funnel, stages},
  bottlenecks,
  suggestion,
});
