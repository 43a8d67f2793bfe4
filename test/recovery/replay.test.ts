import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {run} from "../../loaders/run.ts";
import {ensureSample} from "../../loaders/sources/sample/ensure.ts";
import type {Condition, Rule} from "../../src/analysis/rules/rules.ts";
import type {Swap} from "../../src/analysis/validation/swapSet.ts";
import type {ValidationReport} from "../../src/analysis/validation/validationReport.ts";
import {placed, type WalkedCard, type WalkedLead, type WalkedRow, walk, walkedLeads} from "./walkedLeads.ts";

/** What sales can call in a month. */
const capacity = 60;
const places = (n: number) => Math.min(n, capacity);

/** Groups of a swap, as the walk finds them: expected places, and conversions among them. */
function swapOf(months: readonly WalkedRow[][]) {
  const sums = {proposed: [0, 0], rival: [0, 0], stay: [0, 0], enter: [0, 0], leave: [0, 0]};
  for (const rows of months) {
    const ours = placed(
      rows.map((row) => row.ours),
      places(rows.length),
    );
    const theirs = placed(
      rows.map((row) => row.theirs),
      places(rows.length),
    );
    rows.forEach(({converted}, i) => {
      const [p, q] = [ours[i], theirs[i]];
      const shares = {proposed: p, rival: q, stay: p * q, enter: p * (1 - q), leave: q * (1 - p)};
      for (const [group, share] of Object.entries(shares)) {
        sums[group as keyof typeof sums][0] += share;
        sums[group as keyof typeof sums][1] += converted ? share : 0;
      }
    });
  }
  return sums;
}

function expectSame(found: Swap, walked: ReturnType<typeof swapOf>): void {
  for (const [group, [n, conversions]] of Object.entries(walked)) {
    const {n: counted, conversions: won} = found[group as keyof typeof walked];
    expect(counted, group).toBeCloseTo(n, 6);
    expect(won, group).toBeCloseTo(conversions, 6);
  }
}

describe("run(sample of 1,500 leads): swap set and replay, against a walk over every lead's rows", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-"));
  let engine: Engine;
  let report: ValidationReport;
  let leads: WalkedLead[];
  let rules: Rule[];
  let today: WalkedCard;
  beforeAll(async () => {
    for (const file of ["project.yaml", "model.yaml"]) cpSync(join("data/sample", file), join(dir, file));
    const project = readProject(dir);
    await ensureSample(project, Progress.quiet(), {leads: 1500});
    engine = await Engine.open();
    const threshold = {capacity_a_month: capacity};
    const {validation} = await run(engine, {...project, threshold}, Progress.quiet());
    if (!validation) throw new Error("nothing was tested");
    report = validation;
    leads = await walkedLeads(engine);
    const bodies = await engine.rows<{body: string}>("test", "select body from results.rules order by position");
    rules = bodies.map(({body}) => JSON.parse(body));
    today = project.rules.map(({when, points}) => ({when: when as Condition, points}));
  });
  afterAll(() => {
    engine?.close();
    rmSync(dir, {recursive: true});
  });

  const cardOf = (points: readonly {rule: number; points: number}[]): WalkedCard =>
    points.map(({rule, points: given}) => ({when: rules[rule].when, points: given}));
  const monthOf = (period: string, points: readonly {rule: number; points: number}[]) =>
    walk(leads, Date.parse(`${period}-01T00:00:00+09:00`), 120, cardOf(points), today);

  it("finds the same swap set over the months of the test", () => {
    const months = report.replay?.months.filter(({isTest}) => isTest) ?? [];
    expect(months.length).toBeGreaterThan(1);
    const walked = months.map(({period}) => monthOf(period, report.tests[0].cards[0].points));
    expect(report.swap?.against).toBe("current");
    expectSame(report.swap as Swap, swapOf(walked));
  });

  it("replays every month with the card of that month", () => {
    const {months = [], cards = []} = report.replay ?? {};
    expect(months.length).toBeGreaterThan(6);
    for (const {period, card, proposed, swap} of months) {
      const rows = monthOf(period, cards[card].points);
      expect(proposed.observed, period).toMatchObject({
        n: rows.length,
        conversions: rows.filter(({converted}) => converted).length,
      });
      expectSame(swap, swapOf([rows]));
    }
  });

  it("counts the test's observations by segment, numbers in their fifths", () => {
    const months = report.replay?.months.filter(({isTest}) => isTest) ?? [];
    const rows = months.flatMap(({period}) => monthOf(period, []));
    const segmentsOf = (name: string) => report.segments.fields.find(({field}) => field === name)?.segments ?? [];
    const counted = (some: WalkedRow[]) => ({
      n: some.length,
      conversions: some.filter(({converted}) => converted).length,
    });
    const sizes = segmentsOf("size");
    expect(sizes.map(({value}) => value).sort()).toEqual(["enterprise", "mid", "small"]);
    for (const {value, observed} of sizes)
      expect(observed, `${value}`).toMatchObject(counted(rows.filter(({lead}) => lead.attributes.size === value)));
    const [lowest, ...others] = segmentsOf("employees").filter(({value}) => value !== null);
    const cut = Number(lowest.value?.replace("under ", ""));
    expect(lowest.observed).toMatchObject(counted(rows.filter(({lead}) => Number(lead.attributes.employees) < cut)));
    expect(others.at(-1)?.value).toMatch(/^\d+ or more$/);
    const stages = segmentsOf("stage at the time");
    expect(stages[0].value).toBe("Lead");
    expect(stages.reduce((sum, {observed}) => sum + observed.n, 0)).toBeLessThanOrEqual(rows.length);
  });

  it("ranks leads of a month as pairs of walked leads do", () => {
    const month = report.replay?.months.at(-1);
    const rows = monthOf(month?.period ?? "", report.replay?.cards.at(-1)?.points ?? []);
    const pairs = rows
      .filter(({converted}) => converted)
      .flatMap((won) =>
        rows.filter(({converted}) => !converted).map((rest) => Math.sign(won.ours - rest.ours) / 2 + 0.5),
      );
    expect(month?.proposed.auc?.value).toBeCloseTo(pairs.reduce((sum, x) => sum + x) / pairs.length, 10);
  });
});
