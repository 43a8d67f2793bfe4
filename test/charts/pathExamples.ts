import {comparePeriods} from "../../src/analysis/funnel/periods.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {cohortMonths} from "../../src/charts/cohorts.ts";
import {movesBack, skippedStages} from "../../src/charts/detours.ts";
import {groupMap} from "../../src/charts/groupMap.ts";
import {periodPairs} from "../../src/charts/periods.ts";
import {variantBars} from "../../src/charts/variants.ts";
import {cohorts, groups, names, stages, ways} from "../fixtures/paths.ts";

const periods = {earlier: {from: "2025-01", to: "2025-03"}, later: {from: "2025-05", to: "2025-07"}};
const unripe = {...periods, later: {from: "2025-07", to: "2025-08"}};

export const pathCharts: Record<string, () => Chart> = {
  "groupMap(field, stages)": () => groupMap(groups.fields[0], stages),
  "groupMap(a field without its small cells)": () =>
    groupMap(
      {...groups.fields[0], groups: groups.fields[0].groups.map((one) => ({...one, cells: one.cells.slice(0, 1)}))},
      stages,
    ),
  "cohortMonths(cohorts)": () => cohortMonths(cohorts[0]),
  "periodPairs(changes, kinds)": () => periodPairs(comparePeriods(cohorts, periods, 30), ["first", "second"]),
  "periodPairs(not ripe)": () => periodPairs(comparePeriods(cohorts, unripe, 30), ["first", "second"]),
  "variantBars(variants, names)": () => variantBars(ways.variants, names),
  "skippedStages(skips, names)": () => skippedStages(ways.skips, names),
  "movesBack(moves, names)": () => movesBack(ways.movedBack, names),
};
