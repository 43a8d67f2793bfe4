import {qualityOf} from "../text/answers.ts";
import {ask, findings, isPublished, serve, showsLeads} from "./warehouse.ts";

const {run, suggestion} = await findings("run", "suggestion");
const stored = showsLeads
  ? await ask((engine) => engine.rows<{body: string}>("hot_leads", "select body from local.hot_leads"))
  : [];
const {outOfTime, grouped, strengthText} = suggestion;
const unseen = qualityOf(outOfTime ?? grouped, "suggested")?.auc ?? null;

serve({run, unseen, strength: strengthText, report: stored.length ? JSON.parse(stored[0].body) : null, isPublished});
