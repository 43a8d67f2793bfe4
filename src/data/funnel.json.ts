import {largeEnough, toldRate} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, funnel} = await findings("run", "funnel");

const shown = funnel.segments?.segments.map((segment) => ({...segment, n: segment.naive.n})) ?? [];

serve({
  run,
  funnel: {
    ...funnel,
    wonRate: toldRate(funnel.wonRate, run.settings.minCell),
    stages: funnel.stages.map((stage) => ({...stage, dwell: stage.dwell && {...stage.dwell, curve: []}})),
    segments: funnel.segments && {...funnel.segments, segments: largeEnough(shown, run.settings.minCell)},
  },
});
