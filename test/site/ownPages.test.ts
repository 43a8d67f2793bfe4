import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {launch} from "../../loaders/site/chromium.ts";
import {open} from "./browser.ts";
import {ownFiles} from "./ownCharts.ts";
import {buildOwnSite} from "./ownSite.ts";
import {type SiteServer, serveFolder} from "./server.ts";

const names = [...ownFiles["charts.js"].matchAll(/^ {2}"([^"]+)": \{/gm)].map(([, name]) => name);

/** Every file of a folder, by its name. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map(({parentPath, name}) => [
        join(parentPath, name).slice(folder.length),
        readFileSync(join(parentPath, name), "latin1"),
      ]),
  );

interface Shown {
  /** Forms and places of marks. */
  marks: string[];
  words: (string | null)[];
}

/** What the first picture in a place shows. */
const shownIn = (page: Page, place: string): Promise<Shown> =>
  page.evaluate((selector) => {
    const svg = document.querySelector(`${selector} .plot svg`);
    const marks = [...(svg?.querySelectorAll('[fill="#4c78a8"], [stroke="#4c78a8"]') ?? [])];
    return {
      marks: marks.map((mark) => `${mark.getAttribute("d")} at ${mark.getAttribute("transform")}`),
      words: [...(svg?.querySelectorAll("text") ?? [])].map(({textContent}) => textContent).sort(),
    };
  }, place);

const number = /-?\d*\.?\d+(?:e-?\d+)?/g;

/** The same marks, to a tenth of a pixel: the build writes places to a hundredth. */
function same(one: Shown, other: Shown): boolean {
  const form = ({marks}: Shown) => marks.join("\n").replace(number, "n");
  const places = ({marks}: Shown) => (marks.join("\n").match(number) ?? []).map(Number);
  const others = places(other);
  return (
    JSON.stringify([form(one), one.words]) === JSON.stringify([form(other), other.words]) &&
    places(one).every((at, i) => Math.abs(at - others[i]) < 0.1)
  );
}

describe("own pages, built on machines in three zones", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-own-"));
  let sites: string[];
  let browser: Browser;
  let server: SiteServer;
  beforeAll(async () => {
    sites = [];
    for (const zone of ["America/New_York", "UTC", "Asia/Tokyo"]) sites.push(await buildOwnSite(dir, ownFiles, zone));
    server = await serveFolder(sites[0], "/");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(dir, {recursive: true, force: true});
  });

  it("are the same, byte for byte", () => {
    const [here, ...others] = sites.map(contents);
    expect(Object.keys(here).length).toBeGreaterThan(10);
    for (const other of others) expect(other).toEqual(here);
  });

  describe.each(["America/Los_Angeles", "Pacific/Auckland"])("and read in %s", (timezoneId) => {
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      ({page, faults} = await open(browser, `${server.address}own/charts.html`, undefined, {
        timezoneId,
        locale: "de-DE",
      }));
      page.setDefaultTimeout(5_000);
      await page.addStyleTag({content: ".plot {width: 736px !important}"});
    });
    afterAll(() => page?.context().close());

    it("run, in UTC and the site's language", async () => {
      expect(faults).toEqual([]);
      expect(await page.locator("#told").textContent()).toBe("01/04/2025 1,2");
    });

    it.each(names)("draw %s as the build did", async (name) => {
      const built = await shownIn(page, `#drawn [title="${name}"]`);
      expect(built.marks.length).toBeGreaterThan(0);
      await page.locator("select").selectOption(name);
      await page.locator("#live").evaluate((place) => place.scrollIntoView());
      await page.waitForFunction(() => {
        const [svg] = document.querySelectorAll("#live .plot svg");
        return svg && Math.abs(svg.closest(".plot")?.clientWidth ?? 0) === 736;
      });
      await expect.poll(async () => same(await shownIn(page, "#live"), built)).toBe(true);
    });
  });
});
