import {shownTimes} from "./stageTimesCells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, stageTimes} = await findings("run", "stageTimes");

serve(shownTimes(stageTimes, run.settings.minCell));
