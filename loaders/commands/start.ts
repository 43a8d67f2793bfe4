import {Progress} from "../progress.ts";
import {readProject} from "../project/project.ts";
import {previewSite} from "../site/preview.ts";
import {findingsOf, isLoaded, loadProject} from "../warehouse.ts";
import {suggestionText} from "./suggest.ts";

/** `hakari start`: loads the project if need be, prints its card and findings, and serves its pages. */
export async function start(options: {project: string; port?: number}): Promise<void> {
  const project = readProject(options.project);
  const findings = isLoaded(project) ? await findingsOf(project) : await loadProject(project, new Progress());
  console.log(`${suggestionText(findings)}\n`);
  await previewSite({projectDir: project.dir, port: options.port});
}
