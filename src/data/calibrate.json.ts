import {publishedRules, rulesOf} from "./rules.ts";
import {ask, findings, isPublished, serve} from "./warehouse.ts";

const {run, suggestion, observations, decay} = await findings("run", "suggestion", "observations", "decay");
const rules = await ask((engine) => rulesOf(engine, run.settings.minCell));
const shown = isPublished ? publishedRules(rules, suggestion) : rules;

serve({run, suggestion, base: observations.base, decay, rules: shown, rulesInAll: rules.length, isPublished});
