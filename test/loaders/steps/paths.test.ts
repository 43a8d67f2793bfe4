import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {runStep} from "../../../loaders/engine/steps.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {pathReport} from "../../../loaders/results/paths.ts";
import type {Ends} from "../../../src/analysis/funnel/paths.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";
import {anyHistory, entries, walk} from "./walk.ts";

const stages = ["asked", "met", "offered", "agreed"].map((name, i) => ({id: `stage ${i}`, name}));
const project = projectWith({stages, timezone: "Asia/Tokyo"});
const [asOf, dormantAfterDays] = [60, 20];

async function report(histories: readonly History[]) {
  const engine = await load(histories, {asOf, dormantAfterDays});
  const paths = await pathReport(engine, project, await funnelReport(engine, project));
  engine.close();
  return paths;
}

/** Turns by hand: entries into the stage it is in already do not count. */
const turnsOf = (history: History) => entries(history).filter((stage, i, all) => stage !== all[i - 1]);

/** To and fro between two stages told once, by hand: of five turns in alternation the middle two go. */
function told(turns: readonly number[]): number[] {
  const i = turns.findIndex(
    (t, k) => k + 4 < turns.length && [2, 4].every((d) => turns[k + d] === t) && turns[k + 1] === turns[k + 3],
  );
  return i < 0 ? [...turns] : told([...turns.slice(0, i + 1), ...turns.slice(i + 3)]);
}

/** First entry into a stage, and days until it was first left for a later one: undefined where undated. */
function firstMove(history: History, stage: number): {from: number; days: number | null} | undefined {
  const dated = (history.visits ?? []).flatMap(([s, at]) => (at === null ? [] : [{s, at}]));
  const from = Math.min(...dated.filter(({s}) => s === stage).map(({at}) => at));
  if (from === Number.POSITIVE_INFINITY) return undefined;
  const next = Math.min(...dated.filter(({s, at}) => s > stage && at >= from).map(({at}) => at));
  if (next < Number.POSITIVE_INFINITY) return {from, days: next - from};
  if (walk(history, 4, asOf, dormantAfterDays)[stage] !== "advanced") return {from, days: null};
  const left = (history.visits ?? []).flatMap(([s, , end]) => (s === stage && end ? [end] : []));
  const until = (history.outcome === "won" ? history.decided : null) ?? left[0];
  return until === undefined ? undefined : {from, days: until - from};
}

const endsOf = (some: readonly History[]) => {
  const of = (wanted: string) => some.filter(({outcome = "open"}) => outcome === wanted).length;
  return {n: some.length, won: of("won"), lost: of("lost"), open: of("open")};
};
const plain = ({n, won, lost, open}: Ends) => ({n, won, lost, open});

