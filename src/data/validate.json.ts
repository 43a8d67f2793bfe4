import {rounded, shownReport} from "../analysis/validation/validationShown.ts";
import {largeEnough} from "./cells.ts";
import {withoutSmallRests} from "./smallRests.ts";
import {findings, serve} from "./warehouse.ts";

const {run, validation, suggestion} = await findings("run", "validation", "suggestion");
const {minCell} = run.settings;

const report = validation && shownReport(validation, minCell);
const tests = report?.tests.map((test) => ({
  ...test,
  contenders: test.contenders.map((one) => ({
    ...one,
    deciles: largeEnough(one.deciles, minCell),
    reliability: withoutSmallRests(test.n, largeEnough(one.reliability, minCell), minCell),
  })),
}));

serve({run, refusal: suggestion.refusal, report: report && rounded({...report, tests})});
