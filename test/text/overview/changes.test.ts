import {describe, expect, it} from "vitest";
import {changesBetween} from "../../../src/analysis/changes/changes.ts";
import type {RunSummary} from "../../../src/analysis/changes/runSummary.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {changeSentences} from "../../../src/text/overview/changes.ts";
import {drawn, withFewer} from "../../analysis/changes/summaries.ts";
import {latinWords} from "../latin.ts";

const run = drawn({seed: 1});
const said = (b: RunSummary, a = run) => changeSentences(changesBetween(a, b), b.run);

describe("changeSentences(changes, run)", () => {
  it("is one line on a first run, and of a run beside itself", () => {
    expect(changeSentences(null, run.run)).toEqual([expect.stringContaining("first run")]);
    expect(said(run)).toEqual([expect.stringContaining("Nothing changed")]);
  });

  it("names the file, the periods and the kind of lead that were changed, and that the rate is within its noise", () => {
    const sentences = said(withFewer(run, "c", "2025-03", 9));
    expect(sentences.length).toBeLessThanOrEqual(5);
    expect(sentences[0]).toBe("Since run 1 (data up to 1 May 2025): other content in leads.csv.");
    expect(sentences[1]).toMatch(
      /^Data changed only among observations with kind is c \(Mar 2025\): .*conversions \d+ → \d+; all others/,
    );
    expect(sentences[2]).toMatch(/^The base rate went from .* of 2,000: within the noise; .*AUC is still 0\.700/);
    expect(sentences[4]).toBe("The suggested card has the same rules and points; the same bottleneck.");
  });

  it("gives no count from which a group under the smallest cell could be told", () => {
    const [, where] = said(withFewer(run, "c", "2025-03", 3));
    expect(where).toContain("conversions changed by fewer than 5");
    expect(where).not.toMatch(/conversions \d/);
  });

  it("says what changed by more than noise, with both intervals", () => {
    const other = drawn({seed: 2, rate: 0.18, times: 6});
    const sentences = said({...other, bottleneck: {standsOut: null, longest: null}}).join("\n");
    expect(sentences).toMatch(/base rate went from .* to .*: more than noise/);
    expect(sentences).toMatch(
      /Of 8 patterns the odds ratios of 1 changed by more than noise, most of all trial \d\.\d+ \(.*\) → \d\.\d+ \(/,
    );
    expect(sentences).toContain("stage to mend first: New → none for sure");
  });

  it("tells settings and cards by their rules", () => {
    const b = {
      ...run,
      run: {...run.run, id: "b", settings: {...run.run.settings, minSupport: 50}},
      card: {
        slope: 0.25,
        rules: [{rule: {id: "mail", when: {activity: "mail", at_least: 1}}, points: 2, interval: null}],
      },
    };
    const sentences = said(b);
    expect(sentences[0]).toContain("the same files; set otherwise: settings.minSupport 30 → 50");
    expect(sentences.at(-1)).toBe(
      "Suggested card: new: mail +2, gone: trial +3, none by more than noise; the same bottleneck.",
    );
  });

  it("leaves no English word in Japanese but the data's own", () => {
    const names = ["leads.csv", "leads", "kind", "trial", "mail", "New", "settings.minSupport", "fewer"];
    const all = inLanguage("ja", () => [
      ...changeSentences(null, run.run),
      ...said(run),
      ...said(withFewer(run, "c", "2025-03", 9)),
      ...said(withFewer(run, "c", "2025-03", 3)),
      ...said({...drawn({seed: 2, rate: 0.18, times: 6}), bottleneck: {standsOut: null, longest: "new"}}),
      ...said({
        ...run,
        run: {...run.run, id: "b", settings: {...run.run.settings, minSupport: 50}},
        card: {slope: 1, rules: []},
      }),
    ]);
    expect(all.length).toBeGreaterThan(15);
    expect(latinWords(all.join("\n"), names)).toEqual([]);
    for (const sentence of all) expect(sentence).toMatch(/。$/);
  });
});
