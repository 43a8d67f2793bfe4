import {readFileSync} from "node:fs";
import {Bool, Table, tableToIPC, Uint8, Utf8, vectorFromArray} from "apache-arrow";
import {build} from "esbuild";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {launch} from "../../loaders/site/chromium.ts";
import {type HotLead, type HotReport, hotCells, waterfall} from "../../src/analysis/hotLeads/hotLeads.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {axeFindings, unreached} from "../site/browser.ts";

/** Ids that would be markup in a page, or a formula in a spreadsheet. */
const hostile = ['<img src=x onerror="document.title=1">', "=HYPERLINK(1)", "<b>bold</b>"];

const rules = [3, 2, -4].map((points, j) => ({
  rule: {id: `r${j}`, when: {activity: `a${j}`, at_least: 1}},
  text: `did a${j}`,
  points,
}));
/** 60 leads, 45 in band A; every third in the upper stage. */
const leads = Array.from({length: 60}, (_, i): HotLead => {
  const held = i < 45 ? [0, 1] : [0, 2];
  return {
    id: hostile[i - 20] ?? `LEAD-${i}`,
    stage: i % 3 === 0 ? 1 : 0,
    daysInStage: 40,
    past: {n: 40, converted: 20, inBand: true, fromDays: 30},
    isDormant: false,
    score: waterfall({rules: held}, rules).at(-1)?.to ?? 0,
    band: i < 45 ? 0 : 1,
    todays: 7,
    before: 1,
    rules: held,
    recent: 4,
    earlier: 0,
    latest: [{what: "a0", days: 2.5, times: 1, isByTeam: false}],
    topics: [{topic: "<i>prices</i>", times: 2}],
    unknown: [{attribute: "role", low: 0, high: 3}],
  };
});
const report: HotReport = {
  refusal: null,
  scored: 80,
  notYet: 0,
  reached: 0,
  leads,
  cells: hotCells(
    [
      {stage: 1, band: 0, n: 15},
      {stage: 0, band: 0, n: 30},
      {stage: 1, band: 1, n: 5},
      {stage: 0, band: 1, n: 30},
    ],
    [{stage: 1, band: 0, fold: 0, n: 40, conversions: 20}],
    5,
  ),
  bands: [
    {name: "A", from: 3, to: 5, rate: wilson(24, 100)},
    {name: "B", from: -4, to: 2, rate: wilson(5, 100)},
  ],
  bandsFrom: "",
  rules,
  intercept: -2,
  slope: 0.4,
  hasTodaysCard: true,
  stages: [
    {id: "lead", name: "Lead", wants: null, play: "Send the case study", slowAfter: 30, lastAfter: null},
    {id: "offer", name: "Offer", wants: null, play: "Call <b>today</b>", slowAfter: null, lastAfter: null},
  ],
  plays: {A: "Two days at most"},
  momentum: "leads",
};
const stages = report.stages.map(({id, name, wants, play}) => ({id, name, wants, play}));
const run = {
  project: "x",
  id: "0",
  timezone: "UTC",
  design: "snapshot",
  horizonDays: 60,
  stage: "lead",
  target: "won",
  stages,
  settings: {minCell: 5},
};
const behind = {
  run,
  showsLeads: true,
  base: wilson(10, 100),
  rules: ["a0", "a1"].map((text, position) => ({
    position,
    text,
    points: position ? null : 3,
    current: null,
    all: wilson(5, 60 + position),
    leads: 40,
    convertedLeads: 4,
    byStage: [{label: "Lead", ...wilson(5, 60)}],
    byPeriod: [],
    hidden: 0,
  })),
};
const rows = [...leads.map(({id}) => ({rule: 0, id})), {rule: 1, id: "OTHER-1"}];
const arrow = tableToIPC(
  new Table({
    position: vectorFromArray(
      rows.map(({rule}) => rule),
      new Uint8(),
    ),
    lead_id: vectorFromArray(
      rows.map(({id}) => id),
      new Utf8(),
    ),
    as_of: vectorFromArray(
      rows.map(() => "2025-06-01T00:00:00.000Z"),
      new Utf8(),
    ),
    stage_no: vectorFromArray(
      rows.map(() => 1),
      new Uint8(),
    ),
    is_converted: vectorFromArray(
      rows.map((_, i) => i % 2 === 0),
      new Bool(),
    ),
  }),
  "stream",
);

/** The page's parts in a bare document with the site's colours, as the page puts them together. */
async function opened(browser: Browser, data: object): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  const styles = ["src/style.css", "src/pages/controls.css", "src/pages/hotLeads.css"].map((file) =>
    readFileSync(file, "utf8"),
  );
  await page.setContent(
    '<!doctype html><html lang="en"><title>x</title><body><main id="observablehq-main"><h1>Hot leads</h1><h2>x</h2></main>',
  );
  await page.addStyleTag({
    content: `${styles.join("\n").replace(/@import .*/g, "")} body {background: var(--paper); color: var(--ink)}`,
  });
  await page.addScriptTag({content: await script()});
  await page.evaluate(
    ({data: given, behind: who, arrow: bytes}) => {
      type Client = {
        hot(data: object): {answer: Node; matrix: Node; list: Node};
        who(data: object, load: () => Promise<ArrayBuffer>): Node;
      };
      const client = (globalThis as unknown as {client: Client}).client;
      const {answer, matrix, list} = client.hot(given);
      const parts = [answer, matrix, list, client.who(who, async () => Uint8Array.from(bytes).buffer)];
      document.querySelector("main")?.append(...parts);
    },
    {data, behind, arrow: [...arrow]},
  );
  return page;
}

