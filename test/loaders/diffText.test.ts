import {describe, expect, it} from "vitest";
import {diffText} from "../../loaders/commands/diffText.ts";
import {changesBetween} from "../../src/analysis/changes/changes.ts";
import {drawn, withFewer} from "../analysis/changes/summaries.ts";

const run = drawn({seed: 1});

describe("diffText(changes, run)", () => {
  it("is one sentence for the same run", () => {
    expect(diffText(changesBetween(run, run), run.run)).toMatch(/^Nothing changed.*$/);
  });

  it("lists files, periods and rates with their verdicts, and says what the comparison takes for granted", () => {
    const text = diffText(changesBetween(run, withFewer(run, "c", "2025-03", 9)), run.run);
    expect(text).toMatch(/leads +leads\.csv +changed/);
    expect(text).toMatch(/2025-03 +\d+, \d+ +→ +\d+, \d+/);
    expect(text).not.toContain("2025-02");
    expect(text).toMatch(/base rate .* → .* within the noise/);
    expect(text).toMatch(/independent samples/);
  });

  it("names stages as people do, and cuts long settings to where they begin to differ", () => {
    const told = (play: string, seed: number) => {
      const made = drawn({seed});
      return {...made, run: {...made.run, stages: [{id: "new", name: "Newly met", wants: "to see ".repeat(9), play}]}};
    };
    const [a, b] = [told("Call the same day.", 1), told("Write the same day.", 2)];
    const text = diffText(changesBetween(a, b), b.run);
    expect(text).toMatch(/Newly met: goes on/);
    expect(text).toMatch(/^ {2}stages +….{1,20}Call the same day\..* → ….{1,20}Write the same day\..*$/m);
    const [, before, after] = /^ {2}stages +(.*) → (.*)$/m.exec(text) ?? [];
    for (const value of [before, after]) expect(value.length).toBeLessThanOrEqual(60);
  });

  it("lists the patterns that changed by more than noise before those that cross the line", () => {
    const text = diffText(changesBetween(run, drawn({seed: 2, rate: 0.18, times: 6})), run.run);
    expect(text).toMatch(/trial .* → .* more than noise/);
    expect(text).toMatch(/base rate .* more than noise/);
  });
});
