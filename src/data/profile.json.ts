import {toldRate} from "./cells.ts";
import {findings, serve} from "./warehouse.ts";

const {run, profile} = await findings("run", "profile");

serve({run, profile: {...profile, wonRate: toldRate(profile.wonRate, run.settings.minCell)}});
