import {rounded, shownReport} from "../analysis/validation/validationShown.ts";
import {findings, serve} from "./warehouse.ts";

const {run, validation, suggestion} = await findings("run", "validation", "suggestion");

serve({
  run,
  refusal: suggestion.refusal,
  report: validation && rounded(shownReport(validation, run.settings.minCell)),
});
