import type {Rate} from "../analysis/findings.ts";
import {largeEnough} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, patternsMore} = await findings("run", "patternsMore");
const {grid, momentum, joint} = patternsMore;
const {minCell} = run.settings;
const shown = (rate: Rate | null): Rate | null => (rate && rate.n >= minCell ? rate : null);

serve({
  grid: {
    ...grid,
    grids: grid.grids.map((one) => ({...one, cells: one.cells.map((cell) => ({...cell, with: shown(cell.with)}))})),
  },
  momentum: {
    ...momentum,
    actions: momentum.actions.map((action) => ({
      ...action,
      classes: largeEnough(action.classes, minCell),
      amounts: action.amounts.map(({label, rising, falling}) => ({
        label,
        rising: shown(rising),
        falling: shown(falling),
      })),
    })),
  },
  joint,
});
