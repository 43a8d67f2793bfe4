import {describe, expect, it} from "vitest";
import {countPatterns} from "../../loaders/features.ts";
import {observe} from "../../loaders/observe.ts";
import {exposures} from "../../loaders/results/exposure.ts";
import {leakFlags} from "../../loaders/results/leaks.ts";
import {attributesOf} from "../../loaders/tables/attributes.ts";
import {driverReport} from "../../src/analysis/drivers/drivers.ts";
import {designReport} from "../../src/analysis/observing/report.ts";
import {strongestDrivers} from "../../src/text/overview/headlines.ts";
import {load} from "../loaders/steps/histories.ts";
import {projectWith} from "../loaders/steps/projects.ts";
import {leadsOf, type World} from "./designWorlds.ts";

/** The first headlines of a world whose project file says nothing of how it is observed, and whom the design sees. */
async function found(world: World, seed: number) {
  const engine = await load(leadsOf(world, seed), {asOf: 400});
  const project = projectWith({as_of: "2026-02-05"});
  const {coverage, design} = await observe(engine, project);
  const attributes = await attributesOf(engine);
  const exposure = await exposures(engine, project);
  const leaks = await leakFlags(engine, project, attributes, exposure);
  const counted = await countPatterns(engine, project, attributes);
  const drivers = driverReport({
    ...counted,
    adjustments: new Map(),
    exposure,
    leaks,
    minSupport: project.candidates.min_support,
    oneRowPerLead: design !== "snapshot",
    doseWindow: Math.max(...project.candidates.windows_days),
  });
  const headlines = strongestDrivers(drivers.drivers).map(({text, oddsRatio}) => ({text, isPlus: oddsRatio.value > 1}));
  engine.close();
  return {headlines, coverage};
}

const hour = 1 / 24;
const worlds: [string, World][] = [
  [
    "deals of hours, with activities",
    {decisionAfter: 18 * hour, actsWithin: 8 * hour, planted: "action", hasLost: true, hasCreated: true},
  ],
  [
    "deals of days, with activities",
    {decisionAfter: 5, actsWithin: 3, planted: "action", hasLost: true, hasCreated: true},
  ],
  [
    "deals of weeks, with activities",
    {decisionAfter: 20, actsWithin: 20, planted: "action", hasLost: true, hasCreated: true},
  ],
  [
    "deals of months, with activities",
    {decisionAfter: 90, actsWithin: 60, planted: "action", hasLost: true, hasCreated: true},
  ],
  ["won and open leads only", {decisionAfter: 30, actsWithin: 20, planted: "action", hasLost: false, hasCreated: true}],
  ["events only", {decisionAfter: 10, actsWithin: 6, planted: "action", hasLost: false, hasCreated: false}],
  [
    "attributes only, the planted ones win within days",
    {decisionAfter: 45, plantedWinAfter: 2, planted: "attribute", hasLost: true, hasCreated: true},
  ],
  [
    "attributes and activities, the planted ones win within days",
    {decisionAfter: 45, plantedWinAfter: 2, actsWithin: 30, planted: "attribute", hasLost: true, hasCreated: true},
  ],
  ["attributes only, deals of months", {decisionAfter: 90, planted: "attribute", hasLost: true, hasCreated: true}],
  [
    "attributes without times",
    {decisionAfter: 90, planted: "attribute", hasLost: true, hasCreated: true, hasTimes: false},
  ],
];

describe("the design chosen from the data", () => {
  it.each(worlds)("finds what was planted, with its sign: %s", async (_, world) => {
    for (const seed of [1, 2]) {
      const {headlines, coverage} = await found(world, seed);
      const word = world.planted === "action" ? "demo" : "display";
      expect(headlines.slice(0, 2)).toContainEqual({text: expect.stringContaining(word), isPlus: true});
      expect(designReport(coverage, "won").isPoor).toBe(false);
    }
  });
});
