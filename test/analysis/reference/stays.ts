import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {timedProject} from "./timedProject.ts";

/**
 * Makes `stays-<project>.reference.json` again: loads the project, writes its first stays as CSV into a temporary folder, and
 * has R (with the survival package) read them by `stays.R`. From the root, once the sample, or what a stay is, has changed:
 * `node --import tsx test/analysis/reference/stays.ts sample`, and the same with `bpic2012` and HAKARI_DATA set.
 */
async function makeReference(id: string): Promise<void> {
  const {engine, close} = await timedProject(id);
  const rows = await engine.rows<{stage: number; seconds: number; event: number}>(
    "stays",
    `select stage_no as stage, seconds,
      case fate when 'advanced' then 1 when 'lost' then 2 when 'moved_back' then 3 else 0 end as event
    from steps.first_stays order by all`,
  );
  close();
  const folder = mkdtempSync(join(tmpdir(), "hakari-reference-"));
  const file = join(folder, "stays.csv");
  writeFileSync(file, ["stage,seconds,event", ...rows.map((row) => Object.values(row).join(","))].join("\n"));
  const cwd = new URL(".", import.meta.url).pathname;
  execFileSync("Rscript", ["stays.R", file, `stays-${id}`], {cwd, stdio: "inherit"});
  rmSync(folder, {recursive: true});
}

await makeReference(process.argv[2]);
