import {readFileSync} from "node:fs";
import type {Cube} from "../../src/analysis/cube.ts";
import {filterRows} from "../../src/analysis/cube.ts";
import {suggestPoints} from "../../src/analysis/points/search.ts";

const dir = `${process.env.HAKARI_DATA ?? "../shared/data"}/scorecard`;
const lines = readFileSync(`${dir}/adult.csv`, "utf8")
  .trim()
  .split("\n")
  .map((l) => l.split(","));
const rules = lines[0].slice(1);
const rows = lines.slice(1);
const cube: Cube = {
  rules,
  holds: rules.map((_, j) => Uint32Array.from(rows.flatMap((row, r) => (row[j + 1] === "1" ? [r] : [])))),
  n: new Float64Array(rows.length).fill(1),
  conversions: Float64Array.from(rows, (row) => Number(row[0])),
  fold: Uint8Array.from(JSON.parse(readFileSync(`${dir}/folds_adult.json`, "utf8")).fold),
  period: new Uint16Array(rows.length),
  periods: ["all"],
};
const opt = JSON.parse(readFileSync(`${dir}/optimum_adult.json`, "utf8")).results;
const ks = process.argv[2] ? [Number(process.argv[2])] : [3, 4, 5, 6, 7, 8, 9, 10];
for (const k of ks) {
  let sum = 0,
    time = 0,
    cpu = 0;
  const gaps: string[] = [];
  for (let fold = 1; fold <= 5; ++fold) {
    const train = filterRows(cube, (r) => cube.fold[r] !== fold);
    const c0 = process.cpuUsage();
    const t0 = performance.now();
    const found = suggestPoints(train, {atMost: k, min: -5, max: 5});
    time += performance.now() - t0;
    const c = process.cpuUsage(c0);
    cpu += (c.user + c.system) / 1e6;
    sum += found.logLoss;
    const o = opt.find((e: any) => e.k === k && e.fold === fold).train_logloss;
    gaps.push(((found.logLoss - o) / o).toExponential(1));
  }
  console.log(k, (sum / 5).toFixed(6), `${(time / 5000).toFixed(3)} s`, `cpu ${(cpu / 5).toFixed(3)}`, gaps.join(" "));
}
