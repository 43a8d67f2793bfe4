import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";

export interface OpenedPage {
  page: Page;
  /** Console errors, uncaught errors, failed answers and requests to any other host, as they come. */
  faults: string[];
}

/**
 * Opens an address in a context of its own that refuses every other host, moves the pointer, and waits until its cells have run.
 *
 * @param before runs in the page before any of its own scripts
 * @param reader who looks at it: zone, language
 */
export async function open(
  browser: Browser,
  address: string,
  before?: () => void,
  reader: Pick<BrowserContextOptions, "timezoneId" | "locale"> = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...reader});
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  if (before) await page.addInitScript(before);
  const {host} = new URL(address);
  await page.route("**", (route) => {
    const url = new URL(route.request().url());
    if (url.host === host || !url.protocol.startsWith("http")) return route.continue();
    faults.push(`another host: ${url.href}`);
    return route.abort();
  });
  await page.goto(address, {waitUntil: "load"});
  await page.mouse.move(640, 450);
  await showEverything(page);
  await page.waitForFunction(() => document.querySelectorAll("observablehq-loading").length === 0);
  await showEverything(page);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main.in-turn > .cell")].every((cell) =>
      cell.checkVisibility({contentVisibilityAuto: true}),
    ),
  );
  return {page, faults};
}

/**
 * Opens what is folded and scrolls once through the page, so that everything lazy is drawn. On a busy machine a browser may
 * hold its frames back for long: a step then goes on without one.
 */
async function showEverything(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      window.scrollTo(0, y);
      await new Promise((next) => {
        requestAnimationFrame(next);
        setTimeout(next, 200);
      });
    }
    window.scrollTo(0, 0);
  });
}

/** What axe finds, of whatever weight, one line a finding. */
export async function axeFindings(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  return page.evaluate(async () => {
    type Axe = {run(): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>};
    const {violations} = await (globalThis as unknown as {axe: Axe}).axe.run();
    return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
  });
}

/** Visible controls that pressing Tab from the page's start never reaches. */
export async function unreached(page: Page): Promise<string[]> {
  const controls = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")].filter(
      (element) =>
        element.checkVisibility({visibilityProperty: true}) &&
        element.getClientRects().length > 0 &&
        !element.matches(":disabled") &&
        !element.matches("input[type=radio]:not(:checked)"),
    );
    const left = new Set(all);
    document.addEventListener("focusin", ({target}) => left.delete(target as HTMLElement));
    Object.assign(globalThis, {unreachedControls: left});
    (document.activeElement as HTMLElement | null)?.blur();
    return all.length + document.querySelectorAll("[tabindex='0']").length;
  });
  for (let i = 0; i < controls + 20; ++i) await page.keyboard.press("Tab");
  return page.evaluate(() =>
    [...(globalThis as unknown as {unreachedControls: Set<HTMLElement>}).unreachedControls].map((element) =>
      element.outerHTML.slice(0, 200),
    ),
  );
}

/** Pictures without words or figures behind them: not in a figure, no description, or no table. */
export function mutePictures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main svg")]
      .filter((svg) => !svg.closest("[aria-hidden=true]:not(svg)"))
      .flatMap((svg) => {
        const figure = svg.closest("figure");
        const text = svg.outerHTML.slice(0, 120);
        if (!figure) return [`not in a figure: ${text}`];
        const name = (svg.closest("[aria-label]") ?? figure.querySelector("[aria-label]"))?.getAttribute("aria-label");
        return [
          ...(name && name.length > 20 ? [] : [`no description: ${text}`]),
          ...(figure.querySelector("table tbody tr") ? [] : [`no table: ${text}`]),
        ];
      }),
  );
}
