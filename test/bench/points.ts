import {execFileSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {mean} from "simple-statistics";
import {readYesNoTable} from "../../loaders/yesNoTable.ts";
import {proveBest} from "../../src/analysis/points/prove.ts";
import {random} from "../../src/analysis/points/random.ts";
import {type SuggestedPoints, suggestPoints} from "../../src/analysis/points/search.ts";
import {type Cube, filterRows} from "../../src/analysis/rules/cube.ts";
import {hasPeer, type PeerFit, recordedPeer, runPeer} from "./pointsPeers.ts";

/**
 * Points beside the peers: `node --import tsx test/bench/points.ts [adult] [prove] [million]`, all three by default.
 *
 * `HAKARI_DATA` names the folder of real data sets. Peers run in the same session where the Python named by
 * `HAKARI_BENCH_PYTHON` has them (`python3 -m venv venv && venv/bin/pip install -r test/bench/requirements.txt`; the first run
 * compiles FastRiskScore for two minutes); else their recorded results stand in. FasterRisk, which takes minutes, is run on
 * the first fold for three numbers of rules alone. Seconds are CPU seconds of one fit, from the table in memory to the answer, all threads together.
 */
const folder = join(process.env.HAKARI_DATA ?? "../shared/data", "scorecard");
const sizes = [3, 4, 5, 6, 7, 8, 9, 10];
const folds = [1, 2, 3, 4, 5];

const shown = (value: number, text: (value: number) => string): string => (Number.isNaN(value) ? "-" : text(value));
const megabytes = (): string => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;

function timed<T>(work: () => T): {result: T; cpuSeconds: number} {
  const start = process.cpuUsage();
  const result = work();
  const {user, system} = process.cpuUsage(start);
  return {result, cpuSeconds: (user + system) / 1e6};
}

const search = (cube: Cube, k: number, most = 5): {result: SuggestedPoints; cpuSeconds: number} =>
  timed(() => suggestPoints(cube, {atMost: k, min: -most, max: most}));

async function readTrains(): Promise<Cube[] | null> {
  if (!existsSync(join(folder, "adult.csv"))) {
    console.log(`points on adult: skipped, ${folder} is not there (set HAKARI_DATA)`);
    return null;
  }
  const table = await readYesNoTable(join(folder, "adult.csv"), "Over50K");
  const foldOf: number[] = JSON.parse(readFileSync(join(folder, "folds_adult.json"), "utf8")).fold;
  return folds.map((fold) => filterRows(table, (r) => foldOf[r] !== fold));
}

function row(...cells: (string | number)[]): void {
  console.log(cells.map((cell, i) => String(cell).padStart(i === 0 ? 3 : 13)).join(""));
}

/** Adult, points −5 to 5: mean log-loss over the five folds, and how far above ours the peers are on the same folds. */
async function adult(): Promise<void> {
  const trains = await readTrains();
  if (!trains) return;
  const optimum = recordedPeer("optimum", folder, folds);
  const [fast, faster] = (["fastriskscore", "fasterrisk"] as const).map((peer) => {
    const isHere = hasPeer(peer);
    console.log(`${peer}: ${isHere ? "run in this session" : "recorded results"}`);
    if (!isHere) return recordedPeer(peer, folder, folds);
    return peer === "fasterrisk" ? runPeer(peer, trains.slice(0, 1), [3, 5, 10]) : runPeer(peer, trains, sizes);
  });
  const recorded = recordedPeer("fastriskscore", folder, folds);
  const first = search(trains[0], 5).cpuSeconds;
  console.log(
    "\npoints on adult (26,049 rows, 36 rules): log-loss on the rows trained on, mean of five folds; CPU s a fit",
  );
  console.log(
    "+: log-loss above ours on the same folds; recorded: FastRiskScore as its results were once written down",
  );
  row(
    ...["k", "hakari", "best known", "matched", "fastrisk. +", "recorded +", "fasterrisk +"],
    ...["hakari s", "fastrisk. s", "recorded s", "fasterrisk s"],
  );
  for (const k of sizes) {
    const runs = trains.map((train) => search(train, k));
    const ours = runs.map(({result}) => result.logLoss);
    const at = (fits: readonly PeerFit[]) => fits.filter((fit) => fit.k === k);
    const above = (fits: readonly PeerFit[]) => mean(at(fits).map(({logLoss, table}) => logLoss - ours[table]));
    const cpu = (fits: readonly PeerFit[]) => mean(at(fits).map(({cpuSeconds}) => cpuSeconds));
    const matched = at(optimum).filter(({logLoss, table}) => ours[table] <= logLoss * (1 + 1e-6)).length;
    row(
      k,
      mean(ours).toFixed(6),
      mean(at(optimum).map(({logLoss}) => logLoss)).toFixed(6),
      `${matched} of ${at(optimum).length}`,
      shown(above(fast), (x) => x.toExponential(1)),
      shown(above(recorded), (x) => x.toExponential(1)),
      shown(above(faster), (x) => x.toExponential(1)),
      mean(runs.map(({cpuSeconds}) => cpuSeconds)).toFixed(3),
      shown(cpu(fast), (x) => x.toFixed(3)),
      shown(cpu(recorded), (x) => x.toFixed(3)),
      shown(cpu(faster), (x) => x.toFixed(1)),
    );
  }
  console.log(
    `first fit of the process, k = 5, code not compiled yet: ${first.toFixed(2)} s; peak memory ${megabytes()}`,
  );
}

/** Proofs on adult, points −5 to 5 and −10 to 10, every fold. */
async function prove(): Promise<void> {
  const trains = await readTrains();
  if (!trains) return;
  console.log(
    "\nproofs on adult: folds proved best, improved on what was searched, sets of rules entered; CPU s a proof",
  );
  row("k", "points", "proved", "improved", "sets", "entered", "mean s", "most s");
  for (const most of [5, 10]) {
    for (const k of [3, 4, 5, 6]) {
      const runs = trains.slice(0, k < 6 ? 5 : 1).map((train) => {
        const found = search(train, k, most).result;
        const run = timed(() => proveBest(train, {atMost: k, min: -most, max: most}, found.points));
        return {...run, isImproved: run.result.logLoss < found.logLoss - 1e-11};
      });
      row(
        k,
        `±${most}`,
        `${runs.filter(({result}) => result.isProved).length} of ${runs.length}`,
        runs.filter(({isImproved}) => isImproved).length,
        runs[0].result.supportsLooked.toLocaleString("en"),
        mean(runs.map(({result}) => result.supportsEntered)).toFixed(1),
        mean(runs.map(({cpuSeconds}) => cpuSeconds)).toFixed(2),
        Math.max(...runs.map(({cpuSeconds}) => cpuSeconds)).toFixed(2),
      );
    }
  }
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
  console.log("\npoints on 1,000,000 rows, 30 rules, hardly two rows alike; CPU s a fit, peak memory of the process");
  const ours = [5, 10].map((k) => ({k, ...search(cube, k), peak: megabytes()}));
  const isHere = hasPeer("fastriskscore");
  const fast = isHere ? runPeer("fastriskscore", [cube], [5, 10]) : [];
  for (const {k, result, cpuSeconds, peak} of ours) {
    const peer = fast.find((fit) => fit.k === k);
    const theirs = peer
      ? `fastriskscore ${peer.logLoss.toFixed(6)}, ${peer.cpuSeconds.toFixed(1)} s, ${peer.peakMb?.toFixed(0)} MB`
      : "fastriskscore (recorded) 5.4 s and 11 s, 1.4 GB";
    console.log(`k = ${k}: hakari ${result.logLoss.toFixed(6)}, ${cpuSeconds.toFixed(1)} s, ${peak}; ${theirs}`);
  }
}

const parts: Record<string, () => Promise<void> | void> = {adult, prove, million};

/** Prints the tables named, or all of them, each in a process of its own. */
async function benchPoints(what: readonly string[]): Promise<void> {
  const unknown = what.find((name) => !(name in parts));
  if (unknown !== undefined) throw new Error(`unknown part: ${unknown}; there are ${Object.keys(parts).join(", ")}`);
  if (what.length === 1) await parts[what[0]]();
  else
    for (const name of what.length ? what : Object.keys(parts))
      execFileSync(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url), name], {stdio: "inherit"});
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchPoints(process.argv.slice(2));
