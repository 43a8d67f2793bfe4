import {basename, dirname, join} from "node:path";
import {home} from "../root.ts";
import {type Cell, cellImports} from "./cells.ts";
import {clientSource, type DrawnPage, isClient} from "./page.ts";

/** A page and its file in the site. */
export interface NamedPage extends DrawnPage {
  file: string;
}

/** From the folder of the pages' modules to the site's root. */
const up = "../..";

/** What the page's module that waits is called. */
export const entryName = ({file}: Pick<NamedPage, "file">): string => file.replace(/\.html$/, "").replaceAll("/", "-");

/** What its module that then runs is called. */
export const liveName = (page: NamedPage): string => `${entryName(page)}-live`;

/** A page that people have added. */
export const isOwn = ({file}: Pick<NamedPage, "file">): boolean => file.startsWith("own/");

const clientAddress = ({code}: NamedPage): string => `${up}/_observablehq/${basename(code.framework.client)}`;

/** What waits for the reader; where the build could not draw a cell, nothing waits. */
export function startSource(page: NamedPage): string {
  const begin = [clientAddress(page), ...(page.live.length > 0 ? [`page:${liveName(page)}`] : [])];
  return [
    `import {wake} from "${join(home, "src/components/wake.ts")}";`,
    `const begin = async () => { ${begin.map((path) => `await import("${path}");`).join(" ")} };`,
    page.faults.length > 0 ? "begin();" : "wake(begin);",
  ].join("\n");
}

/** The page's cells that run in the browser, as a module. What they import from `./client` becomes part of it. */
export function liveSource(page: NamedPage): string {
  const {live, code, file} = page;
  const own = new Map<string, string>();
  const deep = dirname(file) === "." ? "" : `${dirname(file)}/`;
  const cellText = ({source}: Cell): string =>
    source
      .replace(/^define\(/, "")
      .replace(/\);$/, "")
      .replace(/\b(await )?import\("(\.[^"]+)"\)/g, (whole, waits: string | undefined, path: string) => {
        if (!isClient(path)) return whole;
        const name = `client_${basename(path).split(".")[0].replace(/\W/g, "_")}`;
        own.set(name, clientSource(path));
        return waits ? name : `Promise.resolve(${name})`;
      })
      .replace(cellImports, (_, path: string) => `import("${up}/${join(deep, path)}")`);
  const cells = live.map(cellText);
  const text = live.map(({source}) => source).join("\n");
  const files = code.files.filter(({name}) => text.includes(JSON.stringify(name)));
  return [
    `import {define} from "${clientAddress(page)}";`,
    code.framework.stdlib ? `import {registerFile} from "${up}/_observablehq/${basename(code.framework.stdlib)}";` : "",
    `import {takeOver} from "${join(home, "src/components/takeOver.ts")}";`,
    ...[...own].map(([name, path]) => `import * as ${name} from "${path}";`),
    `import {useFlows} from "${join(home, "src/components/flows.ts")}";`,
    ...(isOwn(page)
      ? [`import {standInUtc} from "${join(home, "src/components/utcClock.ts")}";`, "standInUtc();"]
      : []),
    ...files.map(({source}) => source),
    `useFlows(new URL("./${entryName(page)}.json", import.meta.url));`,
    `takeOver(define, [${cells.join(",\n")}]);`,
  ].join("\n");
}
