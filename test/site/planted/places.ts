import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {tableFromArrays, tableToIPC} from "apache-arrow";

/** Puts a fact into a file of its own in a site, a copy of one that was built where there is such a file; returns the file. */
export type Plant = (site: string, number: number) => string;

function write(site: string, file: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(site, file)), {recursive: true});
  writeFileSync(join(site, file), content);
  return file;
}

const built = (site: string, begin: string): string => {
  const folder = dirname(begin);
  const name = readdirSync(join(site, folder)).find((file) => join(folder, file).startsWith(begin));
  if (name === undefined) throw new Error(`missing in the site: ${begin}…`);
  return readFileSync(join(site, folder, name), "utf8");
};

/** Markup at the end of a page. */
export const html =
  (markup: string): Plant =>
  (site, number) =>
    write(
      site,
      `planted-${number}.html`,
      built(site, "data.html").replace("</main>", () => `${markup}</main>`),
    );

/** A paragraph of a page. */
export const text = (fact: string): Plant => html(`<p>${fact}</p>`);

/** Page data with one more key. */
export const json =
  (value: unknown): Plant =>
  (site, number) =>
    write(
      site,
      `_file/data/planted-${number}.json`,
      JSON.stringify({...JSON.parse(built(site, "_file/data/threshold.")), planted: value}),
    );

/** A script with a line more. */
export const script =
  (code: string): Plant =>
  (site, number) =>
    write(site, `_import/planted-${number}.js`, `export const rows = [1, 2, 3];\n${code}\n`);

export const file =
  (name: string, content: string): Plant =>
  (site, number) =>
    write(site, name.replace("#", String(number)), content);

export const csv = (content: string): Plant => file("_file/own/planted-#.csv", content);
export const svg = (content: string): Plant =>
  file("_file/own/planted-#.svg", `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`);

export const arrow =
  (columns: Record<string, unknown[]>): Plant =>
  (site, number) =>
    write(site, `_file/own/planted-${number}.arrow`, tableToIPC(tableFromArrays(columns), "stream"));
