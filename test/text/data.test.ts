import {describe, expect, it} from "vitest";
import {contract} from "../../loaders/tables/contract.ts";
import type {LoadReport, ObservationReport, RunRecord} from "../../src/analysis/run.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {missingness, timeline} from "../../src/charts/load.ts";
import {periodCounts, periodRates, timeToConversion} from "../../src/charts/observations.ts";
import {excludedTable, outcomesTable, rejectsTable, sourcesTable} from "../../src/components/views.ts";
import {dataAnswer, observedHow} from "../../src/text/answers.ts";
import {
  dataWords,
  nothingMissing,
  observedText,
  periodRateWords,
  placeholderText,
  rejectText,
} from "../../src/text/data.ts";
import {inLanguage} from "../../src/text/language.ts";
import {methodAnswer} from "../../src/text/method.ts";
import {latinWords} from "./latin.ts";

const load: LoadReport = {
  sources: [
    {
      table: "leads",
      file: "leads.csv",
      bytes: 9000,
      sha256: "0123456789",
      read: 110,
      loaded: 95,
      notSelected: 10,
      rejected: 5,
    },
  ],
  tables: [{table: "leads", rows: 95}],
  outcomes: [
    {outcome: "won", leads: 20, amount: 5000},
    {outcome: "lost", leads: 40, amount: null},
    {outcome: "open", leads: 35, amount: null},
  ],
  rejects: [{table: "stage_visits", reason: "unknown stage", rows: 5, example: "visits.csv:3"}],
  columns: [
    {
      column: "industry",
      type: "category",
      distinct: 4,
      missing: wilson(10, 95),
      missingByOutcome: [{outcome: "won", rate: wilson(2, 20)}],
    },
  ],
  timeline: [{table: "leads", month: "2026-01", rows: 95}],
  placeholders: [{column: "industry", value: "不明", rows: 12}],
  notes: [],
};
const observations: ObservationReport = {
  labelled: 75,
  conversions: 10,
  leads: 60,
  censored: 25,
  base: wilson(10, 75),
  excluded: [],
  periods: [{period: "2026-01", n: 75, conversions: 10, censored: 25}],
  timeToConversion: [{days: 10, share: 0.1}],
};
const run = {
  design: "snapshot",
  horizonDays: 120,
  target: "won",
  stages: [],
  asOf: "2026-10-01",
  timezone: "Asia/Tokyo",
  settings: {minSupport: 30, points: {min: -10, max: 10, atMost: 10}},
} as unknown as RunRecord;

describe("periodRateWords(run)", () => {
  it("takes a fall over snapshots for no decline, since later ones hold more leads that stay open", () => {
    expect(periodRateWords({design: "snapshot"}).act).toMatch(/need be no decline/);
    expect(periodRateWords({design: "entry"}).act).not.toMatch(/decline/);
  });
});

describe("rejectText(reason)", () => {
  it("has words for every reason of the contract in both languages", () => {
    const reasons = Object.values(contract).flatMap((columns) => columns.flatMap(({unless}) => unless ?? []));
    expect(reasons).toContain("no id");
    expect(reasons.map(rejectText)).toEqual(reasons);
    expect(inLanguage("ja", () => reasons.map(rejectText)).flatMap((text) => latinWords(text))).toEqual([]);
  });
});

describe("the Data and Method pages in Japanese", () => {
  const japanese = <T>(give: () => T): T => inLanguage("ja", give);

  it("tell what is observed, and the same figures", () => {
    expect(japanese(() => observedText(run, observations))).toBe(
      "1つの観測は、決まった基準日に未決だったリード1件を、その時点で分かっていたことだけで見たものです。その後120日以内に受注すれば「転換」と数えます。" +
        "結果の分かる観測は、リード60件から75件あり、うち転換は10件、転換率は13.3%（7.4–22.8%）です。",
    );
    expect(japanese(() => rejectsTable(load).rows)).toEqual([
      ["フェーズの履歴", "設定にないフェーズ", "5", "visits.csv:3"],
    ]);
  });

  it("have no English word in sentences, words, tables and charts", () => {
    const said = japanese(() => {
      const charts = [
        timeline("leads", load.timeline),
        missingness(load.columns),
        periodCounts(observations.periods),
        periodRates(observations.periods, 0.1),
        timeToConversion(observations.timeToConversion, 120),
      ];
      const tables = [
        sourcesTable(load),
        outcomesTable(load, "JPY"),
        rejectsTable(load),
        excludedTable(observations),
        ...charts.map(({table}) => table),
      ];
      return [
        ...dataAnswer({load, observations, leaks: []}),
        ...methodAnswer(run),
        ...(["snapshot", "entry", "decision", "static"] as const).map((design) => observedHow({...run, design})),
        nothingMissing(3),
        ...load.placeholders.map(placeholderText),
        ...Object.values(dataWords()).flatMap((words) => (typeof words === "string" ? words : Object.values(words))),
        ...(["snapshot", "entry"] as const).flatMap((design) => Object.values(periodRateWords({design}))),
        ...tables.flatMap(({columns, rows}) => [...columns, ...rows.flat()]),
        ...charts.map(({description}) => description),
      ];
    });
    expect(said.length).toBeGreaterThan(60);
    const names = ["leads.csv", "visits.csv", "industry", "SHA-256", "JPY", "missing", "observe.horizon_days"];
    expect(said.flatMap((text) => latinWords(text, names))).toEqual([]);
  });
});
