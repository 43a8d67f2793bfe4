import {loadApart} from "../loadApart.ts";

/** `hakari load`: reads the sources, computes every finding, replaces the warehouse, prints what came in and what did not. */
export async function load({project, leads}: {project: string; leads?: number}): Promise<void> {
  const {cameIn, warnings, found} = await loadApart(project, {leads});
  console.log(cameIn);
  for (const warning of warnings) console.error(warning);
  console.log(`\n${found}`);
  console.log(`Next: npx hakari suggest --project ${project}`);
}
