import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {atCuts, gainOf, rulesOf, type Shape, shapeNames, world} from "./cutWorlds.ts";

/**
 * `npm run bench -- cuts`: log-loss that the rules offered of a number gain over one rate for all, beside optbinning's five
 * bins of the same leads. Needs a Python with test/bench/requirements-cuts.txt, named by `HAKARI_BENCH_PYTHON`. With
 * `--reference` it prints the gains of optbinning as JSON instead: test/analysis/reference/cuts.reference.json.
 */
const python = process.env.HAKARI_BENCH_PYTHON ?? "python3";
const seeds = [1, 2, 3, 4, 5];
const script = new URL("cuts.py", import.meta.url).pathname;

const worlds = shapeNames.flatMap((shape) => seeds.map((seed) => ({shape, seed, ...world(shape, seed)})));

function splitsOfAll(): number[][] {
  const folder = mkdtempSync(join(tmpdir(), "hakari-bench-"));
  try {
    const file = join(folder, "worlds.json");
    writeFileSync(file, JSON.stringify(worlds));
    return JSON.parse(execFileSync(python, [script, file], {encoding: "utf8", stdio: ["ignore", "pipe", "inherit"]}));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const splits = splitsOfAll();
const theirs = splits.map((some, i) => gainOf(worlds[i], atCuts(some)));
if (process.argv.includes("--reference")) {
  const gains: Partial<Record<Shape, Record<number, number>>> = {};
  worlds.forEach(({shape, seed}, i) => {
    gains[shape] = {...gains[shape], [seed]: Number(theirs[i].toFixed(6))};
  });
  console.log(
    JSON.stringify(
      {about: "optbinning 0.21.0, max_n_bins=5: nats gained; npm run bench -- cuts --reference", gains},
      null,
      2,
    ),
  );
} else {
  console.log("gain of the rules offered of a number, nats: ours, optbinning's five bins, ratio; rules");
  for (const [i, own] of worlds.entries()) {
    const rules = await rulesOf(own);
    const gain = gainOf(own, rules);
    const cells = [
      own.shape.padEnd(22),
      `seed ${own.seed}`,
      gain.toFixed(1).padStart(8),
      theirs[i].toFixed(1).padStart(8),
    ];
    const ratio = own.shape === "noise" ? "–" : (gain / theirs[i]).toFixed(3);
    console.log(
      [
        ...cells,
        ratio.padStart(7),
        rules.map(({at_least, below}) => `${at_least}${below === undefined ? "+" : `–${below}`}`).join(" "),
      ].join("  "),
    );
  }
}
