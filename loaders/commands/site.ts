import {join, resolve} from "node:path";
import {privacyText} from "../site/audit/report.ts";
import {buildSite} from "../site/build.ts";
import {previewSite} from "../site/preview/preview.ts";

/** `hakari preview`: serves the pages of a loaded project until it is stopped. */
export async function preview(options: {project: string; port?: number; host?: string[]}): Promise<void> {
  await previewSite({projectDir: resolve(options.project), port: options.port, names: options.host});
}

/** `hakari build`: writes the pages of a loaded project as a static site. */
export async function build(options: {project: string; out: string; base: string; pdf: boolean}): Promise<void> {
  const out = resolve(options.out);
  const checked = await buildSite({projectDir: resolve(options.project), out, base: options.base, pdf: options.pdf});
  console.log(privacyText(checked));
  console.log(`The site is in ${out}: put its files on any web server, under ${options.base}.`);
  if (options.pdf) console.log(`The same on paper: ${join(out, "report.pdf")}.`);
}
