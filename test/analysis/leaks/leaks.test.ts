import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import type {Exposure} from "../../../src/analysis/drivers/exposure.ts";
import {type ActionCount, type FillCount, findLeaks, type LeakEvidence} from "../../../src/analysis/leaks/leaks.ts";
import {chance, type Draw, evidence, fair, noise, strong} from "./evidence.ts";

const reasons = (e: LeakEvidence) => findLeaks(e).map(({field, reason}) => [field, reason]);

describe("findLeaks(evidence)", () => {
  it("flags an attribute that alone tells won from lost", () => {
    const status: Draw = (won, next) => chance(won ? 0.99 : 0.01, "yes", "no")(next);
    expect(reasons(evidence(800, 1, {fair, status, noise}))).toEqual([["status", "alone too good"]]);
  });

  it("flags an attribute that lifts the rest too much, two of them one after another", () => {
    const talk: Draw = (won, next) => (won ? 0.9 : 0) + next() + next() + next();
    const {sample, ...rest} = evidence(2000, 2, {fair, strong, talk, noise});
    const minutes = {name: "talk_minutes", values: sample.columns[2].values.map((v) => Number(v) / 60)};
    const twins = {...rest, sample: {...sample, columns: [...sample.columns, minutes]}};
    const found = findLeaks(twins);
    expect(found.map(({field}) => field).sort()).toEqual(["talk", "talk_minutes"]);
    expect(found[0].text).toMatch(/^talk.*: lifts the AUC of all attributes from 0\.\d\d to 0\.\d\d, too much/);
  });

  it("leaves strong attributes alone that are known before", () => {
    expect(reasons(evidence(2000, 3, {fair, strong, stronger: strong, noise}))).toEqual([]);
  });

  it("flags a field whose filling follows the outcome, not one that does not apply", () => {
    const grade: Draw = (won, next) => chance(won ? 0.7 : 0.3, "good", null)(next);
    expect(reasons(evidence(1000, 4, {fair, grade}))).toEqual([["grade", "missingness follows the outcome"]]);
    const {sample, ...rest} = evidence(1000, 5, {
      bought_before: (won, next) => chance(won ? 0.4 : 0.1, "yes", "no")(next),
    });
    const bought = sample.columns[0].values;
    const days_since = {name: "days_since", values: bought.map((v) => (v === "yes" ? 30 : null))};
    const counted = (["won", "lost"] as const).map((outcome): FillCount => {
      const of = days_since.values.filter((_, i) => (sample.won[i] === 1) === (outcome === "won"));
      return {field: "days_since", outcome, n: of.length, filled: of.filter((v) => v !== null).length};
    });
    const attributes = ["bought_before", "days_since"];
    const columns = [...sample.columns, days_since];
    const both = {...rest, attributes, fills: [...rest.fills, ...counted], sample: {...sample, columns}};
    expect(reasons(both)).toEqual([]);
    expect(reasons({...both, sample: {...sample, columns: [days_since]}})).toEqual([
      ["days_since", "missingness follows the outcome"],
    ]);
  });

  it("flags a field that open leads hardly ever have", () => {
    const fills: FillCount[] = [
      {field: "lost_reason", outcome: "won", n: 100, filled: 0},
      {field: "lost_reason", outcome: "lost", n: 300, filled: 300},
      {field: "lost_reason", outcome: "open", n: 200, filled: 2},
      {field: "role", outcome: "won", n: 100, filled: 90},
      {field: "role", outcome: "lost", n: 300, filled: 260},
      {field: "role", outcome: "open", n: 200, filled: 140},
    ];
    const found = findLeaks(evidence(0, 6, {}, {attributes: ["lost_reason", "role"], fills}));
    expect(found).toEqual([
      {
        field: "lost_reason",
        kind: "attribute",
        reason: "exists only for decided leads",
        why: "filled for 0 % of the won and 100 % of the lost, but for 1.0 % of 200 open leads: filled in once the outcome is known",
        text: `lost_reason: ${found[0].why}`,
        excluded: true,
        overruledBy: null,
        effect: null,
        yaml: "attributes:\n  lost_reason: {trusted: say here why the flag is wrong}",
      },
    ]);
  });

  it("flags a field that far fewer open leads have than decided ones", () => {
    const fills: FillCount[] = [
      {field: "sector", outcome: "won", n: 4238, filled: 4238},
      {field: "sector", outcome: "lost", n: 2473, filled: 2473},
      {field: "sector", outcome: "open", n: 2089, filled: 664},
    ];
    expect(findLeaks(evidence(0, 6, {}, {attributes: ["sector"], fills}))).toMatchObject([
      {
        field: "sector",
        reason: "missingness follows the outcome",
        why: "filled for 100 % of 6,711 decided leads, but for 32 % of 2,089 open ones: it may be filled in when the deal is decided",
      },
    ]);
  });

  it("flags names of the latest state, not of people or earlier states", () => {
    const names = ["Last Activity", "lastNotableActivity", "latest_page", "Most recent visit", "最終活動"];
    const fine = ["Last Name", "last_name", "lasting value", "first_campaign", "previous", "most used product"];
    const draws = Object.fromEntries([...names, ...fine].map((name) => [name, fair]));
    expect(reasons(evidence(100, 7, draws))).toEqual(names.map((name) => [name, "state at export"]));
  });

  it("flags actions recorded mostly at the decision or after it, and those of sellers, which are not left out", () => {
    const counts = {n: 900, by_seller: 0, on_decided: 540};
    const actions: ActionCount[] = [
      {activity: "contract_sent", ...counts, late: 470},
      {activity: "call", ...counts, late: 280},
      {activity: "gift", n: 20, by_seller: 20, on_decided: 20, late: 20},
      {activity: "visit", ...counts, by_seller: 800, late: 10},
      {activity: "chat", ...counts, by_seller: 450, late: 10},
    ];
    const found = findLeaks(evidence(0, 8, {}, {actions}));
    expect(found.map(({field, reason, excluded}) => [field, reason, excluded])).toEqual([
      ["contract_sent", "recorded after the decision", true],
      ["visit", "done by the seller", false],
    ]);
    expect(found[0].why).toBe("87 % of 540 on decided leads are recorded at the decision or after it");
    expect(found[1].why).toMatch(/^89 % of 900 are done by the seller$/);
    expect(found[1].yaml).toBe("points:\n  limits:\n    - {for: {activity: visit}, use: never}");
  });

  it("takes the paradox of an action for a flag that leaves it out, whoever does it", () => {
    const call = {action: "call", isParadox: true, text: "more call go with fewer wins."} as Exposure;
    const actions = [{activity: "call", n: 900, by_seller: 900, on_decided: 500, late: 0}];
    expect(findLeaks(evidence(0, 8, {}, {actions, exposure: [call]}))).toMatchObject([
      {
        field: "call",
        reason: "repeated on stuck leads",
        why: "more call go with fewer wins. 100 % are done by the seller.",
        excluded: true,
        yaml: "actions:\n  call: {trusted: say here why the flag is wrong}",
      },
    ]);
  });

  it("takes the project file's word, for and against", () => {
    const said = {
      attributes: {
        fair: {known_after: "asked in the closing call"},
        "Last Visit": {trusted: "taken when the lead was handed over"},
      },
      actions: {contract_sent: {trusted: "a draft"}, party: {known_after: "for customers"}},
    };
    const actions = ["contract_sent", "party"].map((activity, i) => ({
      ...{activity, n: 90, by_seller: 0, on_decided: 90},
      late: i ? 0 : 90,
    }));
    const found = findLeaks(evidence(400, 9, {fair, "Last Visit": fair}, {said, actions}));
    expect(found.map(({field, reason, excluded, overruledBy}) => [field, reason, excluded, overruledBy])).toEqual([
      ["fair", "declared", true, null],
      ["Last Visit", "state at export", false, "taken when the lead was handed over"],
      ["contract_sent", "recorded after the decision", false, "a draft"],
      ["party", "declared", true, null],
    ]);
    expect(found[0].text).toBe("fair: known only after the outcome: asked in the closing call");
    expect(found[1].text).toMatch(/; overruled by the project file: taken when the lead was handed over$/);
    expect([found[0].yaml, found[3].yaml]).toEqual([null, null]);
  });

  it("writes project-file lines that a YAML reader understands, whatever the name", () => {
    const names = ["Last visit: {odd}", "last #", "最終 活動", "latest, no", "last - (a/b)"];
    const found = findLeaks(evidence(100, 7, Object.fromEntries(names.map((name) => [name, fair]))));
    expect(found.map(({yaml}) => Object.keys(parse(yaml ?? "").attributes)[0])).toEqual(names);
    const actions = names.map((activity) => ({activity, n: 90, by_seller: 90, on_decided: 0, late: 0}));
    const sellers = findLeaks(evidence(0, 7, {}, {actions}));
    expect(sellers.map(({yaml}) => parse(yaml ?? "").points.limits[0].for.activity)).toEqual(names);
  });

  it("says nothing of nothing", () => {
    expect(findLeaks(evidence(0, 10, {}))).toEqual([]);
    expect(findLeaks(evidence(0, 11, {fair, noise}))).toEqual([]);
    expect(findLeaks(evidence(20, 12, {fair, status: (won) => String(won)}))).toEqual([]);
  });
});
