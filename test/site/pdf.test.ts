import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writePdf} from "../../loaders/site/pdf/pdf.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {setLanguage} from "../../src/text/language.ts";
import {drawnSheets, pictureOf, withoutInk} from "./pdfPixels.ts";

const run = {
  id: "0123456789ab",
  title: "A report (2026)",
  asOf: "2026-10-01T00:00:00Z",
  period: {from: "2025-01-01T00:00:00Z", to: "2026-09-30T00:00:00Z"},
  timezone: "UTC",
  versions: {hakari: "0.0.0"},
} as unknown as RunRecord;

const page = (
  lang: string,
  main: string,
): string => `<!doctype html><html lang="${lang}"><meta charset="utf-8"><style>nav {display: none} ${readFileSync("src/paper.css", "utf8")}</style>
  <nav id="observablehq-sidebar"><ol></ol><ol><li><a href="./index.html">Overview</a></li><li><a href="./second.html">Second page</a></li></ol></nav>
  <main>${main}</main></html>`;

describe("writePdf(site, file, run)", () => {
  const site = mkdtempSync(join(tmpdir(), "hakari-pdf-"));
  const write = (name: string, lang: string, main: string) => writeFileSync(join(site, name), page(lang, main));
  const print = async (name: string, language = "en"): Promise<Buffer> => {
    await writePdf(site, join(site, name), {...run, language} as RunRecord);
    return readFileSync(join(site, name));
  };
  const printJapanese = (): Promise<Buffer> => {
    setLanguage("ja");
    return print("ja.pdf", "ja").finally(() => setLanguage("en"));
  };
  let pdf: Buffer;
  beforeAll(async () => {
    write(
      "index.html",
      "en",
      '<h1>What is in here</h1><p><a href="./second.html#part">to a part</a> <a href="https://example.org/">out</a> <a href="./run.json">file</a></p>',
    );
    write("second.html", "en", '<h1>The second</h1><h2 id="part">A part</h2><script>1</script>');
    pdf = await print("report.pdf");
  });
  afterAll(() => rmSync(site, {recursive: true}));

  it("begins with a cover and the contents, then every page in its order, and numbers the sheets", async () => {
    const [cover, ...sheets] = (await drawnSheets(pdf)).map(({text}) => text.replace(/\s+/g, " "));
    expect(cover).toMatch(/A report \(2026\).*As of 1 Oct 2026.*Contents.*Overview.*Second page/);
    expect(cover).toContain("1/3");
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toMatch(/What is in here/);
    expect(sheets[0]).toMatch(/A report \(2026\), as of 1 Oct 2026/);
    expect(sheets[0]).toContain("2/3");
    expect(sheets[1]).toMatch(/The second.*A part/);
    expect(sheets[1]).toContain("3/3");
  });

  it("has a title, a language, an outline, tags, and links that stay within the document", () => {
    const text = pdf.toString("latin1");
    expect(text).toContain("/Lang (en)");
    expect(text).toContain("/MarkInfo <</Type /MarkInfo\n/Marked true");
    const titles = [...text.matchAll(/\/Title \(((?:[^)\\]|\\.)*)\)/g)].map(([, title]) => title);
    expect(titles).toEqual(
      expect.arrayContaining(["A report \\(2026\\)", "Contents", "What is in here", "The second", "A part"]),
    );
    expect([...text.matchAll(/\/URI \((.*?)\)/g)].map(([, to]) => to)).toEqual(["https://example.org/"]);
  });

  it("is the same, byte for byte, when printed again, and its cover in the project's language", async () => {
    expect((await print("again.pdf")).equals(pdf)).toBe(true);
    write("index.html", "ja", "<h1>概要</h1>");
    const [cover] = await drawnSheets(await printJapanese());
    expect(cover.text).toContain("基準日：2026年10月1日");
  });

  it("draws each letter as itself, and says it to who searches or copies", async () => {
    const letters = [..."日月人一鬱髙①→▲▸✓ŁЖ😀é"];
    write("index.html", "ja", letters.map((letter) => `<p>${letter}</p>`).join(""));
    const sheets = await drawnSheets(await printJapanese());
    const pictures = letters.map((letter) => pictureOf(sheets, letter));
    for (const picture of pictures) expect(picture.some((ink) => ink > 60)).toBe(true);
    expect(new Set(pictures.map(String)).size).toBe(letters.length);
    expect(withoutInk(sheets)).toEqual([]);
  });

  it.each([
    ["", ""],
    [" of a label", "<select><option>a</option><option>한</option></select>"],
    [" of what is folded", "<details><summary>a</summary><p>한</p></details>"],
    [" of what only joins or varies letters", "<p>a\u200d\ufe0f\u00ad\u2060\u3000b</p>"],
  ])("prints a page that shows no letter without a glyph%s", async (_, main) => {
    write("index.html", "en", main);
    await expect(print("shown.pdf")).resolves.toBeInstanceOf(Buffer);
  });

  it.each([
    ["<p>signup for 한 guests</p>", 'no glyph for 한 (U+D55C): page Overview, in "signup for 한 guests"'],
    ["<style>b::before {content: 'ไทย'}</style><b>a</b>", 'no glyph for ไ (U+0E44): page Overview, in "ไทย"'],
    ["<input value='\u{10348}'>", 'no glyph for \u{10348} (U+10348): page Overview, in "\u{10348}"'],
    ["<p>\ue000</p>", "no glyph for \ue000 (U+E000): page Overview"],
    ["<svg width=99 height=99><text y=50>א</text></svg>", 'no glyph for א (U+05D0): page Overview, in "א"'],
  ])("refuses %j, and says where it stands and what helps", async (main, sentence) => {
    write("index.html", "en", main);
    const refused = print("refused.pdf");
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.toThrow(/ otherwise in the data .*HAKARI_FONTS.*or leave out --pdf$/);
  });
});
