import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {wide, writeWideProject} from "./wideProject.ts";

/**
 * `npm run bench -- wide`: CPU seconds and peak memory of `hakari load` on a project with too much of everything, beside the checkout
 * of another version named by `HAKARI_BENCH_OTHER` (with its packages installed). A load is stopped after 300 CPU seconds.
 */
const mostSeconds = 300;
const folder = mkdtempSync(join(tmpdir(), "hakari-bench-"));

/** In every process of a load: its CPU seconds and its peak in MB as a line of a file, at its end. */
const telling = (file: string) =>
  `data:text/javascript,${encodeURIComponent(
    `import {appendFileSync} from "node:fs";
    process.on("exit", () => {
      const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage();
      appendFileSync(${JSON.stringify(file)}, (userCPUTime + systemCPUTime) / 1e6 + " " + maxRSS / 1e3 + "\\n");
    });`,
  )}`;

function load(checkout: string): string {
  const said = join(folder, "said");
  rmSync(said, {force: true});
  const project = join(folder, "project");
  rmSync(project, {recursive: true, force: true});
  writeWideProject(project, wide);
  const {status, signal} = spawnSync(
    "sh",
    [
      "-c",
      `ulimit -t ${mostSeconds}; exec node "$0" load --project "$1"`,
      join(checkout, "loaders/hakari.mjs"),
      project,
    ],
    {env: {...process.env, NODE_OPTIONS: `--import=${telling(said)}`}, stdio: ["ignore", "ignore", "inherit"]},
  );
  if (signal !== null) return `stopped (${signal}) at ${mostSeconds} CPU s`;
  if (status !== 0) return `ended with ${status}`;
  const processes = readFileSync(said, "utf8").trim().split("\n");
  const figures = processes.map((line) => line.split(" ").map(Number));
  const seconds = figures.reduce((sum, [cpu]) => sum + cpu, 0);
  return `${seconds.toFixed(1)} CPU s, ${Math.max(...figures.map(([, peak]) => peak)).toFixed(0)} MB`;
}

try {
  console.log(`this one   ${load(resolve(import.meta.dirname, "../.."))}`);
  const other = process.env.HAKARI_BENCH_OTHER;
  if (other) console.log(`the other  ${load(other)}`);
} finally {
  rmSync(folder, {recursive: true});
}
