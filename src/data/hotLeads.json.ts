import {ask, findings, isPublished, serve, showsLeads} from "./warehouse.ts";

const {run, suggestion} = await findings("run", "suggestion");
const stored = showsLeads
  ? await ask((engine) => engine.rows<{body: string}>("hot_leads", "select body from local.hot_leads"))
  : [];

serve({run, strength: suggestion.strengthText, report: stored.length ? JSON.parse(stored[0].body) : null, isPublished});
