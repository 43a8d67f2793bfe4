import {largeEnough, toldRate} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, funnel, load} = await findings("run", "funnel", "load");
const assumed = load.notes.find((note) => note.kind === "assumed lost");

const shown = funnel.segments?.segments.map((segment) => ({...segment, n: segment.naive.n})) ?? [];

serve({
  run,
  funnel: {
    ...funnel,
    assumedLost: assumed ? {leads: assumed.leads, days: assumed.days} : null,
    wonRate: toldRate(funnel.wonRate, run.settings.minCell),
    stages: funnel.stages.map((stage) => ({...stage, dwell: stage.dwell && {...stage.dwell, curve: []}})),
    segments: funnel.segments && {...funnel.segments, segments: largeEnough(shown, run.settings.minCell)},
  },
});
