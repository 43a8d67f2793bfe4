import {largeEnough} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, funnel, paths} = await findings("run", "funnel", "paths");
const {minCell} = run.settings;

const enough = ({n}: {n: number}) => n >= minCell;
const groups = paths.groups.fields.map((field) => ({
  ...field,
  groups: largeEnough(field.groups, minCell).map((group) => ({
    ...group,
    cells: group.cells.filter(({rate, others}) => enough(rate) && enough(others)),
  })),
}));
const cohorts = paths.cohorts.map((stage) => ({
  ...stage,
  months: stage.months.filter(({entered}) => entered >= minCell),
  medians: largeEnough(stage.medians, minCell),
}));
const skips = paths.skips.filter(({skipped, entered}) => enough(skipped) && enough(entered));
const movedBack = paths.movedBack.filter(({ends, never}) => enough(ends) && enough(never));

serve({
  stages: funnel.stages.map(({stage, name}) => ({stage, name})),
  paths: {
    ...paths,
    groups: {...paths.groups, fields: groups},
    cohorts,
    skips,
    movedBack: movedBack.map((one) => ({...one, to: one.to.filter(({ends}) => enough(ends))})),
    rest: enough(paths.rest) ? paths.rest : null,
    without: enough(paths.without) ? paths.without : null,
    hidden: {
      others: enough(paths.rest) ? 0 : paths.rest.n > 0 ? minCell : 0,
      skips: paths.skips.length - skips.length,
      movedBack: paths.movedBack.length - movedBack.length,
      months: paths.cohorts.flatMap(({months}) => months).filter(({entered}) => entered < minCell).length,
    },
  },
});
