import {readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from "node:fs";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {parse} from "yaml";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {projectSchema} from "../../loaders/project/schema.ts";
import {ensureSample} from "../../loaders/sources/sample/ensure.ts";
import {tableNames} from "../../loaders/sources/sample/files.ts";
import {generateSample} from "../../loaders/sources/sample/generate.ts";
import {readModel} from "../../loaders/sources/sample/model.ts";
import {sampleFolder, sampleModel, sampleSeed} from "../recovery/sampleTables.ts";

const csvNames = tableNames.map((table) => `${table}.csv`);
const parquetNames = tableNames.map((table) => `${table}.parquet`);

type Folder = Awaited<ReturnType<typeof sampleFolder>>;

describe("generateSample(options)", () => {
  let folder: Folder;
  beforeAll(async () => {
    folder = await sampleFolder({leads: 300, seed: 7});
  });
  afterAll(() => folder.remove());

  const text = ({file}: Folder, name: string) => readFileSync(file(name), "utf8");
  const lines = (from: Folder, name: string) => text(from, name).trimEnd().split("\n");

  it("writes one file a table and leaves nothing else behind", () => {
    expect(readdirSync(folder.dir).sort()).toEqual([...csvNames, "model.yaml"].sort());
    expect(lines(folder, "outcomes.csv")[0]).toBe("lead_id,outcome,decided_at,amount");
  });

  it("gives the same bytes for the same seed, others for another", async () => {
    const again = await sampleFolder({leads: 300, seed: 7});
    const other = await sampleFolder({leads: 300, seed: 8});
    for (const name of csvNames) expect(text(again, name)).toBe(text(folder, name));
    expect(text(other, "activities.csv")).not.toBe(text(folder, "activities.csv"));
    again.remove();
    other.remove();
  });

  it("gives the first leads the same rows however many follow", async () => {
    const longer = await sampleFolder({leads: 2300, seed: 7});
    for (const name of csvNames) {
      const ofFirst = lines(longer, name).filter((line) => !/^[LX]\d/.test(line) || line.slice(1, 8) <= "0000300");
      expect(ofFirst.sort()).toEqual(lines(folder, name).sort());
    }
    longer.remove();
  });

  it("writes the same rows as Parquet, the same bytes each time, in place of the CSV", async () => {
    const parquet = await sampleFolder({leads: 300, seed: 7});
    await generateSample({dir: parquet.dir, model: "model.yaml", leads: 300, seed: 7, format: "parquet"});
    expect(readdirSync(parquet.dir).sort()).toEqual([...parquetNames, "model.yaml"].sort());
    const bytes = parquetNames.map((name) => readFileSync(parquet.file(name)));
    await generateSample({dir: parquet.dir, model: "model.yaml", leads: 300, seed: 7, format: "parquet"});
    expect(parquetNames.map((name) => readFileSync(parquet.file(name)).equals(bytes.shift()!))).not.toContain(false);
    const engine = await Engine.open();
    for (const table of tableNames) {
      const csv = `select * from read_csv('${folder.file(`${table}.csv`)}')`;
      const [{differing}] = await engine.rows<{differing: number}>(
        "test",
        `with ours as (from '${parquet.file(`${table}.parquet`)}'), theirs as (${csv})
        select (select count(*) from (from ours except all from theirs)) + abs((select count(*) from ours) - (select count(*) from theirs)) as differing`,
      );
      expect({table, differing}).toEqual({table, differing: 0});
    }
    engine.close();
    parquet.remove();
  });

  it("tells how far it is", async () => {
    const told: number[] = [];
    const other = await sampleFolder({leads: 2100, progress: (done) => told.push(done)});
    other.remove();
    expect(told).toEqual([2000, 2100]);
  });

  it("keeps the files that are there when the model is invalid", async () => {
    const before = text(folder, "leads.csv");
    writeFileSync(folder.file("broken.yaml"), readFileSync(sampleModel, "utf8").replace("skipped: 0.04", "skipped: 4"));
    const attempt = generateSample({dir: folder.dir, model: "broken.yaml", leads: 10});
    await expect(attempt).rejects.toThrow(
      /broken\.yaml: invalid model of a sample: skipped: missing or of another type/,
    );
    expect(text(folder, "leads.csv")).toBe(before);
  });
});

describe("ensureSample(project, progress, options)", () => {
  const project = (dir: string) => ({dir, id: "sample", sample: {model: "model.yaml", leads: 50, seed: 7}});
  const ensure = (dir: string, options?: {leads: number}) => ensureSample(project(dir), Progress.quiet(), options);
  let folder: Folder;
  beforeEach(async () => {
    folder = await sampleFolder({leads: 50, seed: 7});
  });
  afterEach(() => folder.remove());

  const changedAt = () => csvNames.map((name) => statSync(folder.file(name)).mtimeMs);

  it("leaves whole files alone", async () => {
    const before = changedAt();
    await ensure(folder.dir);
    expect(changedAt()).toEqual(before);
  });

  it("generates what is missing or older than the model", async () => {
    const before = readFileSync(folder.file("leads.csv"), "utf8");
    rmSync(folder.file("leads.csv"));
    await ensure(folder.dir);
    expect(readFileSync(folder.file("leads.csv"), "utf8")).toBe(before);
    utimesSync(folder.file("leads.csv"), 0, 0);
    await ensure(folder.dir);
    expect(Math.min(...changedAt())).toBeGreaterThan(0);
  });

  it("generates the number of leads asked for", async () => {
    await ensure(folder.dir, {leads: 60});
    expect(new Set(readFileSync(folder.file("leads.csv"), "utf8").match(/^L\d+/gm)).size).toBe(60);
  });

  it("refuses a number of leads where there is no sample, and else does nothing there", async () => {
    const none = {dir: folder.dir, id: "ours", sample: undefined};
    await expect(ensureSample(none, Progress.quiet(), {leads: 5})).rejects.toThrow(
      /unsupported option --leads: project ours/,
    );
    await expect(ensureSample(none, Progress.quiet())).resolves.toBeUndefined();
  });
});

describe("data/sample/project.yaml", () => {
  const folder = new URL("../../data/sample/", import.meta.url);
  const project = projectSchema.parse(parse(readFileSync(new URL("project.yaml", folder), "utf8")));
  const model = readModel(sampleModel);

  it("names the model's stages in their order, each with what leads want and the play", () => {
    expect(project.stages.map(({id}) => id)).toEqual(model.stages.map(({id}) => id));
    expect(project.stages.filter(({wants, play}) => !wants || !play)).toEqual([]);
  });

  it("names the seed whose figures the tests state", () => {
    expect(project.sample).toEqual({model: "model.yaml", leads: 5000, seed: sampleSeed});
  });

  it("scores nothing but attributes and actions of the model", () => {
    const known = [...Object.keys(model.actions), "any", ...Object.keys(model.attributes), "size"];
    const used = project.rules.map(({when}) =>
      "activity" in when ? when.activity : "attribute" in when && when.attribute,
    );
    expect(used.filter((name) => !known.includes(String(name)))).toEqual([]);
  });
});

describe("data/sample-ja/project.yaml", () => {
  const read = (name: string) =>
    projectSchema.parse(parse(readFileSync(new URL(`../../data/${name}/project.yaml`, import.meta.url), "utf8")));
  const withoutWords = ({title: _title, language: _language, stages, sample, ...rest}: ReturnType<typeof read>) => ({
    ...rest,
    sample: {...sample, model: sample?.model.split("/").at(-1)},
    stages: stages.map(({id}) => id),
  });

  it("is the sample in another language: the same model, rows, rules and settings", () => {
    const ours = read("sample-ja");
    expect(ours.language).toBe("ja");
    expect(withoutWords(ours)).toEqual(withoutWords(read("sample")));
    expect(ours.stages.filter(({name, wants, play}) => !name || !wants || !play)).toEqual([]);
  });
});
