#!/usr/bin/env node
import {bundled} from "./bundled.mjs";

/** A reader that has read enough (`| head`) ends the output, not with an error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", ({code}) => {
    if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return;
    process.exitCode = 1;
    if (stream === process.stdout)
      console.error(`hakari: cannot write the output: ${code}; free some space, or write it elsewhere`);
  });
}

/** Until the command listens itself, there is nothing to tidy up. */
const codes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143};
const stop = (signal) => {
  console.error("hakari: stopped");
  process.exit(codes[signal]);
};
for (const signal of Object.keys(codes)) process.on(signal, stop);

/** Pages are made of sources, which a translator reads. */
const makesPages = ["start", "preview"].includes(process.argv[2]);
const bundle = makesPages ? null : await bundled();
if (bundle === null) (await import("tsx/esm/api")).register();
const {main} = await import(bundle ?? "./cli.ts");
for (const signal of Object.keys(codes)) process.off(signal, stop);
process.exitCode = (await main(process.argv.slice(2))) || process.exitCode;
