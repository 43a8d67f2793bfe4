import {resolve} from "node:path";
import {previewSite} from "../site/preview/preview.ts";
import {findingsOrLoad} from "../warehouse.ts";
import {suggestionText} from "./suggest.ts";

/** `hakari start`: loads the project if need be, prints its card and findings, and serves its pages. */
export async function start(options: {project: string; port?: number; host?: string[]}): Promise<void> {
  const findings = await findingsOrLoad(options.project);
  console.log(`${suggestionText(findings)}\n`);
  await previewSite({projectDir: resolve(options.project), port: options.port, names: options.host});
}
