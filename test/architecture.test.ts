import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {describe, expect, it} from "vitest";

const root = resolve(import.meta.dirname, "..");

/** What each folder may import of the repository's own code; packages are named where only some are allowed. */
const mayImport: Record<string, {folders: string[]; packages?: string[]}> = {
  "src/analysis": {folders: ["src/analysis", "src/text/language.ts"], packages: ["simple-statistics", "jstat"]},
  "src/text": {folders: ["src/text", "src/analysis"]},
  "src/charts": {folders: ["src/charts", "src/text", "src/analysis"]},
  "src/components": {folders: ["src/components", "src/charts", "src/text", "src/analysis"]},
  "src/data": {folders: ["src/data", "src/analysis", "src/text", "loaders/engine"]},
  "src/exports": {folders: ["src/exports", "src/text", "src/analysis"], packages: ["yaml"]},
  loaders: {folders: ["loaders", "src/analysis", "src/text", "src/exports", "package.json"]},
  "loaders/site/draw": {folders: ["loaders/site", "src/components", "src/charts", "src/text"]},
};

/** The narrowest folder that has a rule for the file. */
const ruledBy = (file: string): string | undefined =>
  Object.keys(mayImport)
    .filter((folder) => relative(root, file).startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

function files(folder: string): string[] {
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const withoutComments = (file: string): string => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

function imports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?<!")(?:from |import\()\s*"([^"\n]+)"/g)].map(([, name]) => name);
}

describe.each(Object.entries(mayImport))("%s", (folder, {folders, packages}) => {
  it("imports only what lies before it on the data's way", () => {
    const ruled = files(folder).filter((file) => ruledBy(file) === folder);
    const strays = ruled.flatMap((file) =>
      imports(file)
        .filter((name) => {
          if (!name.startsWith(".")) return packages !== undefined && !packages.includes(name);
          const target = relative(root, resolve(dirname(file), name));
          return !folders.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
        })
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });
});

describe.each(["src/analysis", "src/exports"])("%s", (folder) => {
  it("is pure: no clock, no chance, no DOM, no files", () => {
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.|document\.|window\.|process\.)/;
    const strays = files(folder).filter((file) => impure.test(withoutComments(file)));
    expect(strays).toEqual([]);
  });
});

describe("src/data", () => {
  const tablesOf = (file: string) =>
    [...withoutComments(file).matchAll(/\bfrom\s+([a-z_]+(?:\.[a-z_]+)?)/g)].map(([, table]) => table);
  const ofLeads = ["hotLeads.json.ts", "leadsBehind.arrow.ts"].map((name) => join(root, "src/data", name));

  it("asks only results, which hold no lead, but for the lists of leads", () => {
    const others = files("src/data").filter((file) => !ofLeads.includes(file));
    expect(others.flatMap(tablesOf).filter((table) => !table.startsWith("results."))).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
  });

  it.each(ofLeads)("asks local in %s only where leads may be shown", (file) => {
    expect(tablesOf(file).every((table) => table.startsWith("local."))).toBe(true);
    expect(readFileSync(file, "utf8")).toMatch(/= showsLeads\s+\? await ask\(/);
  });
});
