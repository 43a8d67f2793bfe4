import {resolve} from "node:path";
import {previewSite} from "../site/preview/preview.ts";

/** `hakari preview`: serves the pages of a loaded project until it is stopped. */
export async function preview(options: {project: string; port?: number; host?: string[]}): Promise<void> {
  await previewSite({projectDir: resolve(options.project), port: options.port, names: options.host});
}
