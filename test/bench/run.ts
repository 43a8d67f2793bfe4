import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {median} from "simple-statistics";

/**
 * `npm run bench`: every measurement in a process of its own, ours and the peer's in turn, so that both see the same
 * machine. Medians. `npm run bench -- weight SITE` measures a built site instead, `npm run bench -- cuts` where numbers are cut,
 * `npm run bench -- check` the report of 100,000 rows, `npm run bench -- wide` a project with too much
 * of everything. `HAKARI_BENCH_PYTHON` names a Python that has `requirements.txt` (default: python3).
 */
interface Measured {
  seconds: number;
  cpuSeconds: number;
  peakMb: number;
  /** What both must agree on. */
  check: string | number | null;
}

const python = process.env.HAKARI_BENCH_PYTHON ?? "python3";
const turns = 3;
const path = (name: string) => new URL(name, import.meta.url).pathname;
const node = (name: string, ...args: string[]) => ["node", "--import", "tsx", path(name), ...args];

function start([command, ...args]: readonly string[]): string {
  return execFileSync(command, args, {encoding: "utf8", stdio: ["ignore", "pipe", "inherit"]});
}
const measure = (command: readonly string[]): Measured => JSON.parse(start(command));

/** Ours and the peer's by turns; prints a line each for wall and for CPU seconds. */
function race(name: string, ours: readonly string[], peer: readonly string[]): [Measured[], Measured[]] {
  const runs = Array.from({length: turns}, () => [measure(ours), measure(peer)]);
  const [a, b] = [runs.map(([our]) => our), runs.map(([, their]) => their)];
  for (const key of ["seconds", "cpuSeconds"] as const) {
    const [x, y] = [median(a.map((m) => m[key])), median(b.map((m) => m[key]))];
    const peak = (all: Measured[]) => Math.max(...all.map(({peakMb}) => peakMb)).toFixed(0);
    row(
      key === "seconds" ? name : "",
      key === "seconds" ? "wall s" : "CPU s",
      x.toFixed(1),
      y.toFixed(1),
      `${(y / x).toFixed(1)}×`,
      peak(a),
      peak(b),
    );
  }
  return [a, b];
}

function row(...cells: string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(9))).join(""));
}

function cube(order: "by-lead" | "shuffled"): void {
  start(node("cube.ts", "make", order));
  const [ours, plain] = race(`cube, ${order}`, node("cube.ts", "hakari", order), node("cube.ts", "plain", order));
  const checks = new Set([...ours, ...plain].map(({check}) => check));
  if (checks.size > 1) throw new Error(`the plans differ: ${[...checks].join(" and ")}`);
}

function logistic(): void {
  try {
    execFileSync(python, ["-c", "import sklearn"], {stdio: "ignore"});
  } catch {
    const {seconds, cpuSeconds, peakMb} = measure(node("logistic.ts"));
    row("logistic, no peer here", "wall s", seconds.toFixed(1), "", "", peakMb.toFixed(0));
    row("", "CPU s", cpuSeconds.toFixed(1));
    console.log(`  skipped scikit-learn: ${python} lacks it; pip install -r test/bench/requirements.txt`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "hakari-bench-"));
  const rows = join(folder, "rows.bin");
  start(node("logistic.ts", rows));
  const peer = [python, path("logistic.py"), rows, "1000000", "30"];
  const [ours, sklearn] = race("logistic, scikit-learn", node("logistic.ts"), peer);
  rmSync(folder, {recursive: true});
  const gap = Number(ours[0].check) - Number(sklearn[0].check);
  console.log(`  log-loss ${Number(ours[0].check).toFixed(9)}, ${gap.toExponential(1)} above scikit-learn's`);
}

if (process.argv[2] === "weight") {
  process.argv.splice(2, 1);
  await import("./weight.ts");
}
if (["cuts", "check", "wide"].includes(process.argv[2])) {
  await import(`./${process.argv[2]}.ts`);
  process.exit();
}
row("", "", "ours", "peer", "ratio", "ours MB", "peer MB");
cube("by-lead");
cube("shuffled");
logistic();
console.log(`\n${start(node("points.ts"))}`);
console.log(start(node("frames.ts")));
