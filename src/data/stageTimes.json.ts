import {findings, serve} from "./warehouse.ts";

const {run, stageTimes} = await findings("run", "stageTimes");
const {minCell} = run.settings;
const enough = (n: number | null): number | null => (n === null || (n > 0 && n < minCell) ? null : n);

serve({
  ...stageTimes,
  stages: stageTimes.stages.map((stage) => (stage.n < minCell ? {...stage, course: null} : stage)),
  stock: stageTimes.stock && {
    ...stageTimes.stock,
    stages: stageTimes.stock.stages.map((stage) => ({...stage, n: stage.n.map(enough)})),
  },
});
