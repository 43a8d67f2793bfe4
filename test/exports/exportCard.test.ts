import {describe, expect, it} from "vitest";
import type {Findings} from "../../src/analysis/findings.ts";
import {asExport, cardToExport} from "../../src/exports/card.ts";
import {exportCard, formats} from "../../src/exports/exportCard.ts";
import type {CardFile} from "../../src/exports/json.ts";
import {dialects} from "../../src/exports/sql.ts";
import {generatedCard, rules} from "./generated.ts";

const card = generatedCard();
const text = (format: (typeof formats)[number], tool?: string) => exportCard(card, {format, tool}).text;

describe("exportCard(card, options)", () => {
  it("names the file after project and card, and gives its type", () => {
    expect(formats.map((format) => exportCard(card, {format})).map(({name, type}) => [name, type])).toEqual([
      ["generated-suggested-card.yaml", "application/yaml"],
      ["generated-suggested-card.csv", "text/csv"],
      ["generated-suggested-card.json", "application/json"],
      ["generated-suggested-card.md", "text/markdown"],
      ["generated-suggested-card-duckdb.sql", "application/sql"],
      ["generated-suggested-card.pmml", "application/xml"],
    ]);
    expect(dialects.map((dialect) => exportCard(card, {format: "sql", dialect}).name.split("-").at(-1))).toEqual([
      "duckdb.sql",
      "postgres.sql",
      "trino.sql",
    ]);
  });

  it.each(formats)("says in %s which run it is of, and what a reader must know first", (format) => {
    const told = exportCard({...card, notes: ["Directions only: too few deals."]}, {format}).text;
    expect(told).toContain(format === "csv" ? "0123456789ab" : "run 0123456789ab".slice(format === "json" ? 4 : 0));
    if (format !== "csv") expect(told).toContain("Directions only: too few deals.");
  });

  it("tells what the tool cannot run, with what to do instead, where the text has a place for it", () => {
    const minus = "it has no windows";
    for (const format of ["yaml", "json", "md", "sql"] as const) expect(text(format, "adds-only")).toContain(minus);
    expect(text("md", "adds-only")).toContain("let a second rule take them back after 30 days without it");
    expect(text("md", "hubspot")).toContain("HubSpot Knowledge Base, updated 3 September 2025");
    expect(text("md", "generic")).toContain("It can run every rule of the card.");
  });

  it("gives JSON that reads back as what it was made from", () => {
    const file = JSON.parse(text("json", "marketo")) as CardFile;
    expect(file).toMatchObject({kind: "hakari card", version: 1, which: "suggested", run: card.run, base: card.base});
    expect(file).toMatchObject({intercept: card.intercept, slope: card.slope, tool: {name: "Adobe Marketo Engage"}});
    expect(file.rules.map(({id, when, in_stage, points}) => ({id, when, ...(in_stage && {in_stage}), points}))).toEqual(
      rules.map(({id, when, in_stage, points}) => ({id, when, ...(in_stage && {in_stage}), points})),
    );
    expect(file.rules.map(({interval, with: held}) => ({interval, with: held}))).toEqual(
      card.rules.map(({interval, with: held}) => ({interval, with: held})),
    );
  });

  it("writes a Markdown table of one row a rule, five cells each, that names cannot break", () => {
    const rows = text("md")
      .split("\n")
      .filter((line) => line.startsWith("| **"));
    expect(rows).toHaveLength(rules.length);
    const pipe = {id: "x", when: {activity: "a|b <b>*c*</b> `d` [e](f)", at_least: 1}, points: 2};
    const [row] = exportCard(generatedCard([pipe]), {format: "md"}).text.match(/^\| \*\*\+2.*$/m) ?? [];
    expect(row).toContain("a\\|b &lt;b>\\*c\\*&lt;/b> \\`d\\` \\[e\\](f)");
    for (const one of [...rows, row]) expect(one?.split(/(?<!\\)\|/)).toHaveLength(7);
  });

  it("says where a rule may be luck, and where an interval has no end", () => {
    const [one] = generatedCard(rules.slice(0, 1)).rules;
    const endless = {value: 2, low: 1, high: null as unknown as number};
    const told = exportCard({...card, rules: [{...one, isSure: false, interval: endless}]}, {format: "md"}).text;
    expect(told).toContain("| +1 to above every number, may be luck |");
    expect(exportCard({...card, rules: [{...one, isSure: true}]}, {format: "md"}).text).not.toContain("luck");
  });

  it("tells threshold and bands in Markdown where there are some", () => {
    const bands = [
      {name: "A", from: 8, rate: {value: 0.3, low: 0.2, high: 0.4, n: 100, conversions: 30}},
      {name: "B", from: -9, rate: {value: 0.1, low: 0.05, high: 0.2, n: 100, conversions: 10}},
    ];
    const told = exportCard({...card, threshold: 8, bands}, {format: "md"}).text;
    expect(told).toContain("Call leads from a score of **+8**.");
    expect(told).toContain("| A | from +8 | 30 % (20–40 %, n 100) |\n| B | below | 10 % (5.0–20 %, n 100) |");
  });

  it("refuses a card without points and a tool without a profile", () => {
    expect(() => exportCard(generatedCard([]), {format: "csv"})).toThrow("no card to export: no rule has points");
    expect(() => exportCard(card, {format: "csv", tool: "abacus"})).toThrow("unknown tool: abacus");
  });
});

