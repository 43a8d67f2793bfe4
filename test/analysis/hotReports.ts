import {type HotLead, type HotReport, type HotRule, hotCells} from "../../src/analysis/hotLeads/hotLeads.ts";
import {type Condition, ruleText} from "../../src/analysis/rules/rules.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";

/** Reports of Hot leads in small: four rules, two bands, two stages. */
export const rule = (when: Condition, points: number): HotRule => ({
  rule: {id: JSON.stringify(when), when},
  text: ruleText({id: "", when}),
  points,
});
export const rules = [
  rule({activity: "trial", at_least: 1}, 3),
  rule({attribute: "role", is: ["director"]}, 2),
  rule({attribute: "role", is: ["student"]}, -4),
  rule({activity: "any", none_for_days: 30}, -3),
];
export const lead = (more: Partial<HotLead> = {}): HotLead => ({
  id: "L1",
  stage: 0,
  daysInStage: 12,
  past: {n: 100, converted: 24, inBand: true, fromDays: 7},
  isDormant: false,
  score: 5,
  band: 0,
  todays: null,
  before: 2,
  rules: [0, 1],
  recent: 4,
  earlier: 1,
  latest: [{what: "trial", days: 3.7, times: 2, isByTeam: false}],
  topics: [{topic: "pricing", times: 2}],
  unknown: [],
  ...more,
});
export const report = (leads: HotLead[], more: Partial<HotReport> = {}): HotReport => ({
  refusal: null,
  scored: leads.length,
  notYet: 0,
  reached: 0,
  leads,
  cells: hotCells(
    leads.map(({stage, band}) => ({stage, band, n: 1})),
    [],
    5,
  ),
  bands: [
    {name: "A", from: 3, to: 9, rate: wilson(24, 100)},
    {name: "B", from: -4, to: 2, rate: wilson(5, 100)},
  ],
  bandsFrom: "",
  rules,
  intercept: -2,
  slope: 0.4,
  hasTodaysCard: false,
  stages: [
    {id: "lead", name: "Lead", wants: null, play: "Send the case study", slowAfter: 30, lastAfter: 60},
    {id: "offer", name: "Offer", wants: null, play: null, slowAfter: null, lastAfter: null},
  ],
  plays: {A: "Call today"},
  momentum: "leads",
  ...more,
});
