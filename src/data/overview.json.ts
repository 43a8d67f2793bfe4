import {distinct, sureOf, telling} from "../analysis/drivers/believable.ts";
import {findings, serve} from "./warehouse.ts";

const {run, load, observations, drivers, leaks, funnel, bottlenecks, journey, suggestion} = await findings(
  "run",
  "load",
  "observations",
  "drivers",
  "leaks",
  "funnel",
  "bottlenecks",
  "journey",
  "suggestion",
);
const strongest = distinct(telling(drivers.drivers)).filter(sureOf).slice(0, 8);
const stages = funnel.stages.map((stage) => ({...stage, dwell: stage.dwell && {...stage.dwell, curve: []}}));

serve({
  run,
  load: {...load, columns: [], timeline: []},
  observations: {...observations, timeToConversion: []},
  drivers: {...drivers, drivers: strongest, tooFew: [], dose: [], recency: [], exposure: [], profile: []},
  leaks,
  funnel: {...funnel, stages},
  bottlenecks,
  journey: {leadActions: journey.leadActions},
  suggestion,
});
