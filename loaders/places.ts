import {join} from "node:path";

/** The one local file that holds a project's tables, steps and results. */
export const warehousePath = (dir: string): string => join(dir, "warehouse.duckdb");

/** Where a project keeps the summaries of its runs. */
export const runsDir = (projectDir: string): string => join(projectDir, "runs");
