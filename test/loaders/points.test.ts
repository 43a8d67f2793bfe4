import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {pointsCommand, pointsOf} from "../../loaders/commands/points.ts";
import {tableLimits} from "../../loaders/commands/pointsLimits.ts";
import {pointsText} from "../../loaders/commands/pointsText.ts";
import {readYesNoTable} from "../../loaders/yesNoTable.ts";
import {cubeOf} from "../analysis/points/cubes.ts";

const scorecard = join(process.env.HAKARI_DATA ?? "../shared/data", "scorecard");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hakari-points-"));
});
afterAll(() => rmSync(folder, {recursive: true}));

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("readYesNoTable(file, label)", () => {
  it("reads 0/1, yes/no and true/false in the file's order", async () => {
    const path = file("mixed.csv", "won,Mail opened,demo,x\n1,yes,TRUE,0\nNo,NO,false,1\ntrue,Yes, true ,1\n");
    const cube = await readYesNoTable(path, "won");
    expect(cube.rules).toEqual(["Mail opened", "demo", "x"]);
    expect([...cube.conversions]).toEqual([1, 0, 1]);
    expect(cube.holds.map((rows) => [...rows])).toEqual([
      [0, 2],
      [0, 2],
      [1, 2],
    ]);
    expect([...cube.n]).toEqual([1, 1, 1]);
  });

  it("keeps the order of many rows", async () => {
    const bits = Array.from({length: 20_000}, (_, r) => [(r * 7) % 3 === 0 ? 1 : 0, (r * r) % 5 === 1 ? 1 : 0]);
    const cube = await readYesNoTable(file("long.csv", `y,a\n${bits.map((row) => row.join()).join("\n")}\n`), "y");
    expect([...cube.conversions]).toEqual(bits.map(([y]) => y));
    expect([...cube.holds[0]]).toEqual(bits.flatMap(([, a], r) => (a ? [r] : [])));
  });

  it("reads tabs, semicolons, quotes, a byte order mark and gzip", async () => {
    const rows = async (path: string) => (await readYesNoTable(path, "won")).holds.map((list) => [...list]);
    expect(await rows(file("t.tsv", "a\twon\n1\t0\n0\t1\n"))).toEqual([[0]]);
    expect(await rows(file("s.csv", '"won";"a b"\r\n"1";"yes"\r\n"0";"no"\r\n'))).toEqual([[0]]);
    expect(await rows(file("b.csv", "\uFEFFwon,a\n0,1\n1,0\n"))).toEqual([[0]]);
    expect(await rows(file("g.csv.gz", gzipSync("won,a\n0,1\n1,1\n")))).toEqual([[0, 1]]);
  });

  it("names file, line and column of a value that is neither yes nor no", async () => {
    const bad = file("bad.csv", "won,a,b\n1,0,1\n0,2,1\n0,1,\n");
    await expect(readYesNoTable(bad, "won")).rejects.toThrow(`${bad}:3: invalid value of a: 2; use 0 or 1`);
    const empty = file("empty.csv", "won,a,b\n1,0,1\n0,1,\n");
    await expect(readYesNoTable(empty, "won")).rejects.toThrow(`${empty}:3: invalid value of b: nothing`);
  });

  it("refuses a line with too few or too many columns", async () => {
    const few = file("few.csv", "won,a,b\n1,0,1\n0,1\n");
    await expect(readYesNoTable(few, "won")).rejects.toThrow(`${few}:3: malformed line`);
    const many = file("many.csv", "won,a,b\n1,0,1\n0,1,1,1\n");
    await expect(readYesNoTable(many, "won")).rejects.toThrow(`${many}:3: malformed line`);
  });

  it("refuses missing files, unknown labels, doubled names and tables without rows", async () => {
    await expect(readYesNoTable(join(folder, "none.csv"), "won")).rejects.toThrow(/missing file: .*none\.csv/);
    await expect(readYesNoTable(file("l.csv", "won,a\n1,0\n"), "wom")).rejects.toThrow(
      /unknown label column: wom; did you mean won\?/,
    );
    await expect(readYesNoTable(file("d.csv", "won,a,a\n1,0,1\n"), "won")).rejects.toThrow(/column named twice: a/);
    await expect(readYesNoTable(file("h.csv", "won,a\n"), "won")).rejects.toThrow(/header only/);
  });
});

