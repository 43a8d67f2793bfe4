import {writeFileSync} from "node:fs";
import {fitLogistic} from "../../src/analysis/statistics/logistic.ts";
import {large} from "./points.ts";

/**
 * Maximum likelihood on 1 million rows and 30 rules, hardly two rows alike: `node --import tsx test/bench/logistic.ts`. With
 * a file name it writes the rows there instead, for `logistic.py`: the labels, then each rule, a byte a row.
 */
const size = {rows: 1_000_000, rules: 30};

const cube = large(size.rows, size.rules);
const file = process.argv[2];
if (file) {
  const bytes = new Uint8Array(size.rows * (size.rules + 1));
  bytes.set(cube.conversions);
  cube.holds.forEach((rows, j) => {
    for (const r of rows) bytes[(j + 1) * size.rows + r] = 1;
  });
  writeFileSync(file, bytes);
} else {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const {logLoss, converged} = fitLogistic(cube, {penalty: "none"});
  const {user, system} = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({seconds, cpuSeconds: (user + system) / 1e6, peakMb, check: converged ? logLoss : null}));
}
