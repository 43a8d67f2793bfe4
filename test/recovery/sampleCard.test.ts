import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readHotLeads} from "../../loaders/results/local.ts";
import {run} from "../../loaders/run.ts";
import {readModel} from "../../loaders/sources/sample/model.ts";
import type {CardRule} from "../../src/analysis/card/suggestion.ts";
import {byStage} from "../../src/analysis/drivers/adjust.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import type {Condition} from "../../src/analysis/rules/rules.ts";
import {labelledHalfLives} from "./fading.ts";
import {type SampleProject, sampleProject} from "./sampleProject.ts";
import {sampleModel} from "./sampleTables.ts";

/** Log odds a working day from which a written weight counts as one of the strongest. */
const strong = 1.2;

/** What a condition is about, whatever its counts and windows: "page_view pricing", "no any", "role". */
function subject(when: Condition): string {
  if ("attribute" in when) return when.attribute;
  if ("stage" in when) return "stage";
  const action = [when.activity, when.topic].filter(Boolean).join(" ");
  return "none_for_days" in when ? `no ${action}` : action;
}

describe("run(sample)", () => {
  let sample: SampleProject;
  let findings: Findings;
  let card: CardRule[];
  const truths = readModel(sampleModel).weights.map(({when, advance}) => ({
    about: subject(when),
    advance: advance ?? 0,
  }));
  beforeAll(async () => {
    sample = await sampleProject();
    findings = await run(sample.engine, sample.project, Progress.quiet());
    card = findings.suggestion.card?.rules ?? [];
  });
  afterAll(() => sample?.close());

  it("counts of who is behind a rule agree with the card, the drivers' table and the open leads", async () => {
    const counts = await sample.engine.rows<{id: string; part_of: string; n: number; conversions: number}>(
      "test",
      `select rules.id, part_of, cast(sum(n) as integer) as n, cast(sum(conversions) as integer) as conversions
      from results.rule_counts join results.rules on rules.position = rule_counts.position group by 1, 2`,
    );
    const told = [...card.map(({rule, with: held}) => ({rule, with: held})), ...findings.drivers.drivers].flatMap(
      ({rule, with: {n, conversions}}) =>
        counts.filter(({id}) => id === rule.id).map((counted) => ({told: {n, conversions}, counted})),
    );
    expect(told.length).toBeGreaterThan(60);
    for (const {
      told: {n, conversions},
      counted,
    } of told)
      expect(counted).toMatchObject({n, conversions});
    const report = await readHotLeads(sample.engine);
    expect(report.scored).toBe(findings.load.outcomes.find(({outcome}) => outcome === "open")?.leads);
    expect(report.cells.reduce((sum, {open}) => sum + open, 0)).toBe(report.scored);
  });

  it("suggests the strongest written rules, each with its sign", () => {
    const strongest = truths.filter(({advance}) => Math.abs(advance) >= strong);
    expect(strongest.map(({about}) => about)).toEqual([
      "page_view pricing",
      "trial",
      "inquiry",
      "unsubscribe",
      "no any",
    ]);
    const signs = new Map(card.map(({rule, points}) => [subject(rule.when), Math.sign(points)]));
    for (const {about, advance} of strongest) expect(signs.get(about), about).toBe(Math.sign(advance));
  });

  it("suggests nothing that has no effect, and nothing with the wrong sign", () => {
    expect(card.length).toBeGreaterThan(5);
    for (const {rule, points, interval} of card) {
      const truth = truths.find(({about}) => about === subject(rule.when));
      expect(Math.sign(points), subject(rule.when)).toBe(Math.sign(truth?.advance ?? 0));
      expect(interval && interval.low * interval.high, subject(rule.when)).toBeGreaterThan(0);
    }
  });

  it("finds how fast trials and inquiries fade, and no worth in what has none", () => {
    const model = readModel(sampleModel);
    const fading = model.weights.filter(({half_life_days}) => half_life_days !== undefined);
    expect(fading.map(({when}) => subject(when))).toEqual(["trial", "inquiry"]);
    for (const {when, advance, half_life_days: planted = 0} of fading) {
      const decay = findings.decay.decays.find(({action}) => action === subject(when));
      const {low, high} = decay?.halfLifeDays ?? {low: 0, high: 0};
      const shown = labelledHalfLives(model, {worth: advance, halfLife: planted}, 120);
      for (const days of [planted, ...shown]) {
        expect(days).toBeGreaterThan(low);
        expect(days).toBeLessThan(high ?? 0);
      }
      expect(decay?.state).toBe("fades");
      expect(decay?.worth?.low).toBeGreaterThan(0);
    }
    const idle = ["mail_open", "exhibition", "chat", "survey", "page_view (blog)"];
    const states = findings.decay.decays.filter(({action}) => idle.includes(action)).map(({state}) => state);
    expect(states).toEqual(idle.map(() => "no effect"));
  });

  it("keeps the planted leaks and the paradox off every card, with the reason", () => {
    const planted = ["budget_confirmed", "lost_reason", "contract_sent", "onboarding_mail", "sales_call"];
    const {pool, leftOut} = findings.suggestion;
    const texts = [...card.map(({text}) => text), ...pool.flatMap(({rules}) => rules)].join("\n");
    for (const field of planted) expect(texts).not.toContain(field);
    expect(findings.leaks.filter(({excluded}) => excluded).map(({field}) => field)).toEqual(planted);
    const reason = leftOut.find(({text}) => text.includes("sales_call"))?.reason;
    expect(reason).toMatch(/because stuck leads collect them/);
  });

  it("says of today's card what is written: exhibitions are worth nothing, careers pages are minus", () => {
    const verdict = (about: string) => findings.suggestion.verdicts.find(({text}) => text.includes(about));
    expect(verdict("exhibition")).toMatchObject({points: 5, verdict: "change"});
    expect(verdict("exhibition")?.suggested?.low).toBeLessThan(0);
    expect(verdict("exhibition")?.suggested?.high).toBeGreaterThan(0);
    expect(verdict("careers")).toMatchObject({points: 1, verdict: "change"});
    expect(verdict("careers")?.suggested?.high).toBeLessThan(0);
  });

  it("names the planted reversal by the stage that turns it, and no other, and keeps it off the card", () => {
    const [view, ...others] = findings.steps.filter(
      ({design, stage, target, segment, period}) =>
        design === "snapshot" && stage === null && target === "won" && segment === null && period === null,
    );
    expect(others).toEqual([]);
    const reversed = view.drivers.filter((driver) => driver.reversed);
    expect([...new Set(reversed.map(({rule}) => subject(rule.when)))]).toEqual(["discount_request"]);
    for (const {oddsRatio, adjusted, adjustments} of reversed) {
      expect(oddsRatio.low).toBeGreaterThan(1);
      expect(adjusted?.high).toBeLessThan(1);
      expect(adjustments.filter(({verdict}) => verdict === "turns").map(({by}) => by)).toContain(byStage);
    }
    expect(card.map(({rule}) => subject(rule.when))).not.toContain("discount_request");
  });

  it("does better than today's card on the periods it has not seen", () => {
    const quality = findings.suggestion.outOfTime?.quality ?? [];
    const auc = (who: string) => quality.find((entry) => entry.who === who)?.quality.auc;
    expect(auc("suggested")?.low).toBeGreaterThan(auc("current")?.high ?? 1);
  });

  it("shows the naive rate by size wrong: apart so far, alike in the end", () => {
    const segments = findings.funnel.segments?.segments ?? [];
    const of = (size: string) => segments.filter(({value}) => value === size)[0];
    const [slow, fast] = [of("enterprise"), of("small")];
    expect(slow.naive.high).toBeLessThan(fast.naive.low);
    expect(slow.eventual.high).toBeGreaterThan(fast.eventual.low);
    expect(slow.eventual.value / fast.eventual.value).toBeGreaterThan(0.85);
  });
});
