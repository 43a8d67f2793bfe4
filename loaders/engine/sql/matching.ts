import {statSync} from "node:fs";
import {type Engine, literal} from "../duckdb.ts";

/** The files that a path or glob means, in the order of their names; folders, pipes and devices are none. */
export async function matching(engine: Engine, pattern: string): Promise<string[]> {
  const found = await engine.rows<{file: string}>(
    "find files",
    `select file from glob(${literal(pattern)}) order by file`,
  );
  return found.map(({file}) => file).filter((file) => statSync(file, {throwIfNoEntry: false})?.isFile());
}
