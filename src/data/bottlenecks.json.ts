import {findings, serve} from "./warehouse.ts";

const {bottlenecks} = await findings("bottlenecks");

serve(bottlenecks);
