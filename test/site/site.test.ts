import {cpSync, mkdtempSync, readdirSync, readFileSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writePdf} from "../../loaders/site/pdf/pdf.ts";
import {findingsOf} from "../../loaders/warehouse.ts";
import {axeFindings, mutePictures, type OpenedPage, unreached} from "./browser.ts";
import {builtSite, pages} from "./builtSite.ts";
import {walksByKeyboard} from "./keyboard.ts";
import {drawnSheets, withoutInk} from "./pdfPixels.ts";

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

    it("has nothing for axe to find, in light and in dark", async () => {
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

  it("is printed on 25 sheets at most, with ink wherever the text layer says that there is text", async () => {
    const file = join(dir, "report.pdf");
    await writePdf(join(dir, "dist"), file, (await findingsOf(dir)).run);
    const sheets = await drawnSheets(readFileSync(file));
    expect(sheets.length).toBeLessThanOrEqual(25);
    expect(sheets.flatMap(({pieces}) => pieces).length).toBeGreaterThan(5000);
    expect(withoutInk(sheets)).toEqual([]);
  });

  walksByKeyboard((path) => site.open(path));

  it("holds no lead's id in any file, and no page of leads", () => {
    const ids = readFileSync(join(dir, "leads.csv"), "utf8")
      .split("\n")
      .slice(1, 500)
      .map((line) => line.split(",")[0])
      .filter((id) => id.length > 4);
    const files = readdirSync(join(dir, "dist"), {recursive: true, encoding: "utf8"})
      .map((name) => join(dir, "dist", name))
      .filter((file) => statSync(file).isFile());
    const text = files.map((file) => readFileSync(file, "latin1")).join("\n");
    expect(ids.length).toBeGreaterThan(400);
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
    expect(files.filter((file) => /hot-?leads/i.test(file))).toEqual([]);
  });

  it("draws the line by each way, keeps the ways in step, and opens it again from its address", async () => {
    const {page, faults} = await site.open("threshold");
    const said = () => page.locator(".answer").innerText();
    expect(await page.getByLabel("Leads that can be called a month").inputValue()).toBe("200");
    await page.getByLabel("Leads that can be called a month").fill("100");
    const byCapacity = await said();
    expect(Number(/: ([\d.]+) leads a month/.exec(byCapacity)?.[1])).toBeLessThanOrEqual(100);
    expect(new URL(page.url()).hash).toBe("#capacity=100");
    await page.getByLabel("Per cent that should convert").fill("12");
    expect(await page.getByRole("radio", {name: "By conversion rate"}).isChecked()).toBe(true);
    expect(Number(/of whom ([\d.]+) % convert/.exec(await said())?.[1])).toBeGreaterThanOrEqual(12);
    await page.getByLabel("What a conversion brings").fill("100000");
    await page.getByLabel("What calling a lead costs").fill("9000");
    expect(await said()).toMatch(/It brings ¥[\d,]+ a month/);
    expect(await page.locator("figcaption", {hasText: /^Profit$/}).count()).toBe(1);
    await page.getByRole("slider", {name: "Score at least"}).press("ArrowRight");
    const byHand = await said();
    await page.getByRole("radio", {name: "By what sales can call"}).check();
    expect(await said()).toContain(byCapacity.split(":")[1].slice(0, 20));

    const again = await site.open("threshold#capacity=100");
    const opened = again.page.locator(".answer");
    expect(await opened.innerText()).toBe(byCapacity);
    await again.page.getByLabel("Leads that can be called a month").fill("90");
    await expect.poll(() => new URL(again.page.url()).hash).toBe("#capacity=90");
    const byLess = await opened.innerText();
    await again.page.locator('#observablehq-sidebar a[href$="data.html"]').click();
    await again.page.waitForURL("**/data.html");
    await again.page.goBack();
    await expect.poll(() => opened.innerText()).toBe(byLess);
    await again.page.waitForTimeout(500);
    expect(new URL(again.page.url()).hash).toBe("#capacity=90");
    expect(byHand).not.toBe(byCapacity);
    expect([...faults, ...again.faults]).toEqual([]);
    await page.context().close();
    await again.page.context().close();
  });

  it("tells time in the stages of the stage, and in the unit, that a reader chooses", async () => {
    const {page, faults} = await site.open("funnel");
    const section = page.getByRole("region", {name: "Time in a stage", exact: true});
    const stage = section.getByRole("combobox");
    const options = await stage.locator("option").allInnerTexts();
    for (const label of options) {
      await stage.selectOption({label});
      expect(await section.locator("p").first().innerText()).toMatch(new RegExp(`^${label}: .*move on`));
    }
    const table = section.getByRole("region", {name: "Table: Time in the stages"});
    const inDays = await table.innerText();
    await section.getByLabel("Business days", {exact: true}).check();
    expect(await table.innerText()).toContain("half after so many business days");
    await section.getByLabel("Hours", {exact: true}).check();
    expect(await table.innerText()).not.toBe(inDays);
    expect(await section.locator("figure .plot").first().getAttribute("aria-label")).toContain(options.at(-1));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("replays the period, and shows the segment and the contender, that a reader chooses", async () => {
    const {page, faults} = await site.open("validate");
    const card = page.getByRole("region", {name: "Table: The card as of the period"});
    const periods = page.getByLabel(/^Period /);
    const latest = await card.innerText();
    const first = await periods.locator("option").last().getAttribute("value");
    await periods.selectOption(first);
    expect(await card.innerText()).not.toBe(latest);
    expect(await page.getByText(/^As of /).innerText()).toMatch(/learned on .* converted\.$/);
    const chances = page.locator('.plot[aria-label^="Reliability: "]');
    const ours = await chances.getAttribute("aria-label");
    await page.getByLabel("today's card", {exact: true}).check();
    expect(await chances.getAttribute("aria-label")).not.toBe(ours);
    const table = page.getByRole("region", {name: "Table: What was said and what came"});
    const before = await table.innerText();
    await page.getByLabel(/^By /).selectOption({index: 1});
    expect(await table.innerText()).not.toBe(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("runs nothing until a reader is there, then does what was set and pressed before", async () => {
    const {page, faults} = await site.open("calibrate");
    await page.reload({waitUntil: "networkidle"});
    await page.waitForTimeout(1000);
    expect(await page.locator("observablehq-loading .live").count()).toBe(1);
    const figures = await page.locator(".live").innerText();
    const wasUsed = await page.evaluate(() => {
      const use = document.querySelector<HTMLInputElement>('main input[aria-label^="In use: "]');
      const buttons = [...document.querySelectorAll<HTMLElement>("main button")];
      use?.click();
      buttons.find(({innerText}) => innerText === "Find the best points")?.click();
      return use?.defaultChecked;
    });
    await page
      .getByRole("status")
      .filter({hasText: /^Found/})
      .waitFor();
    expect(wasUsed).toBe(true);
    expect(
      await page
        .getByLabel(/^In use: /)
        .first()
        .isChecked(),
    ).toBe(false);
    expect(await page.locator(".live").innerText()).not.toBe(figures);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  describe("Calibrate", () => {
    let opened: OpenedPage;
    beforeAll(async () => {
      opened = await site.open("calibrate");
    });
    afterAll(() => opened.page.context().close());
    const figures = () => opened.page.locator(".live").innerText();
    const points = () => opened.page.getByLabel(/^Points: /).first();
    const status = (hasText: RegExp) => opened.page.getByRole("status").filter({hasText});

    it("evaluates a changed card at once, and searches under what people fixed", async () => {
      const {page, faults} = opened;
      const before = await figures();
      const given = await points().inputValue();
      const use = page.getByLabel(/^In use: /).first();
      await use.uncheck();
      const without = await figures();
      expect(without).not.toBe(before);
      await use.check();
      await points().fill("-1");
      await points().press("Tab");
      await page
        .getByLabel(/^Keep these points: /)
        .first()
        .check();
      const kept = await figures();
      await page.getByRole("button", {name: "Find the best points"}).click();
      await status(/^Found/).waitFor();
      await page
        .locator(".costs")
        .getByText(/What limits cost|No limit binds/)
        .waitFor();
      expect(given).not.toBe("-1");
      expect(await points().inputValue()).toBe("-1");
      expect(await figures()).not.toBe(kept);
      expect(faults).toEqual([]);
    });

    it("takes back a drag as one step", async () => {
      const {page} = opened;
      await page.getByRole("button", {name: "Reset to suggested"}).click();
      const before = await points().inputValue();
      const slider = page.getByLabel(/^Points, slider: /).first();
      await slider.scrollIntoViewIfNeeded();
      const box = await slider.boundingBox();
      if (!box) throw new Error("missing: the first rule's slider");
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width / 2, y);
      await page.mouse.down();
      for (const share of [0.6, 0.8, 0.98]) await page.mouse.move(box.x + share * box.width, y);
      await page.mouse.up();
      const dragged = await points().inputValue();
      expect(Number(dragged)).toBeGreaterThan(Number(before) + 3);
      await page.keyboard.press("Control+z");
      expect(await points().inputValue()).toBe(before);
      await page.keyboard.press("Control+Shift+z");
      expect(await points().inputValue()).toBe(dragged);
    });

    it("opens the same card from its address, and says what of a link is not of this run", async () => {
      const {page} = opened;
      const [shown, value] = [await figures(), await points().inputValue()];
      await page.waitForFunction((points) => location.hash.split("&points=")[1]?.includes(`_${points}`), value);
      const other = await site.open(`calibrate${await page.evaluate(() => location.hash)},zzzzzz_4`);
      expect(await other.page.locator(".live").innerText()).toBe(shown);
      expect(
        await other.page
          .getByLabel(/^Points: /)
          .first()
          .inputValue(),
      ).toBe(value);
      await other.page.getByRole("status").filter({hasText: "One rule of the link (+4) is not among"}).waitFor();
      expect(other.faults).toEqual([]);
      await other.page.context().close();
    });

    it("cancels a search and leaves the card as it was", async () => {
      const {page} = opened;
      const before = await figures();
      await page.getByRole("button", {name: "Find the best points"}).evaluate((button: HTMLButtonElement) => {
        button.click();
        button.click();
      });
      await status(/cancelled/).waitFor();
      expect(await figures()).toBe(before);
    });

    it("says whether the card is the best, or how far from it a better one could be", async () => {
      await opened.page.getByRole("button", {name: "Reset to suggested"}).click();
      await opened.page.getByRole("button", {name: "Is it the best?"}).click();
      const said = status(/roved/);
      await said.waitFor();
      expect(await said.innerText()).toMatch(/Proved: no card|a better card could have up to [\d.]+ % less/);
    });

    it("hands out the card as it stands", async () => {
      const {page} = opened;
      const saved = page.waitForEvent("download");
      await page.getByRole("button", {name: "Table CSV"}).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(/-(suggested|edited)-card\.csv$/);
      const [text, value] = [readFileSync(await file.path(), "utf8"), await points().inputValue()];
      expect(text.split("\n").some((line) => line.includes(`,${value}`))).toBe(true);
    });
  });
});
