import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {folderWith} from "../loaders/loading.ts";

const chanceAt = (score: number, {intercept, slope}: {intercept: number; slope: number}) =>
  1 / (1 + Math.exp(-(intercept + slope * score)));

/** Findings of decided leads with one column and more, no dates but the creation's. */
async function findingsOf(columns: string[], rows: (string | number)[][]): Promise<Findings> {
  const dir = folderWith({
    "project.yaml": `title: T\nsources:\n  leads: {files: l.csv, attributes: [${columns.join(", ")}]}\n  outcomes: {files: l.csv}\n`,
    "l.csv": [["lead_id", "outcome", ...columns], ...rows.map((row, i) => [`L${i}`, ...row])]
      .map((row) => row.join(","))
      .join("\n"),
  });
  return loadProject(readProject(join(dir)), Progress.quiet());
}

const won = (isWon: boolean) => (isWon ? "won" : "lost");

describe("load", () => {
  it("offers a counter that a quarter of the leads have: 80 % against 6.7 %", async () => {
    // 100 leads with one demo or two, 80 won; 300 without, 20 won. Pages tell nothing.
    const rows = Array.from({length: 400}, (_, i) => {
      const demos = i % 4 === 0 ? 1 + (i % 8 === 0 ? 1 : 0) : 0;
      const place = Math.floor(i / 4);
      const isWon = demos > 0 ? place % 5 !== 0 : (3 * place + (i % 4)) % 15 === 1;
      return [won(isWon), i % 7, demos];
    });
    const {suggestion, leaks, drivers} = await findingsOf(["pages", "demo_requests"], rows);
    const rule = suggestion.card?.rules.find(({rule: {id}}) => id === "demo-requests-1-or-more");
    expect(rule?.with).toMatchObject({n: 100, conversions: 80});
    expect(rule?.points).toBeGreaterThan(0);
    expect(rule?.interval?.low).toBeLessThanOrEqual(rule?.points as number);
    expect(rule?.interval?.high).toBeGreaterThanOrEqual(rule?.points as number);
    expect(drivers.drivers[0].rule.id).toBe("demo-requests-1-or-more");
    expect(leaks.filter(({excluded}) => excluded)).toEqual([]);
  });

  it("gives a group of which nobody ever buys an honest chance and interval", async () => {
    // 100 leads without pages, none won; 300 with, 60 won.
    const rows = Array.from({length: 400}, (_, i) => [won(i % 4 !== 0 && Math.floor(i / 4) % 5 === i % 5), i % 4]);
    const {suggestion} = await findingsOf(["pages"], rows);
    const card = suggestion.card as NonNullable<typeof suggestion.card>;
    expect(card.rules.map(({rule: {id}}) => id)).toContain("pages-1-or-more");
    for (const {points, interval} of card.rules) {
      expect(interval?.low).toBeLessThanOrEqual(points);
      expect(interval?.high).toBeGreaterThanOrEqual(points);
    }
    // Nobody of 100: half a conversion in 101.
    expect(chanceAt(0, card)).toBeGreaterThan(0.001);
    expect(chanceAt(0, card)).toBeLessThan(0.02);
    expect(card.slope * Math.max(...card.rules.map(({points}) => Math.abs(points)))).toBeLessThan(8);
  });

  it("names a column of which every lead buys, asks about it, and its interval holds its points", async () => {
    // 60 of 600 leads have proposals, all won; of the others every tenth.
    const rows = Array.from({length: 600}, (_, i) => {
      const proposals = i % 10 === 0 ? 1 + (i % 3) : 0;
      return [won(proposals > 0 || i % 10 === 3 || (i % 10 === 7 && i % 20 === 7)), proposals, (i * 7) % 11];
    });
    const {suggestion, leaks} = await findingsOf(["proposals", "pages"], rows);
    const rule = suggestion.card?.rules.find(({rule: {id}}) => id === "proposals-1-or-more");
    expect(rule?.with).toMatchObject({n: 60, conversions: 60});
    expect(rule?.interval?.low).toBeGreaterThan(0);
    expect(rule?.interval?.low).toBeLessThanOrEqual(rule?.points as number);
    expect(rule?.interval?.high).toBeGreaterThanOrEqual(rule?.points as number);
    expect(leaks).toMatchObject([{field: "proposals", excluded: false}]);
    expect(leaks[0].why).toContain("was it known before the outcome?");
  });
});
