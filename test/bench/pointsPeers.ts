import {execFileSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Cube} from "../../src/analysis/rules/cube.ts";

export type Peer = "fastriskscore" | "fasterrisk";

/** One fit of a peer on one of the tables it was given. */
export interface PeerFit {
  table: number;
  k: number;
  logLoss: number;
  cpuSeconds: number;
  peakMb?: number;
}

const python = process.env.HAKARI_BENCH_PYTHON ?? "python3";
const packages: Record<Peer, string> = {fastriskscore: "imodels, numba", fasterrisk: "fasterrisk"};

/** Whether the Python named by HAKARI_BENCH_PYTHON (default: python3) has the peer. */
export function hasPeer(peer: Peer): boolean {
  try {
    execFileSync(python, ["-c", `import ${packages[peer]}`], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}

/** Runs a peer, on one thread, on each table for each number of rules. */
export function runPeer(peer: Peer, tables: readonly Cube[], sizes: readonly number[]): PeerFit[] {
  const folder = mkdtempSync(join(tmpdir(), "hakari-bench-"));
  const files = tables.map((cube, i) => {
    const file = join(folder, `${i}.bin`);
    writeFileSync(file, bytesOf(cube));
    return file;
  });
  const one = Object.fromEntries(["OMP", "OPENBLAS", "MKL", "NUMBA"].map((name) => [`${name}_NUM_THREADS`, "1"]));
  const script = new URL("points.py", import.meta.url).pathname;
  try {
    return execFileSync(python, [script, peer, String(tables[0].rules.length), sizes.join(), ...files], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: {...process.env, ...one},
    })
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** The labels, then each rule, a byte a row. */
function bytesOf({n, conversions, holds}: Cube): Uint8Array {
  const bytes = new Uint8Array(n.length * (holds.length + 1));
  bytes.set(conversions);
  holds.forEach((rows, j) => {
    for (const r of rows) bytes[(j + 1) * n.length + r] = 1;
  });
  return bytes;
}

/** What was recorded of a peer on adult, with folds as tables; of FasterRisk it is wall seconds, on one thread. */
export function recordedPeer(peer: Peer | "optimum", folder: string, folds: readonly number[]): PeerFit[] {
  const file = join(folder, `${peer}_adult.json`);
  if (!existsSync(file)) return [];
  const {results} = JSON.parse(readFileSync(file, "utf8")) as {
    results: {k: number; fold: number; train_logloss: number; seconds?: number; cpu_seconds?: number}[];
  };
  return results.map(({k, fold, train_logloss, seconds, cpu_seconds}) => ({
    table: folds.indexOf(fold),
    k,
    logLoss: train_logloss,
    cpuSeconds: cpu_seconds ?? seconds ?? Number.NaN,
  }));
}
