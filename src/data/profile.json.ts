import {findings, serve} from "./warehouse.ts";

serve(await findings("run", "profile"));
