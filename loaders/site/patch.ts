import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/**
 * What Framework's pages lack for people who read with the keyboard, a magnifier or a screen reader: a language, zoom, names
 * for controls and landmarks, no list where there is none.
 */
const patches: readonly [RegExp, string][] = [
  [/<html>/, '<html lang="en">'],
  [/<meta name="viewport"[^>]*>/, '<meta name="viewport" content="width=device-width, initial-scale=1">'],
  [/<input id="observablehq-sidebar-toggle"/, '$& aria-label="Show the list of pages"'],
  [/(<nav id="observablehq-sidebar")(>\s*<ol)/, '$1 aria-label="Pages"$2 role="presentation"'],
  [/<input type="search"/, '$& aria-label="Search the pages"'],
  [/(<aside id="observablehq-toc"[^>]*>\s*<nav)/, '$1 aria-label="On this page"'],
  [/(<footer id="observablehq-footer">\s*<nav)/, '$1 aria-label="Next and previous page"'],
];

export function patchPages(site: string): void {
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (file.endsWith(".html")) writeFileSync(join(site, file), patched(readFileSync(join(site, file), "utf8")));
  }
}

/** When page data were written says nothing of the data, and would make every build differ. */
const written = /"lastModified":\d+,/g;

const patched = (html: string): string =>
  patches.reduce((text, [from, to]) => text.replace(from, to), html.replace(written, ""));
