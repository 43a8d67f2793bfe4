import type {JourneyAction} from "../analysis/funnel/journey.ts";
import {findings, serve} from "./warehouse.ts";

const {journey, run} = await findings("journey", "run");
const {minCell} = run.settings;

const large = (actions: readonly JourneyAction[]) =>
  actions.filter(({with: withIt, without}) => withIt.n >= minCell && without.n >= minCell);

serve({
  ...journey,
  stages: journey.stages.map((stage) => ({
    ...stage,
    step: stage.step && {...stage.step, did: large(stage.step.did), against: large(stage.step.against)},
  })),
});
