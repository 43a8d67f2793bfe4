import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {warehousePath} from "../../loaders/places.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {readRuns} from "../../loaders/results/runs.ts";
import {findingsOf, findingsOrLoad, loadProject} from "../../loaders/warehouse.ts";
import {folderWith, messageOf} from "./loading.ts";

const files = {
  "project.yaml": "title: T\nsources:\n  leads: {files: leads.csv}\n  outcomes: {files: outcomes.csv}\n",
  "leads.csv": "lead_id,created_at,size\na,2024-01-02,small\nb,2024-01-03,large\n",
  "outcomes.csv": "lead_id,outcome,decided_at\na,won,2024-02-01\nb,lost,2024-02-02\n",
};

/** As if an earlier version had loaded the project. */
async function age(dir: string): Promise<void> {
  const engine = await Engine.open(warehousePath(dir));
  await engine.run(
    "age",
    `update results.findings set body = regexp_replace(body, '"hakari":"[^"]*"', '"hakari":"0.0.1"') where name = 'run'`,
  );
  engine.close();
}

describe("findingsOf(dir)", () => {
  it("refuses what another version has loaded, and says what to run", async () => {
    const dir = folderWith(files);
    const loaded = await loadProject(readProject(dir), Progress.quiet());
    expect((await findingsOf(dir)).run).toEqual(loaded.run);
    await age(dir);
    expect(await messageOf(findingsOf(dir))).toMatch(
      /loaded by version 0\.0\.1, this is \d.*; run hakari load --project/,
    );
    expect((await findingsOrLoad(dir)).run).toEqual(loaded.run);
  });
});

describe("loadProject(project, progress)", () => {
  it("gives the same run for the same content in another folder, and another for another way of reading it", async () => {
    const runOf = async (where: string) => {
      const read = `leads.csv, query: "select * from source where size <> '${where}'"}`;
      const dir = folderWith({...files, "project.yaml": files["project.yaml"].replace("leads.csv}", read)});
      return (await loadProject({...readProject(dir), id: "same"}, Progress.quiet())).run.id;
    };
    const run = await runOf("/a/none");
    expect(await runOf("/b/none")).toBe(run);
    expect(await runOf("/b/others")).not.toBe(run);
  });

  it("keeps a summary of the run for later ones, and none of a load that failed", async () => {
    const dir = folderWith(files);
    const first = await loadProject(readProject(dir), Progress.quiet());
    expect(first.changes).toBeNull();
    writeFileSync(join(dir, "leads.csv"), `${files["leads.csv"]}c,2024-01-04,small\n`);
    const second = await loadProject(readProject(dir), Progress.quiet());
    expect(second.changes?.before.id).toBe(first.run.id);
    expect(second.changes?.data.tables).toContainEqual({table: "leads", before: 2, after: 3});
    rmSync(join(dir, "outcomes.csv"));
    expect(await messageOf(loadProject(readProject(dir), Progress.quiet()))).toMatch(/outcomes/);
    expect(readRuns(dir).map(({run}) => run.id)).toEqual([first.run.id, second.run.id]);
  });
});
