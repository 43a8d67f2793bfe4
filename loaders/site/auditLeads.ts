import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {Engine, literal} from "../engine/duckdb.ts";
import {warehousePath} from "../warehouse.ts";
import {pagesOfLeads} from "./root.ts";

/**
 * Reads a built site that is to hold no lead: neither their pages, nor a link to them, nor the id of any lead of the project
 * in a page or in page data. Ids of digits alone, or of letters alone, are not looked for: counts and words are like them.
 * Throws with what it found.
 */
export async function auditLeads(site: string, projectDir: string): Promise<void> {
  const names = pagesOfLeads.map((page) => page.replace(/\.md$/, ""));
  const texts = new Map(textFiles(site).map((file) => [file, readFileSync(join(site, file), "utf8")]));
  const pages = [...texts].flatMap(([file, text]) =>
    names
      .filter((name) => file === `${name}.html` || text.includes(`/${name}.html"`))
      .map((name) => `${file}: a page of leads, or a link to it: ${name}`),
  );
  const words = new Map(
    [...texts].flatMap(([file, text]) => wordsOf(text).map((word): [string, string] => [word, file])),
  );
  const ids = await leadsAmong(projectDir, [...words.keys()]);
  const faults = [...pages, ...ids.slice(0, 10).map((id) => `${words.get(id)}: holds the id of a lead: ${id}`)];
  if (faults.length)
    throw new Error(
      `the built site is not to hold leads:\n${faults.join("\n")}\nto publish them: publish: {hot_leads: true}`,
    );
}

/** Pages and page data; modules hold no data. */
const textFiles = (site: string): string[] =>
  readdirSync(site, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)))
    .filter((file) => file.endsWith(".html") || file.startsWith("_file"));

const wordsOf = (text: string): string[] =>
  [...new Set(text.match(/[\p{L}\p{N}_.@+-]{5,}/gu))].filter((word) => /\d/.test(word) && /\p{L}/u.test(word));

async function leadsAmong(projectDir: string, words: readonly string[]): Promise<string[]> {
  const engine = await Engine.open(warehousePath(projectDir), {readOnly: true});
  try {
    const found = await engine.rows<{lead_id: string}>(
      "audit_leads",
      `select lead_id from leads where lead_id in (${words.map(literal).join(", ") || "''"}) order by lead_id`,
    );
    return found.map(({lead_id}) => lead_id);
  } finally {
    engine.close();
  }
}