describe("tableLimits(table, options)", () => {
  const table = cubeOf([
    [1, 1, 0, 1, 1],
    [1, 1, 0, 0, 1],
    [0, 0, 1, 1, 0],
    [0, 0, 1, 0, 0],
  ]);
  const named = {...table, rules: ["demo", "mail", "a,b", "x=1"]};
  const of = (options: object) => tableLimits(named, {k: 3, min: -5, max: 5, ...options});

  it("turns columns into bounds, fixed points and groups", () => {
    const limits = of({plus: ["demo"], minus: ["mail"], without: ["a,b"], fix: ["x=1=4"], total: [-3, 9]});
    expect(limits).toMatchObject({atMost: 3, min: [0, -5, 0, -5], max: [5, 0, 0, 5], fixed: [null, null, null, 4]});
    expect(limits.groups).toEqual([{rules: [0, 1, 2, 3], min: -3, max: 9}]);
  });

  it("forces columns in with the sign that the data say, or the one asked for", () => {
    expect(of({force: ["demo,mail"], step: 2})).toMatchObject({min: [2, -5, -5, -5], max: [5, -2, 5, 5], step: 2});
    expect(of({force: ["mail"], plus: ["mail"]})).toMatchObject({min: [-5, 1, -5, -5], max: [5, 5, 5, 5]});
  });

  it("reads ladders, lists in several options, and names that hold commas", () => {
    const {groups} = of({ladder: ["demo,mail", "demo , x=1"]});
    expect(groups).toEqual([
      {rules: [0, 1], sameSign: true},
      {rules: [0, 3], sameSign: true},
    ]);
    expect(of({without: ["demo", "a,b"]})).toMatchObject({max: [0, 5, 0, 5]});
    expect(of({fix: ["demo=2,mail=-1"]})).toMatchObject({fixed: [2, -1, null, null]});
    expect(of({fix: ["a,b=+3"]})).toMatchObject({fixed: [null, null, 3, null]});
  });

  it("refuses columns that are unknown or asked for twice over, and what it cannot read", () => {
    expect(() => of({plus: ["demos"]})).toThrow("unknown column in --plus: demos; did you mean demo?");
    expect(() => of({plus: ["demo"], minus: ["demo"]})).toThrow("demo is named by --plus and by --minus");
    expect(() => of({force: ["demo"], without: ["demo"]})).toThrow("demo is named by --force and by --without");
    expect(() => of({fix: ["demo"]})).toThrow("invalid --fix: demo; give column=points");
    expect(() => of({fix: ["demo=1.5"]})).toThrow("invalid --fix: demo=1.5");
    expect(() => of({ladder: ["demo"]})).toThrow("a ladder requires at least two columns");
  });
});

