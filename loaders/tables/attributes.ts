import type {Engine} from "../engine/duckdb.ts";

/** An attribute column of `main.leads`. */
export interface AttributeColumn {
  name: string;
  type: "category" | "number";
  /** Read from dates many of which lie after the lead was created. */
  isKnownLater?: true;
}

/** The attribute columns of `main.leads`, in the order of the sources. */
export async function attributesOf(engine: Engine): Promise<AttributeColumn[]> {
  const rows = await engine.rows<{name: string; type: AttributeColumn["type"]; is_known_later: boolean}>(
    "attributes",
    "select name, type, is_known_later from main.attributes order by position",
  );
  return rows.map(({name, type, is_known_later}) => (is_known_later ? {name, type, isKnownLater: true} : {name, type}));
}