describe("pathReport(engine, project, funnel)", () => {
  it("agrees with a walk through each lead's history: paths, skips, moves back, groups and months", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyHistory(4), {minLength: 1, maxLength: 300, size: "max"}), async (histories) => {
        const {variants, rest, without, skips, movedBack, groups, cohorts} = await report(histories);
        const entered = histories.filter((history) => entries(history).length > 0);
        expect(plain(without)).toEqual(endsOf(histories.filter((history) => entries(history).length === 0)));

        const pathOf = (history: History) =>
          told(turnsOf(history))
            .map((stage) => `stage ${stage}`)
            .join(">");
        for (const variant of variants)
          expect(plain(variant)).toEqual(
            endsOf(entered.filter((history) => pathOf(history) === variant.stages.join(">"))),
          );
        expect(variants.every(({n}) => n >= 5)).toBe(true);
        expect(variants.reduce((sum, {n}) => sum + n, rest.n)).toBe(entered.length);

        for (const {stage, skipped, entered: through} of skips) {
          const stageNo = stages.findIndex(({id}) => id === stage);
          const beyond = entered.filter((history) => Math.max(...entries(history)) > stageNo);
          expect(plain(skipped)).toEqual(endsOf(beyond.filter((history) => !entries(history).includes(stageNo))));
          expect(plain(through)).toEqual(endsOf(beyond.filter((history) => entries(history).includes(stageNo))));
        }
        for (const {from, to, ends, never} of movedBack) {
          const stageNo = stages.findIndex(({id}) => id === from);
          const back = (history: History) =>
            turnsOf(history).filter((s, i, all) => s < all[i - 1] && all[i - 1] === stageNo);
          expect(plain(ends)).toEqual(endsOf(entered.filter((history) => back(history).length > 0)));
          const here = entered.filter((history) => entries(history).includes(stageNo));
          expect(plain(never)).toEqual(endsOf(here.filter((history) => back(history).length === 0)));
          for (const {stage, ends: some} of to)
            expect(plain(some)).toEqual(
              endsOf(entered.filter((history) => back(history).some((s) => `stage ${s}` === stage))),
            );
        }
        for (const {value, cells} of groups.fields.flatMap((field) => field.groups))
          cells.forEach(({rate, waiting}, stage) => {
            const fates = histories
              .filter(({attributes}) => attributes?.size === value)
              .map((history) => walk(history, 4, asOf, dormantAfterDays)[stage])
              .filter((fate) => fate !== null && fate !== "skipped");
            const of = (fate: string) => fates.filter((one) => one === fate).length;
            expect([rate.n, rate.conversions, waiting]).toEqual([
              fates.length - of("waiting"),
              of("advanced"),
              of("waiting"),
            ]);
          });
        for (const {stage, months, windowsDays} of cohorts) {
          const stageNo = stages.findIndex(({id}) => id === stage);
          const moves = histories.flatMap((history) => firstMove(history, stageNo) ?? []);
          const monthOf = (day: number) => new Date(Date.UTC(2025, 0, 1 + day, 9)).toISOString().slice(0, 7);
          for (const {month, entered: n, movedOn} of months) {
            const inMonth = moves.filter(({from}) => monthOf(from) === month);
            expect(n).toBe(inMonth.length);
            expect(movedOn).toEqual(
              windowsDays.map((window) => inMonth.filter(({days}) => days !== null && days < window).length),
            );
          }
          expect(months.reduce((sum, {entered: n}) => sum + n, 0)).toBe(moves.length);
        }
      }),
      {numRuns: 5, seed: 4},
    );
  });

  it("tells long loops once and cuts paths of more than ten turns", async () => {
    const loop = (turns: number[]): History => ({visits: turns.map((stage, i) => [stage, i])});
    const ending = [0, 1, 0, 1, 0, 1, 2];
    const long = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3];
    const {variants} = await report([...Array(5).fill(loop(ending)), ...Array(6).fill(loop(long))]);
    expect(variants.map(({stages: path, n}) => [path.map((id) => id.slice(-1)).join(""), n])).toEqual([
      ["0123012301", 6],
      ["01012", 5],
    ]);
  });

  it("is empty without stages, and leaves out months without times", async () => {
    const engine = await load([{outcome: "won"}, {}], {asOf});
    const bare = projectWith({});
    expect(await pathReport(engine, bare, await funnelReport(engine, bare))).toMatchObject({
      variants: [],
      skips: [],
      movedBack: [],
      cohorts: [],
      groups: {fields: [], lookedAt: 0},
      without: {n: 2, won: 1},
    });
    const undated = await report(
      Array(6).fill({
        visits: [
          [0, null],
          [1, null],
        ],
        outcome: "won",
      }),
    );
    expect(undated.cohorts).toEqual([]);
    expect(undated.variants).toMatchObject([{stages: ["stage 0", "stage 1"], n: 6, won: 6, days: null}]);
  });

  it("uses no field that leaks the outcome", async () => {
    const histories = Array.from(
      {length: 8},
      (_, i): History => ({
        visits: [[0, i]],
        attributes: {region: i % 2 ? "north" : "south", reason: i % 2 ? "price" : "time"},
      }),
    );
    const engine = await load(histories, {asOf});
    const leak = {field: "reason", kind: "attribute", reason: "exists only for decided leads", excluded: true} as never;
    const {groups} = await pathReport(engine, project, await funnelReport(engine, project), [leak]);
    expect(groups.fields.map(({field}) => field)).toEqual(["region"]);
    await runStep(engine, "paths_turns");
    expect(await engine.count("turns", "select count(*) from steps.paths_turns")).toBe(8);
    engine.close();
  });
});
