import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {readYesNoTable} from "../../loaders/yesNoTable.ts";
import {type Cube, filterRows} from "../../src/analysis/cube.ts";
import {random} from "../../src/analysis/points/random.ts";
import {type SuggestedPoints, suggestPoints} from "../../src/analysis/points/search.ts";

interface PeerResult {
  k: number;
  fold: number;
  train_logloss: number;
  seconds?: number;
  cpu_seconds?: number;
}

const folder = join(process.env.HAKARI_DATA ?? "../shared/data", "scorecard");
const sizes = [3, 4, 5, 6, 7, 8, 9, 10];
const folds = [1, 2, 3, 4, 5];

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const megabytes = (): string => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;

function peer(name: string): PeerResult[] {
  return JSON.parse(readFileSync(join(folder, `${name}_adult.json`), "utf8")).results;
}

function timed(cube: Cube, k: number): {found: SuggestedPoints; seconds: number; cpu: number} {
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  const found = suggestPoints(cube, {atMost: k, min: -5, max: 5});
  const {user, system} = process.cpuUsage(cpuStart);
  return {found, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6};
}

/** Adult, points −5 to 5, mean over the five folds, beside the peers' published results on the same rows. */
async function adult(): Promise<void> {
  if (!existsSync(join(folder, "adult.csv"))) {
    console.log(`points on adult: skipped, ${folder} is not there (set HAKARI_DATA)`);
    return;
  }
  const table = await readYesNoTable(join(folder, "adult.csv"), "Over50K");
  const foldOf: number[] = JSON.parse(readFileSync(join(folder, "folds_adult.json"), "utf8")).fold;
  const trains = folds.map((fold) => filterRows(table, (r) => foldOf[r] !== fold));
  const [faster, fast, optimum] = ["fasterrisk", "fastriskscore", "optimum"].map(peer);
  const at = (results: PeerResult[], k: number) => results.filter((result) => result.k === k);
  const loss = (results: PeerResult[], k: number) => mean(at(results, k).map((result) => result.train_logloss));
  console.log("points on adult (26,049 rows, 36 rules), mean over five folds; log-loss on the rows trained on");
  console.log(
    " k  hakari    optimum   fastrisk. fasterrisk  seconds  cpu    fastrisk. cpu  fasterrisk s  times faster",
  );
  for (const k of sizes) {
    const runs = trains.map((train) => timed(train, k));
    const seconds = mean(runs.map((run) => run.seconds));
    const peerSeconds = mean(at(faster, k).map((result) => result.seconds as number));
    console.log(
      [
        String(k).padStart(2),
        mean(runs.map(({found}) => found.logLoss)).toFixed(6),
        loss(optimum, k).toFixed(6),
        loss(fast, k).toFixed(6),
        loss(faster, k).toFixed(6).padEnd(10),
        seconds.toFixed(3).padEnd(7),
        mean(runs.map(({cpu}) => cpu)).toFixed(3),
        mean(at(fast, k).map((result) => result.cpu_seconds as number))
          .toFixed(3)
          .padEnd(13),
        peerSeconds.toFixed(1).padEnd(12),
        (peerSeconds / seconds).toFixed(0),
      ].join("  "),
    );
  }
  console.log(`peak memory ${megabytes()}`);
}

/** A table that cannot be collapsed: nearly every row has rules of its own. */
export function large(rows: number, d: number): Cube {
  const next = random(42);
  const lists = Array.from({length: d}, () => new Uint32Array(rows));
  const lengths = new Uint32Array(d);
  const share = Array.from({length: d}, (_, j) => 0.25 + (0.5 * j) / d);
  const weight = Array.from({length: d}, (_, j) => (j % 3 === 0 ? 0 : 1.5 * (next() - 0.5) * (1 + (j % 4))));
  const conversions = new Float64Array(rows);
  for (let r = 0; r < rows; ++r) {
    let eta = -2;
    for (let j = 0; j < d; ++j) {
      if (next() >= share[j]) continue;
      lists[j][lengths[j]++] = r;
      eta += weight[j];
    }
    conversions[r] = next() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
  }
  return {
    rules: lists.map((_, j) => `rule ${j}`),
    holds: lists.map((list, j) => list.slice(0, lengths[j])),
    n: new Float64Array(rows).fill(1),
    conversions,
    fold: new Uint8Array(rows),
    period: new Uint16Array(rows),
    periods: ["all"],
  };
}

function million(): void {
  const cube = large(1_000_000, 30);
  console.log("points on 1,000,000 rows, 30 rules, hardly two rows alike (FastRiskScore 5.4 s and 11 s, 1.4 GB)");
  for (const k of [5, 10]) {
    const {found, seconds, cpu} = timed(cube, k);
    console.log(
      `k = ${k}: log-loss ${found.logLoss.toFixed(6)}, ${seconds.toFixed(1)} s, cpu ${cpu.toFixed(1)} s, peak memory ${megabytes()}`,
    );
  }
}

/** Prints the tables: `adult`, `million`, or both. */
export async function benchPoints(what: readonly string[] = []): Promise<void> {
  if (what.length === 0 || what.includes("adult")) await adult();
  if (what.length === 0 || what.includes("million")) million();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchPoints(process.argv.slice(2));
