import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join, resolve} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser, Page} from "playwright-core";
import {median} from "simple-statistics";
import {launch} from "../../loaders/site/chromium.ts";

/**
 * `npm run bench -- weight SITE [RUNS]`: how long each page of a built site takes to show, on a slow machine and line with an empty
 * cache, and what it weighs. Medians; exit 1 where a page is over its budget.
 */
const budget = {fcp: 800, lcp: 1200, chart: 1500, blocking: 300, script: 250_000};
const line = {latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8, offline: false};
const slowDown = 4;

const [folder, runs = "5"] = process.argv.slice(2);
if (!folder || !existsSync(folder)) throw new Error("usage: npm run bench -- weight SITE [RUNS]");
const site = resolve(folder);

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

interface Sent {
  path: string;
  bytes: number;
}

/** Serves the site compressed, and tells what it has sent. */
async function serve(): Promise<{address: string; sent: Sent[]; close(): void}> {
  const sent: Sent[] = [];
  const packed = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const file = [join(site, path), join(site, `${path}.html`), join(site, path, "index.html")].find(
      (one) => existsSync(one) && statSync(one).isFile(),
    );
    if (!file) return void response.end("nothing here");
    const body = packed.get(file) ?? gzipSync(readFileSync(file));
    packed.set(file, body);
    sent.push({path, bytes: body.length});
    const type = types[extname(file)] ?? "application/octet-stream";
    response
      .writeHead(200, {"content-type": type, "content-encoding": "gzip", "content-length": body.length})
      .end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const {port} = server.address() as AddressInfo;
  return {address: `http://127.0.0.1:${port}/`, sent, close: () => void server.close()};
}

interface Seen {
  fcp: number;
  lcp: number;
  /** First chart in the page; null where it has none. */
  chart: number | null;
  /** Milliseconds over 50 of all long tasks. */
  blocking: number;
}

interface Measured extends Seen {
  /** The same as `blocking`, from when the reader first moves the pointer: until then the page runs nothing. */
  woken: number;
  script: number;
  scriptAfter: number;
  all: number;
}

/** Runs in the page before anything else. */
function watch(): void {
  const seen: Seen = {fcp: 0, lcp: 0, chart: null, blocking: 0};
  Object.assign(globalThis, {seen});
  const on = (type: string, act: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({type, buffered: true});
  on("paint", ({name, startTime}) => {
    if (name === "first-contentful-paint") seen.fcp = startTime;
  });
  on("largest-contentful-paint", ({startTime}) => {
    seen.lcp = startTime;
  });
  on("longtask", ({duration}) => {
    seen.blocking += duration - 50;
  });
  // observers, because asking where a picture is makes the browser lay out what it would have left for later
  const shown = new IntersectionObserver(
    (pictures) => {
      if (!pictures.some(({boundingClientRect}) => boundingClientRect.height > 0)) return;
      seen.chart = performance.now();
      shown.disconnect();
      added.disconnect();
    },
    {rootMargin: "100000px"},
  );
  const added = new MutationObserver(() => {
    for (const picture of document.querySelectorAll("main .plot svg")) shown.observe(picture);
  });
  added.observe(document, {childList: true, subtree: true});
}

async function measure(browser: Browser, address: string, sent: Sent[]): Promise<Measured> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  // the browser is warm, the site is not: a first page of the same host starts the process that shows it
  await page.goto(new URL("/none", address).href);
  await page.waitForTimeout(300);
  await protocol.send("Network.enable");
  await protocol.send("Network.setCacheDisabled", {cacheDisabled: true});
  await protocol.send("Network.emulateNetworkConditions", line);
  await protocol.send("Emulation.setCPUThrottlingRate", {rate: slowDown});
  // tsx names functions by a helper that a page lacks
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(watch);
  sent.length = 0;
  await page.goto(address, {waitUntil: "load", timeout: 60_000});
  await page.waitForLoadState("networkidle", {timeout: 60_000});
  await page.waitForTimeout(1500);
  const told = () => page.evaluate(() => (globalThis as unknown as {seen: Seen}).seen);
  const seen = await told();
  const script = bytes(sent, ".js");
  const all = bytes(sent, "");
  await page.mouse.move(600, 400);
  await page.waitForTimeout(500);
  await page.waitForLoadState("networkidle", {timeout: 60_000});
  await page.waitForTimeout(1500);
  const woken = (await told()).blocking - seen.blocking;
  await protocol.send("Emulation.setCPUThrottlingRate", {rate: 1});
  await protocol.send("Network.emulateNetworkConditions", {...line, latency: 0, downloadThroughput: -1});
  await touchAll(page);
  const scriptAfter = bytes(sent, ".js");
  await context.close();
  return {...seen, woken, script, scriptAfter, all};
}

const bytes = (sent: readonly Sent[], ending: string): number =>
  [...new Map(sent.map((one) => [one.path, one.bytes]))]
    .filter(([path]) => path.endsWith(ending))
    .reduce((sum, [, size]) => sum + size, 0);

/** Opens what is folded, goes through the page, and touches every control once. */
async function touchAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
      window.scrollTo(0, y);
      await new Promise((next) => setTimeout(next, 60));
    }
  });
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    for (const control of document.querySelectorAll<HTMLElement>("main :is(select, input, button):enabled")) {
      if (!control.isConnected) continue;
      control.focus({preventScroll: true});
      const change = () => {
        for (const event of ["input", "change"]) control.dispatchEvent(new Event(event, {bubbles: true}));
      };
      if (control instanceof HTMLSelectElement) {
        const other = [...control.options].find(({disabled, selected}) => !disabled && !selected);
        if (other) other.selected = true;
        change();
      } else if (control instanceof HTMLInputElement && ["number", "range"].includes(control.type)) {
        control.value = String(Number(control.value) + 1);
        change();
      } else control.click();
      await new Promise((next) => setTimeout(next, 30));
    }
  });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
}

const kB = (value: number): string => (value / 1000).toFixed(0);
const show = (value: string, isOver = false): string => (isOver ? `${value} !` : `${value}  `).padStart(11);

const {address, sent, close} = await serve();
const browser = await launch();
const pages = readdirSync(site).filter((file) => file.endsWith(".html"));
console.log(
  `${"page".padEnd(16)}${["FCP ms", "LCP ms", "chart ms", "block ms", "woken ms", "script kB", "touched kB", "all kB"].map((name) => `${name}  `.padStart(11)).join("")}`,
);
let isOver = false;
for (const file of pages) {
  const all: Measured[] = [];
  for (let i = 0; i < Number(runs); ++i) all.push(await measure(browser, address + file, sent));
  const of = (key: keyof Measured): number => median(all.map((one) => one[key] ?? 0));
  const cells = (["fcp", "lcp", "chart", "blocking"] as const).map((key) => {
    const value = of(key);
    isOver ||= value > budget[key];
    return show(key === "chart" && all[0].chart === null ? "–" : value.toFixed(0), value > budget[key]);
  });
  const scripts = (["script", "scriptAfter"] as const).map((key) => {
    isOver ||= of(key) > budget.script;
    return show(kB(of(key)), of(key) > budget.script);
  });
  console.log(
    `${file.padEnd(16)}${[...cells, show(of("woken").toFixed(0)), ...scripts, show(kB(of("all")))].join("")}`,
  );
}
await browser.close();
close();
process.exit(isOver ? 1 : 0);
