import type {Page} from "playwright-core";
import {expect, it} from "vitest";
import type {OpenedPage} from "./browser.ts";

/** A stop of the keyboard. */
interface Stop {
  name: string;
  /** The stop that was looked for. */
  isThere: boolean;
  /** It is in the window, and something is drawn around it. */
  isSeen: boolean;
  isInMain: boolean;
}

/** Presses Tab once. */
async function tab(page: Page, selector: string): Promise<Stop> {
  await page.keyboard.press("Tab");
  return page.evaluate((wanted) => {
    const element = document.activeElement as HTMLElement;
    const {top, bottom, left, right} = element.getBoundingClientRect();
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return {
      name: element.outerHTML.slice(0, 120),
      isThere: element.matches(wanted),
      isSeen:
        Math.min(bottom, innerHeight) > Math.max(top, 0) &&
        Math.min(right, innerWidth) > Math.max(left, 0) &&
        outlineStyle !== "none" &&
        outlineWidth !== "0px",
      isInMain: element.closest("main") !== null,
    };
  }, selector);
}

/** Presses Tab until what is looked for has the focus; every stop on the way can be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 120; ++i) {
    const stop = await tab(page, selector);
    expect(stop).toMatchObject({name: stop.name, isSeen: true});
    if (stop.isThere) return live(page);
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** Waits until what has the focus is no drawing of a control but the control. */
async function live(page: Page): Promise<void> {
  const isLive = () => !document.activeElement?.matches("observablehq-loading *, body");
  await page.waitForFunction(isLive);
}

/** From the top of a page past the list of pages. */
async function skip(page: Page): Promise<void> {
  expect(await tab(page, "a.skip")).toMatchObject({isThere: true, isSeen: true});
  await page.keyboard.press("Enter");
}

/** From the top of a page to another by the list of pages. */
async function turnTo(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.reload();
  await tabTo(page, `#observablehq-sidebar a[href$="${name}.html"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/${name}.html*`);
  await skip(page);
}

/** What the page says in words and pictures. */
const said = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const pictures = [...document.querySelectorAll("main [aria-label]")].map((one) => one.getAttribute("aria-label"));
    return [(document.querySelector("main") as HTMLElement).innerText, ...pictures].join("\n");
  });

/** Waits until the page says something else than before. */
async function saidOtherThan(page: Page, before: string): Promise<void> {
  await expect.poll(() => said(page), {timeout: 60_000}).not.toBe(before);
}

/** A reader's way through the report without a mouse: links, what is folded, choices, points, the line. */
export function walksByKeyboard(open: (path: string) => Promise<OpenedPage>): void {
  it("is used from end to end by the keyboard alone, its focus always in sight", async () => {
    const {page, faults} = await open("");
    await skip(page);
    expect((await tab(page, "*")).isInMain).toBe(true);
    await tabTo(page, 'main a[href*="drivers.html"]');
    await page.keyboard.press("Enter");
    await page.waitForURL("**/drivers.html*");

    await skip(page);
    await tabTo(page, "main summary");
    const folded = page.locator("details:has(> summary:focus)");
    await page.keyboard.press("Enter");
    expect(await folded.getAttribute("open")).toBe("");
    await page.keyboard.press("Space");
    expect(await folded.getAttribute("open")).toBeNull();
    await tabTo(page, "main select");
    const ofFirst = await said(page);
    await page.keyboard.press("ArrowDown");
    await saidOtherThan(page, ofFirst);

    await turnTo(page, "calibrate");
    await tabTo(page, 'main input[type="number"][aria-label^="Points:"]');
    const figures = page.locator(".live");
    const before = await figures.innerText();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => figures.innerText()).not.toBe(before);

    await turnTo(page, "threshold");
    await tabTo(page, '[aria-label="Leads that can be called a month"]');
    await page.keyboard.press("Control+a");
    await page.keyboard.type("100");
    const answer = page.locator(".answer");
    await expect
      .poll(async () => Number(/: ([\d.]+) leads a month/.exec(await answer.innerText())?.[1]))
      .toBeLessThan(101);
    await tabTo(page, "#observablehq-footer a");
    // a page that is left breaks off what it is still fetching
    expect(faults.filter((fault) => !fault.includes("Failed to fetch"))).toEqual([]);
    await page.context().close();
  });
}
