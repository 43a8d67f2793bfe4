import {existsSync, readFileSync} from "node:fs";
import {projectFile} from "./project.ts";
import {parseYaml} from "./yamlFile.ts";

/** What the project file says now of what may leave. */
export interface Publishing {
  /** It asks by name that leads be published: `publish: {hot_leads: true}`. */
  hotLeads: boolean;
  /** Fewest leads that a published value may belong to, and observations in a published cell; 0 where it does not say. */
  minCell: number;
  /** Attributes that are never published. */
  personal: string[];
}

/**
 * What the project file says of publishing, read anew at each build: taking a line out is enough to keep leads at home, adding
 * one enough to keep an attribute there. Without a file, or where it says anything else, no lead is published.
 */
export function publishing(dir: string): Publishing {
  const path = projectFile(dir);
  if (!existsSync(path)) return {hotLeads: false, minCell: 0, personal: []};
  const {value} = parseYaml(readFileSync(path, "utf8"), {env: process.env, dir, cwd: process.cwd()});
  const {publish, attributes} = (value ?? {}) as {
    publish?: {hot_leads?: unknown; min_cell?: unknown} | null;
    attributes?: Record<string, {personal?: unknown} | null> | null;
  };
  return {
    hotLeads: publish?.hot_leads === true,
    minCell: Number.isInteger(publish?.min_cell) ? Number(publish?.min_cell) : 0,
    personal: Object.entries(attributes ?? {}).flatMap(([name, one]) => (one?.personal === true ? [name] : [])),
  };
}
