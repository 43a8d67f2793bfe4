import {chanceOfLead, type HotLead, type HotReport, isSlow} from "../analysis/hotLeads/hotLeads.ts";
import {latestTexts, playTexts, reasonTexts, topicsText, unknownTexts} from "../text/hotLeads/hotLead.ts";
import {say} from "../text/language.ts";
import {csvText} from "./csvText.ts";

/** Columns of the CSV; rates and chances are 0–1, times are days. */
const columns = [
  "lead_id",
  "stage",
  "band",
  "score",
  "reasons",
  "chance",
  "chance_low",
  "chance_high",
  "past_leads",
  "is_dormant",
  "score_30_days_ago",
  "score_of_todays_card",
  "days_in_stage",
  "is_slow",
  "activities_last_30_days",
  "activities_30_days_before",
  "latest",
  "topics",
  "worth_asking",
  "play",
  "run",
] as const;

/** Leads with the reasons for their scores as CSV for spreadsheets; see `csvText`. */
export const hotLeadsCsv = (leads: readonly HotLead[], report: HotReport, run: {id: string}): string =>
  csvText(
    columns,
    leads.map((lead) => {
      const between = say({en: "; ", ja: "；"});
      const {name} = report.bands[lead.band];
      const chance = chanceOfLead(lead);
      return [
        lead.id,
        lead.stage === null ? null : report.stages[lead.stage].name,
        name,
        lead.score,
        reasonTexts(lead, report).join(between),
        chance?.value ?? null,
        chance?.low ?? null,
        chance?.high ?? null,
        lead.past.n,
        lead.isDormant ? "yes" : "no",
        lead.before,
        lead.todays,
        lead.daysInStage,
        isSlow(lead, report.stages) ? "yes" : "no",
        lead.recent,
        lead.earlier,
        latestTexts(lead).join(between),
        topicsText(lead),
        unknownTexts(lead).join(between),
        playTexts(lead, report).join(say({en: " ", ja: "／"})),
        run.id,
      ];
    }),
  );
