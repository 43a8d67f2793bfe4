import {misleads} from "../analysis/drivers/adjust.ts";
import {type ComparedDriver, type ShownView, type ShownViews, worthComparing} from "../analysis/drivers/viewFigures.ts";
import {largeEnough} from "./cells.ts";
import {publicViews, type ViewRow} from "./viewCells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, drivers, steps, leaks, observations, journey} = await findings(
  "run",
  "drivers",
  "steps",
  "leaks",
  "observations",
  "journey",
);
const {minCell} = run.settings;
const tooFew = largeEnough(drivers.tooFew, minCell).filter(({leastLeads}) => leastLeads >= minCell);
const {views, slices, bases, patterns, cells, sample, heldBack} = await publicViews(minCell);
const rules = patterns.map(({field, body}) => ({field, rule: JSON.parse(body)}));

/** Of a view, what is set beside like leads; only patterns that the view shows. */
function comparedIn({view, design, stage_no, target, is_own}: ViewRow): ComparedDriver[] {
  const stage = stage_no === null ? null : run.stages[stage_no].id;
  const same = steps.find((step) => step.design === design && step.stage === stage && step.target === target);
  const shown = new Set(
    cells.filter((cell) => cell.view === view && cell.slice === 0).map((c) => rules[c.pattern].rule.id),
  );
  const all = is_own ? drivers.drivers : (same?.drivers ?? []);
  return worthComparing(all.filter(({rule}) => shown.has(rule.id))).map(({text, oddsRatio, adjustments, reversed}) =>
    rounded({text, oddsRatio, adjustments, reversed}),
  );
}

/** Five digits are enough for a picture. */
const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, v) => (typeof v === "number" && !Number.isInteger(v) ? Number(v.toPrecision(5)) : v)),
  );

const shown = views.map((row): ShownView => {
  const {view, design, stage_no, target, leads, censored, too_few, pairs} = row;
  const key = {design, stage: stage_no, target} as Pick<ShownView, "design" | "stage" | "target">;
  return {view, ...key, leads, censored, tooFew: too_few, pairs, compared: comparedIn(row)};
});
const shownViews: ShownViews = {
  views: shown,
  slices,
  bases,
  patterns: rules,
  own: views.find(({is_own}) => is_own)?.view ?? null,
  sample,
  heldBack,
};

serve({
  run,
  leaks,
  journey: {leadActions: journey.leadActions},
  base: observations.base,
  views: shownViews,
  drivers: {
    ...drivers,
    drivers: drivers.drivers.map((driver) => (misleads(driver) ? driver : {...driver, adjustments: []})),
    dose: drivers.dose.map((d) => ({...d, bins: largeEnough(d.bins, minCell)})),
    recency: drivers.recency.map((d) => ({...d, bins: largeEnough(d.bins, minCell)})),
    exposure: drivers.exposure.map((d) => ({
      ...d,
      bins: largeEnough(d.bins, minCell),
      byTime: d.byTime.map((quarter) => ({
        ...quarter,
        cells: quarter.cells.map((cell) => (cell.n >= minCell ? cell : {label: cell.label, n: 0})),
      })),
    })),
    tooFew: tooFew.map(({text, n, conversions}) => ({text, n, conversions})),
    tooFewHidden: drivers.tooFew.length - tooFew.length + (drivers.rareValues ?? 0),
  },
});
