import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writePdf} from "../../loaders/site/pdf/pdf.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {setLanguage} from "../../src/text/language.ts";
import {sheetsOf} from "./pdfText.ts";

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

/** Whether this machine can write Japanese at all. */
const hasJapaneseFont = Boolean(spawnSync("fc-list", [":lang=ja"], {encoding: "utf8"}).stdout?.trim());

describe("writePdf(site, file, run)", () => {
  const site = mkdtempSync(join(tmpdir(), "hakari-pdf-"));
  const print = async (name: string): Promise<Buffer> => {
    await writePdf(site, join(site, name), run);
    return readFileSync(join(site, name));
  };
  let pdf: Buffer;
  beforeAll(async () => {
    writeFileSync(
      join(site, "index.html"),
      page(
        "en",
        '<h1>What is in here</h1><p><a href="./second.html#part">to a part</a> <a href="https://example.org/">out</a> <a href="./run.json">file</a></p>',
      ),
    );
    writeFileSync(
      join(site, "second.html"),
      page("en", '<h1>The second</h1><h2 id="part">A part</h2><script>1</script>'),
    );
    pdf = await print("report.pdf");
  });
  afterAll(() => rmSync(site, {recursive: true}));

  it("begins with a cover and the contents, then every page in its order, and numbers the sheets", () => {
    const [cover, ...sheets] = sheetsOf(pdf).map((text) => text.normalize("NFKC").replace(/\s+/g, " "));
    expect(cover).toMatch(/A report \(2026\).*As of 1 Oct 2026.*Contents.*Overview.*Second page.*1 ?\/ ?3/);
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toMatch(/What is in here.*A report \(2026\), as of 1 Oct 2026.*2 ?\/ ?3/);
    expect(sheets[1]).toMatch(/The second.*A part.*3 ?\/ ?3/);
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
    writeFileSync(join(site, "index.html"), page("ja", "<h1>概要</h1>"));
    setLanguage("ja");
    const japanese = await print("ja.pdf").finally(() => setLanguage("en"));
    expect(japanese.toString("latin1")).toContain("/Lang (ja)");
    // without a font for them, letters are boxes that no reader can copy
    expect(sheetsOf(japanese)[0]).toMatch(hasJapaneseFont ? /年/ : /年|\uffff/);
  });
});
