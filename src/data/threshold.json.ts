import {shownThreshold} from "../analysis/threshold/shownThreshold.ts";
import {findings, serve} from "./warehouse.ts";

const {run, threshold, suggestion} = await findings("run", "threshold", "suggestion");

serve({
  run,
  refusal: suggestion.refusal,
  strength: suggestion.strengthText,
  report: threshold && shownThreshold(threshold, run.settings.minCell),
});
