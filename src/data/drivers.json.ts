import {largeEnough} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, drivers, leaks, observations} = await findings("run", "drivers", "leaks", "observations");
const {minCell} = run.settings;

serve({
  run,
  leaks,
  base: observations.base,
  drivers: {
    ...drivers,
    dose: drivers.dose.map((d) => ({...d, bins: largeEnough(d.bins, minCell)})),
    recency: drivers.recency.map((d) => ({...d, bins: largeEnough(d.bins, minCell)})),
    exposure: drivers.exposure.map((d) => ({...d, bins: largeEnough(d.bins, minCell)})),
    tooFew: largeEnough(drivers.tooFew, minCell),
    tooFewHidden: drivers.tooFew.length - largeEnough(drivers.tooFew, minCell).length,
  },
});
