import {existsSync, readFileSync} from "node:fs";
import {projectFile} from "./project.ts";
import {parseYaml} from "./yamlFile.ts";

/**
 * Whether the project file asks by name that leads be published: `publish: {hot_leads: true}`. It is read anew at each build,
 * so that taking the line out is enough to keep leads at home. Without a file, or where it says anything else: no.
 */
export function publishesLeads(dir: string): boolean {
  const path = projectFile(dir);
  if (!existsSync(path)) return false;
  const {value} = parseYaml(readFileSync(path, "utf8"), {env: process.env, dir, cwd: process.cwd()});
  return (value as {publish?: {hot_leads?: unknown}} | null)?.publish?.hot_leads === true;
}
