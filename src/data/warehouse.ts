import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import type {Findings} from "../analysis/findings.ts";
import {languages, setLanguage} from "../text/language.ts";

/** The site is built to be given away (`hakari build`), not looked at locally. */
export const isPublished = process.env.HAKARI_PUBLISH === "1";

/** Page data may hold leads: locally, and where the project file asks for them to be published. */
export const showsLeads = !isPublished || process.env.HAKARI_PUBLISH_LEADS === "1";

setLanguage(languages.find((one) => one === process.env.HAKARI_LANGUAGE) ?? "en");

/** The project's folder, from `HAKARI_PROJECT`. */
export function projectDir(): string {
  const project = process.env.HAKARI_PROJECT;
  if (!project) throw new Error("missing HAKARI_PROJECT; start the pages with hakari preview or hakari build");
  return project;
}

/** Opens the project's warehouse read-only, asks, and closes it. `reads` are the only files that may be read beside it. */
export async function ask<T>(question: (engine: Engine) => Promise<T>, reads: readonly string[] = []): Promise<T> {
  const engine = await Engine.open(join(projectDir(), "warehouse.duckdb"), {readOnly: true, reads});
  try {
    return await question(engine);
  } finally {
    engine.close();
  }
}

/** Some of the findings of the last load. */
export function findings<K extends keyof Findings>(...names: K[]): Promise<Pick<Findings, K>> {
  return ask(async (engine) => {
    const asked = names.map((name) => `'${name}'`).join(", ");
    const sql = `select name, body from results.findings where name in (${asked})`;
    const rows = await engine.rows<{name: K; body: string}>("findings", sql);
    return Object.fromEntries(rows.map(({name, body}) => [name, JSON.parse(body)])) as Pick<Findings, K>;
  });
}

/** Writes page data to where Framework reads it. */
export function serve(value: unknown): void {
  process.stdout.write(JSON.stringify(value));
}
