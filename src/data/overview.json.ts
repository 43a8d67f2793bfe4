import {findings, serve} from "./warehouse.ts";

const {run, load, observations, drivers, leaks, funnel, suggestion} = await findings(
  "run",
  "load",
  "observations",
  "drivers",
  "leaks",
  "funnel",
  "suggestion",
);
const strongest = drivers.drivers.filter(({flags}) => flags.length === 0).slice(0, 20);
const stages = funnel.stages.map((stage) => ({...stage, dwell: stage.dwell && {...stage.dwell, curve: []}}));

serve({
  run,
  load: {...load, columns: [], timeline: []},
  observations: {...observations, timeToConversion: []},
  drivers: {...drivers, drivers: strongest, dose: [], recency: [], profile: []},
  leaks,
  funnel: {...funnel, stages},
  suggestion,
});