describe("pointsCommand(options)", () => {
  const bounds = {k: 2, min: -5, max: 5, json: true};
  const table = () =>
    file(
      "deals.csv",
      `won,demo,mail\n${"1,1,0\n".repeat(30)}${"0,1,0\n".repeat(10)}${"0,0,1\n".repeat(50)}${"1,0,1\n".repeat(10)}`,
    );

  it("prints points, line, figures and seconds as JSON", async () => {
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    await pointsCommand({...bounds, csv: table(), label: "won"});
    const result = JSON.parse(print.mock.calls[0][0]);
    print.mockRestore();
    expect(result.points).toEqual({demo: 1});
    expect(result.intercept).toBeCloseTo(Math.log(10 / 50), 9);
    expect(result.slope).toBeCloseTo(Math.log(3) - Math.log(10 / 50), 9);
    expect(result.train).toMatchObject({n: 100, conversions: 40});
    expect(result.test).toBeNull();
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.k).toBe(2);
  });

  it("trains on the other folds and tests on the one named", async () => {
    const folds = file("folds.json", JSON.stringify({fold: Array.from({length: 100}, (_, r) => 1 + (r % 4))}));
    const {train, test} = await pointsOf({...bounds, csv: table(), label: "won", folds, fold: 2});
    expect([train.n, test?.n]).toEqual([75, 25]);
    expect(train.conversions + (test?.conversions ?? 0)).toBe(40);
    expect(test?.auc).toBeGreaterThan(0.7);
  });

  it("prints the card as text", async () => {
    const text = pointsText(await pointsOf({...bounds, csv: table(), label: "won"}));
    expect(text).toMatch(/\+1\s+demo/);
    expect(text).toMatch(/AUC/);
  });

  it("proves the card best, and says what whole points cost", async () => {
    const result = await pointsOf({...bounds, csv: table(), label: "won", prove: true});
    expect(result.proof).toMatchObject({isProved: true, gap: 0, unfinished: null, lowerBound: result.train.logLoss});
    expect(result.realValued.rules).toBe(2);
    expect(result.realValued.logLoss).toBeLessThanOrEqual(result.train.logLoss);
    expect(result.realValued.cost).toBeCloseTo(0, 6);
    const text = pointsText(result);
    expect(text).toMatch(/Proved best: no card under these limits has a lower log-loss/);
    expect(text).toMatch(/Real-valued weights of all 2 rules reach 0\.\d+: few rules and whole points cost 0\.0 %/);
    const plain = await pointsOf({...bounds, csv: table(), label: "won"});
    expect(plain.proof).toBeNull();
    expect(pointsText(plain)).not.toContain("best");
  });

  it("says how near to a proof it came", async () => {
    const result = await pointsOf({...bounds, csv: table(), label: "won", prove: true});
    const proof = {...(result.proof as NonNullable<typeof result.proof>), isProved: false, lowerBound: 0.4, gap: 0.1};
    const early = pointsText({...result, proof: {...proof, unfinished: "time"}});
    expect(early).toMatch(
      /Not proved best: no card under these limits has a log-loss under 0\.400000, \d+\.\d % below/,
    );
    expect(early).toContain("--seconds gives it longer");
    expect(pointsText({...result, proof: {...proof, unfinished: "size"}})).toContain("too many sets of rules");
  });

  it("searches for as long as it is told", async () => {
    const result = await pointsOf({...bounds, csv: table(), label: "won", seconds: 0.2});
    expect(result.points).toEqual({demo: 1});
  });

  it("obeys every limit that is asked for", async () => {
    const given = {...bounds, csv: table(), label: "won"};
    expect((await pointsOf({...given, minus: ["demo"]})).points).toEqual({mail: -1});
    expect((await pointsOf({...given, without: ["demo,mail"]})).points).toEqual({});
    const fixed = await pointsOf({...given, fix: ["demo=2"], force: ["mail"], prove: true});
    expect(fixed.points.demo).toBe(2);
    expect(fixed.points.mail).toBeLessThan(0);
    expect(fixed.proof?.isProved).toBe(true);
    expect((await pointsOf({...given, step: 5})).points).toEqual({demo: 5});
    expect((await pointsOf({...given, fix: ["demo=2"], total: [0, 3]})).points).toEqual({demo: 2});
  });

  it("refuses folds that do not fit, and outcomes of one kind", async () => {
    const csv = table();
    const run = (folds: string | undefined, fold: number | undefined) =>
      pointsOf({...bounds, csv, label: "won", folds, fold});
    await expect(run(file("few.json", '{"fold": [1, 2]}'), 1)).rejects.toThrow(/2 folds for 100 rows/);
    await expect(run(file("list.json", "[1, 2]"), 1)).rejects.toThrow(/invalid folds/);
    await expect(run(file("broken.json", "{"), 1)).rejects.toThrow(/invalid JSON/);
    await expect(run(join(folder, "no.json"), 1)).rejects.toThrow(/missing file/);
    await expect(run(undefined, 1)).rejects.toThrow(/missing --folds/);
    const all = file("all.json", JSON.stringify({fold: new Array(100).fill(1)}));
    await expect(run(all, undefined)).rejects.toThrow(/missing --fold/);
    await expect(run(all, 3)).rejects.toThrow(/unknown fold: 3/);
    await expect(run(all, 1)).rejects.toThrow(/every row is in fold 1/);
    const same = file("same.csv", "won,a\n1,0\n1,1\n");
    await expect(pointsOf({...bounds, csv: same, label: "won"})).rejects.toThrow(
      /every won among the 2 rows .* is yes/,
    );
  });

  it.skipIf(!existsSync(join(scorecard, "adult.csv")))(
    "reaches the proved or best known loss on adult (skipped without HAKARI_DATA)",
    async () => {
      const results = (name: string) => JSON.parse(readFileSync(join(scorecard, `${name}_adult.json`), "utf8")).results;
      const [optimum, faster] = [results("optimum"), results("fasterrisk")];
      for (const fold of [1, 4]) {
        for (const k of [3, 5, 10]) {
          const found = await pointsOf({
            csv: join(scorecard, "adult.csv"),
            label: "Over50K",
            k,
            min: -5,
            max: 5,
            folds: join(scorecard, "folds_adult.json"),
            fold,
            json: true,
          });
          const of = (
            list: {k: number; fold: number; seconds: number; train_logloss: number; test_logloss: number}[],
          ) => list.find((result) => result.k === k && result.fold === fold);
          const best = of(optimum)?.train_logloss as number;
          expect(found.train.logLoss).toBeLessThanOrEqual(best * (1 + 1e-6));
          expect(found.train.logLoss).toBeLessThanOrEqual(of(faster)?.train_logloss as number);
          expect(found.test?.logLoss).toBeLessThan((of(faster)?.test_logloss as number) + 0.01);
        }
      }
    },
    60_000,
  );
});