let bundled: Promise<string> | null = null;
const script = (): Promise<string> => {
  bundled ??= build({
    stdin: {
      contents:
        'export {page as hot} from "./src/pages/hotLeads.ts"; export {whoAreThey as who} from "./src/pages/leadsBehind.ts"',
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: "iife",
    globalName: "client",
    write: false,
    logLevel: "silent",
  }).then(({outputFiles}) => outputFiles[0].text);
  return bundled;
};

describe("the parts of Hot leads, in a browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await opened(browser, {run, unseen: null, strength: null, report, isPublished: true});
  });
  afterAll(() => browser.close());
  const cards = () => page.locator(".lead");
  const status = () => page.getByRole("status").first().innerText();
  const find = () => page.getByRole("searchbox", {name: "Find"});

  it("say that the page holds leads, and name the first with its reasons, its chance and the play", async () => {
    const text = await page.locator("main").innerText();
    expect(text).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
    expect(text).toContain("This page holds leads");
    expect(text).toContain("45 of 80 open leads are in band A");
    const first = (await cards().first().innerText()).replace(/\s+/g, " ");
    expect(first).toMatch(/^LEAD-0 5 points, band A .*\+3 did a0 \+2 did a1/);
    for (const part of [
      "50 % of past leads of band A that were in Offer for 30 days or longer",
      "from 1 to 5 points",
      "2 days ago: a0",
      "role unknown: up to +3",
      "Call <b>today</b>",
      "Two days at most",
    ])
      expect(first).toContain(part);
  });

  it("show ids, topics and plays as text, whatever they look like", async () => {
    for (const id of hostile) {
      await find().fill(id.slice(0, 8));
      expect(await cards().getByRole("heading", {name: id, exact: true}).count()).toBe(1);
    }
    expect(await page.locator(".lead :is(img, i, dd b, h3 b)").count()).toBe(0);
    expect(await page.title()).toBe("x");
    await find().fill("");
  });

  it("list the leads of the cell that is chosen, and all when it is chosen again", async () => {
    const all = await status();
    const cell = page.getByRole("button", {name: /^Offer, band A: 15 open; converted before: 50 %/});
    await cell.click();
    expect(await status()).toBe("15 open leads in Offer in band A.");
    expect(await cards().count()).toBe(15);
    expect(await cell.getAttribute("aria-pressed")).toBe("true");
    expect(await page.getByRole("combobox", {name: /^Stage/}).inputValue()).toBe("Offer");
    await cell.click();
    expect(await status()).toBe(all);
    await page.getByRole("combobox", {name: /^Band/}).selectOption("B");
    expect(await status()).toMatch(/^15 of 35 open leads in band B are listed/);
    await page.getByRole("combobox", {name: /^Band/}).selectOption("all");
  });

  it("turn pages, and hand out what is chosen as CSV that no spreadsheet runs", async () => {
    await page.getByRole("button", {name: "Next 20"}).click();
    expect(await cards().first().getAttribute("aria-label")).not.toBe("Lead LEAD-0");
    await page.getByRole("button", {name: "Higher"}).click();
    expect(await cards().first().getAttribute("aria-label")).toBe("Lead LEAD-0");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", {name: "These leads as CSV"}).click();
    const text = readFileSync(await (await saved).path(), "utf8");
    expect(text.split("\r\n")).toHaveLength(62);
    expect(text).toContain(`"'=HYPERLINK(1)"`);
    expect(text).not.toMatch(/(^|,)"?[=@+]/m);
  });

  it("list who is behind the pattern that is chosen", async () => {
    const list = page.locator("details", {hasText: "Which leads these are"});
    await list.locator("summary").click();
    const table = page.getByRole("region", {name: "Table: Leads behind the pattern"});
    await table.getByText(hostile[0], {exact: true}).waitFor();
    expect(await table.locator("tbody tr").count()).toBe(50);
    await page.getByRole("combobox", {name: "Pattern"}).selectOption("1");
    await table.getByText("OTHER-1").waitFor();
    expect(await table.locator("tbody tr").count()).toBe(1);
    expect(await page.getByText("The newest 1 of 61 observations, by lead").count()).toBe(1);
  });

  it("have nothing for axe to find, are reached by keyboard, and fit a phone", async () => {
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({colorScheme: "dark"});
    expect(await axeFindings(page)).toEqual([]);
    expect(await unreached(page)).toEqual([]);
    await page.setViewportSize({width: 390, height: 844});
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });

  it("say why nobody is listed, and that leads stay at home", async () => {
    const none = {...report, leads: [], cells: [], scored: 0};
    const empty = await opened(browser, {run, unseen: null, strength: null, report: none, isPublished: false});
    const text = await empty.locator("main").innerText();
    expect(text).toContain("There are no open leads: all are decided.");
    expect(text).toContain("shown on this machine only");
    const refused = await opened(browser, {
      run,
      unseen: null,
      strength: null,
      report: {...none, scored: 4, refusal: "Too few converted."},
      isPublished: false,
    });
    expect(await refused.locator("main").innerText()).toMatch(
      /no card to score the 4 open leads with: Too few converted/,
    );
  });
});
