import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, relative} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {warehousePath} from "../../loaders/places.ts";
import {parseYaml} from "../../loaders/project/yamlFile.ts";
import {isOfLeads} from "../../loaders/site/audit/faults.ts";
import {auditPrivacy} from "../../loaders/site/audit/privacy.ts";
import {privacyText} from "../../loaders/site/audit/report.ts";
import {findingsOf} from "../../loaders/warehouse.ts";
import {cardToExport} from "../../src/exports/card.ts";
import {exportCard} from "../../src/exports/exportCard.ts";
import {all, parseXml} from "../exports/pmmlReader.ts";
import {calledOf, writeHostileProject} from "../fixtures/hostile.ts";
import {builtSite} from "./builtSite.ts";
import {type Plant, plants} from "./plants.ts";

/** Everything in the page that text from data could have become; scripts that ran, and what the policy stopped. */
declare const traps: {sprung: string[]};

/** Runs before any script of the page. */
function setTraps(): void {
  const sprung: string[] = [];
  const trap = (how: string) => (what: unknown) => sprung.push(`${how}: ${what}`);
  Object.assign(globalThis, {traps: {sprung}, alert: trap("alert"), confirm: trap("confirm"), prompt: trap("prompt")});
  Object.defineProperty(globalThis, "__pwned", {value: trap("script")});
  document.addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI}) =>
    sprung.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
}

const becameMarkup =
  "img, iframe, object, embed, main script, main link, main style, meta[http-equiv=refresh], [autofocus], a[href^='javascript' i], a[href*='evil.example'], [onload], [onerror], [onclick], [onmouseover], [onfocus]";

describe("the site of a project whose every text is hostile, leads published", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-hostile-"));
  writeHostileProject(dir, {hotLeads: true});
  const site = builtSite(dir);
  const pages = ["", "profile", "drivers", "funnel", "calibrate", "validate", "threshold", "hot-leads", "data"];

  it.each(pages)("/%s shows text as text, and no wider than the window", async (path) => {
    const {page, faults} = await site.open(path, setTraps);
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => traps.sprung)).toEqual([]);
    expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
    expect(
      await page.evaluate(
        (selector) => [...document.querySelectorAll(selector)].map(({outerHTML}) => outerHTML.slice(0, 200)),
        becameMarkup,
      ),
    ).toEqual([]);
    expect(await page.title()).toContain(`Hostile <img src=x onerror="__pwned('img')">`);
    for (const width of [1280, 390]) {
      await page.setViewportSize({width, height: 844});
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
    await page.context().close();
  });

  it("names no value that a lead has alone, but for the leads that are published", () => {
    const files = readdirSync(join(dir, "dist"), {recursive: true, withFileTypes: true})
      .filter((file) => file.isFile())
      .map(({parentPath, name}) => relative(join(dir, "dist"), join(parentPath, name)));
    expect(files.length).toBeGreaterThan(30);
    const naming = files.filter((file) => readFileSync(join(dir, "dist", file)).includes("Nongrata"));
    expect(naming.filter((file) => !isOfLeads(file))).toEqual([]);
  });

  it("lets no script run that was not built", async () => {
    const {page} = await site.open("data", setTraps);
    await page.evaluate(() => {
      const main = document.querySelector("main") as HTMLElement;
      main.insertAdjacentHTML(
        "beforeend",
        `<img src="data:," onerror="__pwned('attribute')"><a href="javascript:__pwned('link')">x</a>`,
      );
      const script = document.createElement("script");
      script.textContent = "__pwned('element')";
      main.append(script);
    });
    await page.locator("main > a").click();
    await page.waitForTimeout(100);
    const sprung = await page.evaluate(() => traps.sprung);
    expect(sprung.filter((one) => one.startsWith("script"))).toEqual([]);
    expect(sprung.filter((one) => one.startsWith("policy: script-src"))).toHaveLength(3);
    await page.context().close();
  });

  it.each(["suggested", "current"] as const)("hands out the %s card as text in every format", async (which) => {
    const card = cardToExport(await findingsOf(dir), which);
    const written = (format: Parameters<typeof exportCard>[1]["format"]) => exportCard(card, {format}).text;
    expect(written("csv")).not.toMatch(/(^|,)"[=+\-@\t\r]/m);
    expect(written("md")).not.toMatch(/<[a-z/!]/i);
    const {value} = parseYaml(written("yaml"), {env: {}, dir, cwd: dir});
    expect((value as {rules: object[]}).rules).toHaveLength(card.rules.length);
    expect(JSON.parse(written("json")).rules.map(({points}: {points: number}) => points)).toEqual(
      card.rules.map(({points}) => points),
    );
    expect(all(parseXml(written("pmml")), "Characteristic")).not.toEqual([]);
    const engine = await Engine.open(warehousePath(dir), {readOnly: true});
    expect(await engine.rows("score", written("sql"))).toHaveLength(360);
    engine.close();
  });

  describe("auditPrivacy(options)", () => {
    // part of the built site, so that each audit is short; the audit of the whole was part of its build
    const copy = mkdtempSync(join(tmpdir(), "hakari-planted-"));
    const clean = join(copy, "clean");
    const planted = join(copy, "planted");
    const audit = (folder: string) =>
      auditPrivacy({site: folder, projectDir: dir, client: join(dir, "dist", "_client")});
    beforeAll(() => {
      for (const file of ["data.html", "_import", "_observablehq"])
        cpSync(join(dir, "dist", file), join(clean, file), {recursive: true});
      for (const file of readdirSync(join(dir, "dist/_file/data")).filter((name) => /^(threshold|cube)\./.test(name)))
        cpSync(join(dir, "dist/_file/data", file), join(clean, "_file/data", file));
    });
    afterAll(() => rmSync(copy, {recursive: true}));

    it("passes what is clean, and says what it looked for and what it did not", async () => {
      const said = privacyText(await audit(clean));
      expect(said).toMatch(
        /^Checked \d+ files for 360 lead ids, 1,440 personal values, \d+ values that fewer than 5 leads have, .* groups under 5: none found\./,
      );
      expect(said).toMatch(/\nLeads are published, as publish\.hot_leads asks/);
      expect(said).toMatch(/\n {2}not looked for in any site: what is enciphered/);
    });

    const ofOneLead: Plant = {
      what: "a value that one lead has",
      plant: (site) => writeFileSync(join(site, "_file/data/planted.0a1b.json"), `["called is ${calledOf(7)}"]`),
      named:
        /planted\.0a1b\.json: \[0\]: holds a value of called that only 1 lead has: Incognita7 Nongrata; load again, with the attribute marked personal/,
    };

    it.each([...plants, ofOneLead])("finds $what", async ({plant, named}) => {
      rmSync(planted, {recursive: true, force: true});
      cpSync(clean, planted, {recursive: true});
      plant(planted);
      await expect(audit(planted)).rejects.toThrow(named);
    });

    it("refuses the page of leads where the project file no longer asks for it", async () => {
      const file = join(dir, "project.yaml");
      const asked = readFileSync(file, "utf8");
      writeFileSync(file, asked.replace("hot_leads: true", "hot_leads: false"));
      await expect(audit(clean)).rejects.toThrow(/data\.html: line \d+, href of <a>: a page of leads, or a link to it/);
      writeFileSync(file, asked);
    });
  });
});
