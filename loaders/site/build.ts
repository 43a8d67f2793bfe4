import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {publishing} from "../project/publishing.ts";
import {findingsOf} from "../warehouse.ts";
import {auditCells, auditPrivacy} from "./audit/privacy.ts";
import type {PrivacyReport} from "./audit/report.ts";
import {audit} from "./audit.ts";
import {bundleClient} from "./bundle.ts";
import {drawPages} from "./draw/drawPages.ts";
import {environment, failureOf, observable} from "./framework.ts";
import {patchPages} from "./patch.ts";
import {writePdf} from "./pdf/pdf.ts";
import {checkSitePlace, replaceSite, settleSite} from "./replaceSite.ts";
import {home, makeRoot, pagesOfLeads, removeRoot} from "./root.ts";

export interface BuildSiteOptions {
  /** Folder of a loaded project, absolute. */
  projectDir: string;
  /** Folder of the site, absolute; a site that was there is replaced once the new one is whole, anything else refused. */
  out: string;
  /** Path under which the site will be served; starts with a slash. */
  base: string;
  /** Also print all pages as one document, `report.pdf` in the site's folder. */
  pdf?: boolean;
}

/**
 * Builds the pages of a loaded project as a static site. What holds leads is no part of it unless the project file asks. Built in
 * a folder of its own from an empty cache, patched, drawn, audited, then put in place of `out`: a build that fails leaves `out`
 * as it was. Returns what was checked before it may be given away.
 */
export async function buildSite({projectDir, out, base, pdf = false}: BuildSiteOptions): Promise<PrivacyReport> {
  if (!base.startsWith("/")) throw new Error(`invalid base path: ${base}; start it with a slash`);
  settleSite(out);
  checkSitePlace(out);
  const {hotLeads: withLeads, minCell} = publishing(projectDir);
  const {run} = await findingsOf(projectDir);
  const root = makeRoot({language: run.language, without: withLeads ? [] : pagesOfLeads});
  const built = join(root, "dist");
  try {
    await bundleClient(root, run.language);
    await runFramework(
      environment({projectDir, run, root, out: built, base, isPublished: true, publishesLeads: withLeads}),
    );
    patchPages(join(home, built), run.language);
    await audit(join(home, built), base);
    auditCells(join(home, built), {hotLeads: withLeads, minCell: Math.max(minCell, run.settings.minCell)});
    await drawPages(join(home, built), run.language);
    await audit(join(home, built), base);
    const checked = await auditPrivacy({site: join(home, built), projectDir, client: join(home, root, "client")});
    if (pdf) await writePdf(join(home, built), join(home, built, "report.pdf"), run);
    // GitHub Pages would leave out folders whose names begin with an underscore
    writeFileSync(join(home, built, ".nojekyll"), "");
    replaceSite(join(home, built), out);
    return checked;
  } finally {
    removeRoot(root);
  }
}

function runFramework(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done, failed) => {
    const child = observable(["build"], env, ["ignore", "pipe", "pipe"]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
    child.on("error", failed);
    child.on("close", (code) => (code === 0 ? done() : failed(new Error(failureOf(said)))));
  });
}
