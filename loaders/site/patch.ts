import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/** What Framework's pages lack for people who read with the keyboard, a magnifier or a screen reader. */
const patches: readonly [RegExp, string][] = [
  [/<html>/, '<html lang="en">'],
  [/<meta name="viewport"[^>]*>/, '<meta name="viewport" content="width=device-width, initial-scale=1">'],
];

export function patchPages(site: string): void {
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (file.endsWith(".html")) writeFileSync(join(site, file), patched(readFileSync(join(site, file), "utf8")));
  }
}

const patched = (html: string): string => patches.reduce((text, [from, to]) => text.replace(from, to), html);
