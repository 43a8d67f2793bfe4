import {cpSync, mkdtempSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {axeFindings, mutePictures, type OpenedPage, unreached} from "./browser.ts";
import {builtSite, pages} from "./builtSite.ts";

describe("the sample's site, in a browser that refuses every other host", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-site-"));
  for (const file of ["project.yaml", "model.yaml"]) cpSync(join("data/sample", file), join(dir, file));
  const site = builtSite(dir);

  describe.each(pages)("/%s", (path) => {
    let opened: OpenedPage;
    beforeAll(async () => {
      opened = await site.open(path);
    });
    afterAll(() => opened.page.context().close());

    it("runs without a fault and says what it found", async () => {
      const {page, faults} = opened;
      expect(faults).toEqual([]);
      expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
      expect(await page.locator("main").innerText()).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      expect(await page.locator("h1").count()).toBe(1);
    });

    it("has words and figures behind every picture", async () => {
      expect(await mutePictures(opened.page)).toEqual([]);
    });

    it("has nothing serious for axe, in light and in dark", async () => {
      const {page} = opened;
      expect(await axeFindings(page)).toEqual([]);
      await page.emulateMedia({colorScheme: "dark"});
      expect(await axeFindings(page)).toEqual([]);
      await page.emulateMedia({colorScheme: "light"});
    });

    it("lets the keyboard reach every control", async () => {
      expect(await unreached(opened.page)).toEqual([]);
    });

    it("does not scroll sideways on a phone", async () => {
      await opened.page.setViewportSize({width: 390, height: 844});
      await opened.page.waitForTimeout(300);
      const overflow = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
});
