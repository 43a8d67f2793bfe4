import {defineConfig} from "vitest/config";
import {SlowestFirst} from "./test/slowestFirst.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: {TZ: "Asia/Tokyo", OBSERVABLE_TELEMETRY_DISABLE: "1"},
    expect: {requireAssertions: true},
    // an end for what hangs, never a bound on speed
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // every core: by default one stays idle, which on two is half the machine
    maxWorkers: "100%",
    sequence: {sequencer: SlowestFirst},
  },
});
