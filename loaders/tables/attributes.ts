import type {Engine} from "../engine/duckdb.ts";

/** An attribute column of `main.leads`. */
export interface AttributeColumn {
  name: string;
  type: "category" | "number";
}

/** The attribute columns of `main.leads`, in the order of the sources. */
export const attributesOf = (engine: Engine): Promise<AttributeColumn[]> =>
  engine.rows("attributes", "select name, type from main.attributes order by position");