describe("the cautions of hakari points", () => {
  /** Rows of a table: the label, then its rules; `wins` of 400 rows are won, more often where there was a demo. */
  const rows = (wins: number) =>
    Array.from({length: 400}, (_, i) => {
      const won = i < wins ? 1 : 0;
      const demo = (i * 7919) % 10 < (won ? 7 : 2) ? 1 : 0;
      return {won, demo, copy: demo, opposite: 1 - demo, always: 1, leak: won, luck: (i * 104_729) % 3 ? 1 : 0};
    });
  const tableOf = (wins: number, columns: readonly string[]) =>
    file(
      `cautions-${wins}-${columns.join("-")}.csv`,
      [columns, ...rows(wins).map((row) => columns.map((name) => row[name as keyof typeof row]))]
        .map((cells) => cells.join(","))
        .join("\n"),
    );
  const said = async (wins: number, columns: readonly string[]) =>
    (await pointsOf({csv: tableOf(wins, columns), label: "won", k: 5, min: -5, max: 5, json: false})).cautions;

  it("name few wins as hakari suggest does, and are silent over many", async () => {
    const columns = ["won", "demo", "luck"];
    expect(await said(1, columns)).toEqual([
      "1 conversion carries no points: wait for 19 more, or lower the target to an earlier stage.",
    ]);
    expect((await said(5, columns))[0]).toContain("5 conversions carry no points");
    expect((await said(30, columns))[0]).toContain("30 conversions tell whether a rule is a plus or a minus");
    expect(await said(200, columns)).toEqual([]);
    expect((await said(395, columns))[0]).toContain("5 observations without a conversion carry no points");
  });

  it("name copied, opposite and constant columns, and one that knows the outcome", async () => {
    expect(await said(200, ["won", "demo", "copy", "opposite", "always", "leak"])).toEqual([
      "always is constant: yes on all rows, so it tells nobody apart.",
      "copy is the same as demo on all rows: points on one are as good as on the other.",
      "opposite is the opposite of demo on all rows: a plus on one is a minus on the other.",
      "leak alone tells won (AUC 1.000): is it known before the outcome? Else leave it out: --without leak",
    ]);
  });

  it("stand above the card", async () => {
    const result = await pointsOf({
      csv: tableOf(5, ["won", "demo"]),
      label: "won",
      k: 5,
      min: -5,
      max: 5,
      json: false,
    });
    expect(pointsText(result)).toMatch(/^Be careful\n {2}5 conversions carry no points/);
  });
});
