import {percent, rangeText, signed} from "./headlines.ts";
import {chanceOf, type HotLead, type HotReport, isSlow, momentumDays, type Unknown, waterfall} from "./hotLeads.ts";

/** "+2 trial in the last 30 days", one for each rule that holds. */
export const reasonTexts = (lead: HotLead, {rules}: HotReport): string[] =>
  waterfall(lead, rules).map(({text, points}) => `${signed(points)} ${text}`);

/** "3 days ago: page_view (pricing), 4 times in 30 days". */
export const latestTexts = ({latest}: HotLead): string[] =>
  latest.map(({what, days, times, isByTeam}) => {
    const often = times > 1 ? `, ${times} times in ${momentumDays} days` : "";
    return `${agoText(days)}: ${what}${often}${isByTeam ? " (your team)" : ""}`;
  });

const agoText = (days: number): string => {
  const whole = Math.floor(days);
  if (whole === 0) return "in the last day";
  return whole === 1 ? "1 day ago" : `${whole.toLocaleString("en")} days ago`;
};

/** "pricing (4 times), case study (once)". */
export const topicsText = ({topics}: HotLead): string =>
  topics.map(({topic, times}) => `${topic} (${times === 1 ? "once" : `${times} times`})`).join(", ");

/** "Qualified for 44 days, longer than 80 % of those who move on take (35 days)"; empty without stages. */
export function stageText(lead: HotLead, {stages}: Pick<HotReport, "stages">): string {
  if (lead.stage === null) return "";
  const {name, slowAfter} = stages[lead.stage];
  if (lead.daysInStage === null) return `${name}, since when is not known`;
  const slow =
    slowAfter !== null && isSlow(lead, stages)
      ? `, longer than 80 % of those who move on take (${daysText(slowAfter)})`
      : "";
  return `${name} for ${daysText(lead.daysInStage)}${slow}`;
}

const daysText = (days: number): string => {
  const whole = Math.round(days);
  if (whole === 0) return "less than a day";
  return whole === 1 ? "1 day" : `${whole.toLocaleString("en")} days`;
};

/** Points now beside points then, and what was done in between; empty where neither is known. */
export function momentumText(lead: HotLead, {momentum}: Pick<HotReport, "momentum">): string[] {
  if (momentum === null) return [];
  const {score, before, recent, earlier} = lead;
  const moved =
    before === null
      ? `new: not under observation ${momentumDays} days ago`
      : score === before
        ? `steady: ${pointsText(score)}, as ${momentumDays} days ago`
        : `${score > before ? "rising" : "falling"}: ${pointsText(score)}, ${pointsText(before).replace(/ .*/, "")} ${momentumDays} days ago`;
  const whose = momentum === "leads" ? "things it did" : "things done with it";
  const done =
    recent === null || earlier === null
      ? []
      : [
          `${whose} in the last ${momentumDays} days: ${recent.toLocaleString("en")}, in the ${momentumDays} before: ${earlier.toLocaleString("en")}`,
        ];
  return [moved, ...done];
}

const pointsText = (score: number): string =>
  `${String(score).replace("-", "−")} ${Math.abs(score) === 1 ? "point" : "points"}`;

/** "role unknown: knowing it could change the score by −2 to +3". */
export const unknownTexts = ({unknown}: HotLead): string[] =>
  unknown.map((one) => `${one.attribute} unknown: ${worthText(one)}`);

const worthText = ({low, high}: Unknown): string => {
  if (low === high) return signed(high);
  if (low >= 0) return `up to ${signed(high)}`;
  return high <= 0 ? `down to ${signed(low)}` : `${signed(low)} to ${signed(high)}`;
};

/** "40 % by its score; in band A 24 % do (21–27 %, n 592)". */
export function chanceText(lead: HotLead, report: HotReport): string {
  const {name, rate} = report.bands[lead.band];
  return `${percent(chanceOf(lead.score, report))} by its score; in band ${name} ${percent(rate.value)} do (${rangeText(rate)}, n ${rate.n.toLocaleString("en")})`;
}

/** What the team does for a lead of this stage, and of this band; empty where the project file names neither. */
export const playTexts = ({stage, band}: HotLead, {stages, bands, plays}: HotReport): string[] =>
  [stage === null ? null : stages[stage].play, plays[bands[band].name]].filter((play) => typeof play === "string");
