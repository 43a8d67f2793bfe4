import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {RunRecord} from "../../../src/analysis/run.ts";
import {pdfCover} from "../../../src/text/pdf.ts";
import {launch} from "../chromium.ts";
import {bind} from "./bind.ts";

/** A host that is nowhere: the browser is given the site's files for it, and nothing else. */
const host = "http://report.invalid";

/**
 * Prints a built site as one document: a cover with the contents, every page from a new sheet, numbers on the sheets, an
 * outline, tags for screen readers. The same site gives the same bytes: the document is dated by the data's end.
 */
export async function writePdf(site: string, file: string, run: RunRecord): Promise<void> {
  const browser = await launch();
  try {
    const page = await browser.newPage({timezoneId: "UTC"});
    await page.route("**", (route) => {
      const {origin, pathname} = new URL(route.request().url());
      return origin === host ? route.fulfill({path: join(site, decodeURIComponent(pathname))}) : route.abort();
    });
    await page.goto(`${host}/index.html`);
    const cover = pdfCover(run);
    // The compiler of this file names functions by a helper that the browser does not have.
    await page.evaluate("globalThis.__name = (named) => named");
    await page.evaluate(bind, cover);
    const bytes = await page.pdf({
      format: "A4",
      scale: 0.82,
      margin: {top: "16mm", bottom: "18mm", left: "15mm", right: "15mm"},
      printBackground: true,
      tagged: true,
      outline: true,
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate: footer(cover.footer),
    });
    writeFileSync(file, datedBy(bytes, run.asOf));
  } finally {
    await browser.close();
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const footer = (text: string): string => `<div style="font: 8px system-ui, sans-serif; color: #555; width: 100%;
  margin: 0 15mm; display: flex; justify-content: space-between; gap: 1em">
  <span style="overflow: hidden; white-space: nowrap; text-overflow: ellipsis">${escaped(text)}</span>
  <span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`;

/** Both dates that the browser writes into a document, `D:20261122031500+00'00'`, say when the data end instead. */
function datedBy(pdf: Buffer, asOf: string | null): Buffer {
  const digits = (asOf ?? "2000-01-01T00:00:00").replace(/\D/g, "").slice(0, 14).padEnd(14, "0");
  return Buffer.from(pdf.toString("latin1").replace(/(?<=\((?:D:))\d{14}/g, digits), "latin1");
}