describe("cardToExport(findings, which)", () => {
  const {run, base, intercept, slope, auc} = card;
  const found = {rules: card.rules, intercept, slope, auc, logLoss: 0.3};
  const findings = (suggestion: object) =>
    ({
      run,
      observations: {base},
      threshold: null,
      suggestion: {refusal: null, strengthText: null, ...suggestion},
    }) as unknown as Findings;

  it("takes the suggested card or today's, with the caution of few deals", () => {
    const told = cardToExport(findings({card: found, current: null, strengthText: "Directions only."}), "suggested");
    expect(told).toEqual({...card, notes: ["Directions only."]});
    expect(cardToExport(findings({card: null, current: found}), "current").which).toBe("current");
  });

  it("warns of a card by which more points go with fewer conversions", () => {
    const told = cardToExport(
      findings({current: {...found, slope: -0.1}, strengthText: "Directions only."}),
      "current",
    );
    expect(told.notes).toEqual(["On these observations a higher score does not go with more conversions."]);
  });

  it("takes bands with the suggested card, and a line where the project file asks for one", () => {
    const at = (score: number, n: number, conversions: number) => ({
      score,
      rate: {value: conversions / n, low: 0, high: 1, n, conversions},
      volume: {mean: n, low: null, high: null},
    });
    const settings = {capacityAMonth: null, precision: 0.3, value: null, callCost: null, bands: null};
    const band = {name: "A", from: 5, to: 9, share: 0.1, overlapsNext: false, ...at(5, 100, 40)};
    const report = {
      unit: "month",
      all: {value: 0.1},
      thresholds: [at(0, 900, 90), at(5, 100, 40)],
      bands: [band],
      settings,
      measured: {how: "5 folds by lead"},
    };
    const told = (asked: object) =>
      cardToExport(
        {...findings({card: found, current: found}), threshold: {...report, settings: asked}} as unknown as Findings,
        "suggested",
      );
    expect(told(settings)).toMatchObject({
      threshold: 5,
      bands: [{name: "A", from: 5, rate: {value: 0.4}}],
      bandsFrom: "5 folds by lead",
    });
    expect(told({...settings, precision: null}).threshold).toBeNull();
  });

  it("refuses where there is none, with the reason", () => {
    const none = findings({card: null, current: null, refusal: "7 conversions carry no points"});
    expect(() => cardToExport(none, "suggested")).toThrow("no card to export: 7 conversions carry no points");
    expect(() => cardToExport(none, "current")).toThrow("no card to export: the project file has no rules");
  });

  it("leaves rules at 0 points out, as when they were edited to nothing", () => {
    const edited = asExport(
      {...found, rules: found.rules.map((rule, i) => ({...rule, points: i ? 0 : 4}))},
      "edited",
      run,
      base,
    );
    expect(edited.rules.map(({points}) => points)).toEqual([4]);
    expect(exportCard(edited, {format: "md"}).text).toContain("card as edited on the Calibrate page");
  });
});
