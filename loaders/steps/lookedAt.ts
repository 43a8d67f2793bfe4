import type {Engine} from "../engine/duckdb.ts";

/** Of what not all may be looked at: see `chooseLookedAt`. */
export type LookedAtKind = "column" | "value" | "step value" | "action" | "topic" | "segment" | "stage";

/** The kinds of which `main.looked_at` tells an order, as there is too much of them; none where it was not made. */
export async function boundedKinds(engine: Engine): Promise<ReadonlySet<LookedAtKind>> {
  const made = await engine.count(
    "looked at",
    "select count(*) from information_schema.tables where table_schema = 'main' and table_name = 'looked_at'",
  );
  if (made === 0) return new Set();
  const rows = await engine.rows<{kind: LookedAtKind}>("looked at", "select distinct kind from main.looked_at");
  return new Set(rows.map(({kind}) => kind));
}

/** The first so many of a kind, by `field`; null where all are looked at. */
export async function firstOf(engine: Engine, kind: LookedAtKind, most: number): Promise<string[] | null> {
  if (!(await boundedKinds(engine)).has(kind)) return null;
  const rows = await engine.rows<{field: string}>(
    "looked at",
    `select field from main.looked_at where kind = '${kind}' and place <= ${most} order by place`,
  );
  return rows.map(({field}) => field);
}
