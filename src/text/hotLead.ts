import {count, percent, rangeText, signed} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {
  chanceOf,
  type HotLead,
  type HotReport,
  isSlow,
  momentumDays,
  type Unknown,
  waterfall,
} from "../analysis/hotLeads/hotLeads.ts";

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
  return whole === 1 ? "1 day ago" : `${count(whole)} days ago`;
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
  return whole === 1 ? "1 day" : `${count(whole)} days`;
};

/** Points now beside points then, and what was done in between; empty where neither is known. */
export function momentumText(lead: HotLead, {momentum}: Pick<HotReport, "momentum">): string[] {
  if (momentum === null) return [];
  const {score, before, recent, earlier} = lead;
  const change =
    before === null
      ? `new: not under observation ${momentumDays} days ago`
      : score === before
        ? `steady: ${points(score)}, as ${momentumDays} days ago`
        : `${score > before ? "rising" : "falling"}: from ${scoreText(before)} to ${points(score)} in ${momentumDays} days`;
  const whose = momentum === "leads" ? "things it did" : "things done with it";
  const done =
    recent === null || earlier === null
      ? []
      : [
          `${whose} in the last ${momentumDays} days: ${count(recent)}, in the ${momentumDays} before: ${count(earlier)}`,
        ];
  return [change, ...done];
}

const scoreText = (score: number): string => String(score).replace("-", "−");
const points = (score: number): string => `${scoreText(score)} ${Math.abs(score) === 1 ? "point" : "points"}`;

/** "role unknown: −2 to +3". */
export const unknownTexts = ({unknown}: HotLead): string[] =>
  unknown.map((one) => `${one.attribute} unknown: ${worthText(one)}`);

const worthText = ({low, high}: Unknown): string => {
  if (low === high) return signed(high);
  if (low >= 0) return `up to ${signed(high)}`;
  return high <= 0 ? `down to ${signed(low)}` : `${signed(low)} to ${signed(high)}`;
};

/**
 * What was measured first: "24 % of leads in band A convert within 120 days (21–27 %, n 592)", "56 % of those that also stood
 * in Proposal (49–64 %, n 163)", "40 % by the card's curve for 6 points"; no curve where the score tells nobody apart.
 */
export function chanceTexts(lead: HotLead, report: HotReport, horizonDays: number | null): string[] {
  const {name, rate} = report.bands[lead.band];
  const within = horizonDays === null ? "" : ` within ${daysText(horizonDays)}`;
  const figures = (of: Rate) => `(${rangeText(of)}, n ${count(of.n)})`;
  const past = report.cells.find(({stage, band}) => stage === lead.stage && band === lead.band)?.past;
  const inStage =
    lead.stage !== null && past
      ? [`${percent(past.value)} of those that also stood in ${report.stages[lead.stage].name} ${figures(past)}`]
      : [];
  return [
    `${percent(rate.value)} of leads in band ${name} convert${within} ${figures(rate)}`,
    ...inStage,
    ...(report.bands.length > 1
      ? [`${percent(chanceOf(lead.score, report))} by the card's curve for ${points(lead.score)}`]
      : []),
  ];
}

/** What the team does for a lead of this stage, and of this band; empty where the project file names neither. */
export const playTexts = ({stage, band}: HotLead, {stages, bands, plays}: HotReport): string[] =>
  [stage === null ? null : stages[stage].play, plays[bands[band].name]].filter((play) => typeof play === "string");

/** All that a reader may search a lead by: id, stage, reasons, latest activities, topics and open questions. */
export const leadWords = (lead: HotLead, report: HotReport): string =>
  [
    lead.id,
    lead.stage === null ? "" : report.stages[lead.stage].name,
    ...reasonTexts(lead, report),
    ...latestTexts(lead),
    ...lead.topics.map(({topic}) => topic),
    ...unknownTexts(lead),
  ].join("\n");
