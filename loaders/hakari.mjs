#!/usr/bin/env node
import {bundled} from "./bundled.mjs";

/** Pages are made of sources, which a translator reads. */
const makesPages = ["start", "preview", "build"].includes(process.argv[2]);
const bundle = makesPages ? null : await bundled();
if (bundle === null) (await import("tsx/esm/api")).register();
const {main} = await import(bundle ?? "./cli.ts");
process.exitCode = await main(process.argv.slice(2));
