import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {runStep} from "../../../loaders/engine/steps.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {profileOf} from "../../../loaders/results/profile.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import type {ProfileReport} from "../../../src/analysis/profile/profile.ts";
import {type SampleProject, sampleProject} from "../../recovery/sampleProject.ts";

describe("profileOf(sample)", () => {
  let sample: SampleProject;
  let report: ProfileReport;
  beforeAll(async () => {
    sample = await sampleProject();
    const {engine, project} = sample;
    await loadTables(engine, project, Progress.quiet());
    await observe(engine, project);
    await runStep(engine, "funnel_stays");
    await runStep(engine, "spells");
    const attributes = (await attributesOf(engine)).filter(({name}) => name !== "email" && name !== "budget_confirmed");
    report = await profileOf(engine, project, {attributes, leaks: []});
  });
  afterAll(() => sample?.close());

  const ask = <T>(sql: string) => sample.engine.rows<T>("test", sql);

  it("counts and sums as plain SQL does, value by value", async () => {
    for (const field of ["industry", "role", "size", "region", "source"]) {
      const rows = await ask<{label: string; n: number; won: number; lost: number; paid: number; median: number}>(
        `select coalesce(l.${field}, 'unknown') as label, count(*) as n, count(*) filter (o.outcome = 'won') as won,
          count(*) filter (o.outcome = 'lost') as lost, sum(o.amount) filter (o.outcome = 'won') as paid,
          median(o.amount) filter (o.outcome = 'won') as median
        from leads l left join outcomes o using (lead_no) group by 1 order by 1`,
      );
      const groups = report.attributes.find((one) => one.field === field)?.groups ?? [];
      const told = groups.map(({label, n, won, lost, kind, revenue}) => ({
        label,
        n,
        won,
        lost,
        paid: revenue?.amount,
        median: kind === "value" ? revenue?.median : rows.find((row) => row.label === label)?.median,
      }));
      expect(told.sort((a, b) => (a.label < b.label ? -1 : 1))).toEqual(rows);
    }
  });

  it("cuts a number into quarters", async () => {
    const groups = report.attributes.find(({field}) => field === "employees")?.groups ?? [];
    expect(groups.map(({kind}) => kind)).toEqual(["value", "value", "value", "value"]);
    const from = groups.map(({label}) =>
      Number(
        label
          .replace(/^under.*/, "0")
          .replace(/ .*/, "")
          .replace(",", ""),
      ),
    );
    for (const [i, low] of from.entries()) {
      const [{n}] = await ask<{n: number}>(
        `select count(*) as n from leads where employees >= ${low} and employees < ${from[i + 1] ?? 1e9}`,
      );
      expect(groups[i].n).toBe(n);
    }
  });

  it("says who wins, as the model has it, and that large companies are slow, not worse", () => {
    const {more, fewer} = report.persona;
    const named = [...more, ...fewer].map(({field, label}) => `${field} ${label}`);
    expect(named).toContain("role director");
    expect(named).toContain("industry manufacturing");
    expect(named.join()).not.toMatch(/size|employees|region/);
    const sizes = report.attributes.find(({field}) => field === "size")?.groups ?? [];
    expect(sizes.every(({likelihood}) => (likelihood?.q ?? 1) > 0.05)).toBe(true);
  });

  it("parts leads by size, whose deals differ most, and finds more large ones open than won", () => {
    expect(report.segments?.field).toBe("size");
    expect(report.segments?.personas.map(({value, won}) => [value, won > 50])).toEqual([
      ["small", true],
      ["mid", true],
      ["enterprise", true],
    ]);
    const size = report.resemblance.find(({field}) => field === "size");
    expect(size?.groups.find(({label}) => label === "enterprise")?.difference.low).toBeGreaterThan(0.1);
  });

  it("adds up the revenue, and what the fifth that paid most brought", async () => {
    const paid = await ask<{amount: number}>("select amount from outcomes where outcome = 'won' order by amount desc");
    const all = paid.reduce((sum, {amount}) => sum + amount, 0);
    expect(report.revenue).toMatchObject({n: paid.length, unknown: 0, amount: all});
    const fifth = paid.length / 5;
    const top = paid.reduce((sum, {amount}, i) => sum + amount * Math.max(0, Math.min(1, fifth - i)), 0);
    expect(report.revenue?.concentration?.topFifth.value).toBeCloseTo(top / all, 10);
  });
});
