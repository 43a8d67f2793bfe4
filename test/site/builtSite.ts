import {rmSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {buildSite} from "../../loaders/site/build.ts";
import {launch} from "../../loaders/site/chromium.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import {type OpenedPage, open} from "./browser.ts";
import {type SiteServer, serveFolder} from "./server.ts";

export const pages = ["", "drivers", "funnel", "calibrate", "validate", "threshold", "data", "method"];
const base = "/report/";

/** Loads the project in `dir`, builds its site, and serves it for the tests around; removes the folder after them. */
export function builtSite(dir: string): {open(path: string, before?: () => void): Promise<OpenedPage>} {
  let server: SiteServer;
  let browser: Browser;
  beforeAll(async () => {
    await loadProject(readProject(dir), Progress.quiet());
    await buildSite({projectDir: dir, out: join(dir, "dist"), base});
    server = await serveFolder(join(dir, "dist"), base);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(dir, {recursive: true, force: true});
  });
  const addressOf = (path: string) => server.address + path.replace(/^[^#]+/, "$&.html");
  return {open: (path, before) => open(browser, addressOf(path), before)};
}
