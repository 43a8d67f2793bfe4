import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Locator, Page} from "playwright-core";
import {quantile} from "simple-statistics";
import {bundleClient} from "../../loaders/site/bundle.ts";
import {launch} from "../../loaders/site/chromium.ts";
import {serveFolder} from "../site/server.ts";
import {type FramesData, framesData} from "./framesData.ts";

/**
 * How fast Calibrate follows the hand: its own workbench on a cube of 20,000 rows and 30 rules, in a real browser, points
 * dragged with the mouse and moved with the arrow keys. `node --import tsx test/bench/frames.ts` prints milliseconds a step,
 * from the start of the input event to the end of its handlers (script), and to the end of the frame that shows its figures: a
 * message posted from that frame's animation callback arrives after style, layout and paint. Medians and 95th percentiles.
 */
const budget = {median: 16, p95: 50};
const scale = {rows: 20_000, rules: 30};

interface Step {
  script: number;
  painted: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  tid: number;
  ts: number;
  dur: number;
  /** Microseconds of the thread's own time. */
  tdur?: number;
  args?: {data?: {type?: string}};
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hakari-frames-"));
  await bundleClient(folder, "en");
  write(folder, framesData(scale));
  const server = await serveFolder(folder, "/");
  const browser = await launch();
  try {
    const page = await browser.newPage({viewport: {width: 1280, height: 1000}});
    page.on("pageerror", (error) => console.error(error));
    page.on("console", (message) => message.type() === "error" && console.error(message.text()));
    await page.goto(server.address);
    await page.waitForFunction(() => document.querySelectorAll(".plot svg").length >= 2);
    await record(page);
    console.log(`${scale.rows.toLocaleString("en")} rows × ${scale.rules} rules, ${browser.version()}`);
    row("", "steps", "script", "p95", "painted", "p95", "max");
    await measured(page, "a slider without work", () => dragThrough(page, page.locator("#idle")));
    const dragged = await measured(page, "dragged with the mouse", () => drag(page));
    await measured(page, "arrow keys", () => press(page));
    const frames = await framesOf(page, () => drag(page));
    console.log(
      `frames with a step, the page's thread alone: CPU median ${quantile(frames, 0.5).toFixed(1)}, 95th percentile ${quantile(frames, 0.95).toFixed(1)} ms`,
    );
    const isMet = dragged.median < budget.median && dragged.p95 < budget.p95;
    console.log(`budget: median ${budget.median}, 95th percentile ${budget.p95} ms: ${isMet ? "met" : "not met"}`);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, {recursive: true});
  }
}

function write(folder: string, {data, cells}: FramesData): void {
  const style = ["style.css", "pages/controls.css"]
    .map((name) => readFileSync(new URL(`../../src/${name}`, import.meta.url), "utf8").replace(/^@import.*$/gm, ""))
    .join("\n");
  writeFileSync(join(folder, "data.json"), JSON.stringify(data));
  writeFileSync(join(folder, "cube.arrow"), cells);
  writeFileSync(
    join(folder, "index.html"),
    `<!DOCTYPE html><html lang="en"><head><title>Frames</title><style>${style}</style></head>
    <body><main id="observablehq-main"></main><script type="module">
      import * as calibratePage from "./client/calibrate.js";
      const [data, cells] = await Promise.all([fetch("data.json").then((r) => r.json()), fetch("cube.arrow").then((r) => r.arrayBuffer())]);
      document.querySelector("main").append((await calibratePage.workbench(data, cells)).element);
      document.querySelector("main").insertAdjacentHTML("afterbegin", '<input type="range" id="idle" min="-10" max="10" aria-label="Idle">');
    </script></body></html>`,
  );
}

/** Has the page note each input event and the frame that shows it. */
async function record(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = {steps: [] as Step[]};
    Object.assign(globalThis, {noted});
    let start = 0;
    window.addEventListener(
      "input",
      () => {
        start = performance.now();
      },
      {capture: true},
    );
    window.addEventListener("input", () => {
      const [began, script] = [start, performance.now() - start];
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => noted.steps.push({script, painted: performance.now() - began});
        after.port2.postMessage(null);
      });
    });
  });
}

async function measured(page: Page, name: string, act: () => Promise<void>): Promise<{median: number; p95: number}> {
  await page.evaluate(() => Object.assign((globalThis as unknown as {noted: object}).noted, {steps: []}));
  await act();
  await page.waitForTimeout(500);
  const steps = await page.evaluate(() => (globalThis as unknown as {noted: {steps: Step[]}}).noted.steps);
  const painted = steps.map((step) => step.painted);
  const found = {median: quantile(painted, 0.5), p95: quantile(painted, 0.95)};
  const script = steps.map((step) => step.script);
  const figures = [quantile(script, 0.5), quantile(script, 0.95), found.median, found.p95, Math.max(...painted)];
  row(name, String(steps.length), ...figures.map((ms) => ms.toFixed(1)));
  return found;
}

/** CPU milliseconds of the page's thread in each frame that has an input event: what it takes whatever else the machine does. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  await browser?.startTracing(page, {categories: ["devtools.timeline", "cc"]});
  await act();
  const trace = JSON.parse(String(await browser?.stopTracing())) as {traceEvents: TraceEvent[]};
  const frames = trace.traceEvents.filter(({name, ph}) => name === "ProxyMain::BeginMainFrame" && ph === "X");
  return trace.traceEvents
    .filter(({name, args}) => name === "EventDispatch" && args?.data?.type === "input")
    .flatMap(
      ({tid, ts}) => frames.find((frame) => frame.tid === tid && frame.ts <= ts && ts < frame.ts + frame.dur) ?? [],
    )
    .map(({tdur}) => (tdur ?? 0) / 1000);
}

/** Ten rules of the card, one after another. */
async function drag(page: Page): Promise<void> {
  for (let i = 0; i < 10; ++i) await dragThrough(page, page.locator(".rule input[type=range]").nth(i));
}

/** From end to end and back, a step of a point or more at a time. */
async function dragThrough(page: Page, slider: Locator): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error("missing: a slider to drag");
  const [value, min, max] = await slider.evaluate((s: HTMLInputElement) => [
    s.valueAsNumber,
    Number(s.min),
    Number(s.max),
  ]);
  const x = (points: number) => box.x + 8 + ((box.width - 16) * (points - min)) / (max - min);
  const y = box.y + box.height / 2;
  await page.mouse.move(x(value), y);
  await page.mouse.down();
  for (let points = value; points <= max; ++points) await page.mouse.move(x(points), y);
  for (let points = max; points >= min; --points) await page.mouse.move(x(points), y);
  await page.mouse.up();
}

async function press(page: Page): Promise<void> {
  await page.locator(".rule input[type=range]").nth(2).focus();
  for (let i = 0; i < 30; ++i) await page.keyboard.press(i < 15 ? "ArrowRight" : "ArrowLeft");
}

function row(...cells: string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(9))).join(""));
}

await main();
