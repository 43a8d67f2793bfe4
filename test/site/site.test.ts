import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {buildSite} from "../../loaders/site/build.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import {axeFindings, launch, mutePictures, open, unreached} from "./browser.ts";
import {type SiteServer, serveFolder} from "./server.ts";

const pages = ["", "drivers", "funnel", "calibrate", "data", "method"];
const base = "/report/";

describe("the sample's site, in a browser that refuses every other host", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-site-"));
  let server: SiteServer;
  let browser: Browser;
  beforeAll(async () => {
    for (const file of ["project.yaml", "model.yaml"]) cpSync(join("data/sample", file), join(dir, file));
    await loadProject(readProject(dir), Progress.quiet());
    await buildSite({projectDir: dir, out: join(dir, "dist"), base});
    server = await serveFolder(join(dir, "dist"), base);
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(dir, {recursive: true, force: true});
  });

  it.each(pages)("/%s runs without a fault and says what it found", async (path) => {
    const {page, faults} = await open(browser, server.address + path);
    expect(faults).toEqual([]);
    expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
    expect(await page.locator("main").innerText()).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator("h1").count()).toBe(1);
    await page.context().close();
  });

  it.each(pages)("/%s is readable with a screen reader and by keyboard", async (path) => {
    const {page} = await open(browser, server.address + path);
    expect(await mutePictures(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await unreached(page)).toEqual([]);
    await page.context().close();
  });

  it.each(pages)("/%s keeps its contrasts in dark mode", async (path) => {
    const {page} = await open(browser, server.address + path, {colorScheme: "dark"});
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  it.each(pages)("/%s does not scroll sideways on a phone", async (path) => {
    const phone = {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true};
    const {page} = await open(browser, server.address + path, phone);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
