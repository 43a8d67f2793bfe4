import {runInputs} from "../analysis/changes/runSummary.ts";
import {findings} from "./warehouse.ts";

process.stdout.write(`${JSON.stringify(runInputs(await findings("run", "load")), null, 1)}\n`);
