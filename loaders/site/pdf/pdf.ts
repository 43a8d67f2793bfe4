import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {RunRecord} from "../../../src/analysis/run.ts";
import {pdfCover} from "../../../src/text/pdf.ts";
import {launch} from "../chromium.ts";
import {bind} from "./bind.ts";
import {printed} from "./printed.ts";
import {settingOf} from "./setting.ts";

/** A host that is nowhere: the browser is given the site's files for it, and nothing else. */
const host = "http://report.invalid";

/**
 * Prints a built site as one document: a cover with the contents, every page from a new sheet, numbers on the sheets, an
 * outline, tags for screen readers, set in fonts of Hakari's own on whatever machine. The same site gives the same bytes: the document
 * is dated by the data's end.
 */
export async function writePdf(site: string, file: string, run: RunRecord): Promise<void> {
  const browser = await launch();
  try {
    const page = await browser.newPage({timezoneId: "UTC"});
    let fonts: ReadonlyMap<string, Buffer> = new Map();
    await page.route("**", (route) => {
      const {origin, pathname} = new URL(route.request().url());
      if (origin !== host) return route.abort();
      const font = fonts.get(pathname);
      return route.fulfill(
        font ? {body: font, contentType: "font/ttf"} : {path: join(site, decodeURIComponent(pathname))},
      );
    });
    await page.emulateMedia({media: "print"});
    await page.goto(`${host}/index.html`);
    const cover = pdfCover(run);
    // The compiler of this file names functions by a helper that the browser does not have.
    await page.evaluate("globalThis.__name = (named) => named");
    await page.evaluate(bind, cover);
    const setting = await settingOf(await page.evaluate(printed), cover.footer, run.language);
    fonts = setting.fonts;
    await page.addStyleTag({content: setting.css});
    await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())).then(() => {}));
    const bytes = await page.pdf({
      format: "A4",
      margin: {top: "11mm", bottom: "14mm", left: "12mm", right: "12mm"},
      scale: 0.62,
      printBackground: true,
      tagged: true,
      outline: true,
    });
    writeFileSync(file, datedBy(bytes, run.asOf));
  } finally {
    await browser.close();
  }
}

/** Both dates that the browser writes into a document, `D:20261122031500+00'00'`, say when the data end instead. */
function datedBy(pdf: Buffer, asOf: string | null): Buffer {
  const digits = (asOf ?? "2000-01-01T00:00:00").replace(/\D/g, "").slice(0, 14).padEnd(14, "0");
  return Buffer.from(pdf.toString("latin1").replace(/(?<=\((?:D:))\d{14}/g, digits), "latin1");
}
