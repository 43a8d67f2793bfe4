import {join, resolve} from "node:path";
import {doApart} from "../apart.ts";
import {type PrivacyReport, privacyText} from "../site/audit/report.ts";
import type {BuildSiteOptions} from "../site/build.ts";
import {settleSite} from "../site/replaceSite.ts";
import {dropAbandoned} from "../site/root.ts";

/** `hakari build`: writes the pages of a loaded project as a static site. */
export async function build(options: {project: string; out: string; base: string; pdf: boolean}): Promise<void> {
  const out = resolve(options.out);
  const tidy = () => {
    dropAbandoned();
    settleSite(out);
  };
  const checked = await doApart<BuildSiteOptions, PrivacyReport>(
    {entry: "site/buildChild", at: out, what: out, tidy},
    {projectDir: resolve(options.project), out, base: options.base, pdf: options.pdf},
  );
  console.log(privacyText(checked));
  console.log(`The site is in ${out}: put its files on any web server, under ${options.base}.`);
  if (options.pdf) console.log(`The same on paper: ${join(out, "report.pdf")}.`);
}
