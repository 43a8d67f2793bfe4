import {type PartCount, rulesBehind} from "../analysis/drivers/leadsBehind.ts";
import {ask, findings, serve, showsLeads} from "./warehouse.ts";

const {run, suggestion, observations} = await findings("run", "suggestion", "observations");
const points = new Map(suggestion.card?.rules.map(({rule, points: given}) => [rule.id, given]));
const rules = await ask(async (engine) => {
  const rows = await engine.rows<{position: number; id: string; text: string; current: number | null}>(
    "rules",
    'select position, id, text, current_points as "current" from results.rules order by position',
  );
  const periods = await engine.rows<{period: string}>(
    "periods",
    "select period from results.periods order by position",
  );
  return rulesBehind({
    rules: rows.map(({id, ...rule}) => ({...rule, points: points.get(id) ?? null})),
    counts: await engine.rows<PartCount>("rule_counts", "select * from results.rule_counts order by all"),
    leads: await engine.rows("rule_leads", "select position, leads, converted from results.rule_leads"),
    stages: run.stages.map(({name}) => name),
    periods: periods.map(({period}) => period),
    minCell: run.settings.minCell,
  });
});

serve({run, rules, base: observations.base, showsLeads});
