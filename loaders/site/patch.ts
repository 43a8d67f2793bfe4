import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type Language, say} from "../../src/text/language.ts";
import {withPolicy} from "./policy.ts";

/**
 * What Framework's pages lack for people who read with the keyboard, a magnifier or a screen reader: a language, zoom, a way past
 * the list of pages, names for controls and landmarks, no control outside of them, no list where there is none.
 */
const patches = (language: Language): [RegExp, string][] => [
  [/<html>/, `<html lang="${language}">`],
  [/<meta name="viewport"[^>]*>/, '<meta name="viewport" content="width=device-width, initial-scale=1">'],
  [
    /<body>/,
    `$&\n<a class="skip" href="#observablehq-main">${say({en: "Skip to the page", ja: "本文へ"})}</a>\n<header>`,
  ],
  [/<div id="observablehq-center">/, "</header>\n$&"],
  [/<input id="observablehq-sidebar-toggle"/, named({en: "Show the list of pages", ja: "ページ一覧を表示"})],
  [/title="Toggle sidebar"/, `title="${say({en: "Show the list of pages", ja: "ページ一覧を表示"})}"`],
  [
    /(<nav id="observablehq-sidebar")(>\s*<ol)/,
    `$1 aria-label="${say({en: "Pages", ja: "ページ"})}"$2 role="presentation"`,
  ],
  [/<input type="search"/, named({en: "Search the pages", ja: "ページを検索"})],
  [/placeholder="Search"/, `placeholder="${say({en: "Search", ja: "検索"})}"`],
  [
    /(<aside id="observablehq-toc"[^>]*>\s*<nav)/,
    `$1 aria-label="${say({en: "On this page", ja: "このページの内容"})}"`,
  ],
  [
    /(<footer id="observablehq-footer">\s*<nav)/,
    `$1 aria-label="${say({en: "Next and previous page", ja: "次のページと前のページ"})}"`,
  ],
];

const named = (words: Record<Language, string>): string => `$& aria-label="${say(words)}"`;

/** Gives each page of a built site what Framework's own lack, in place. */
export function patchPages(site: string, language: Language): void {
  const patch = (file: string, patched: (text: string) => string) =>
    writeFileSync(join(site, file), patched(readFileSync(join(site, file), "utf8")));
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (file.endsWith(".html")) patch(file, (html) => patchedPage(html, language));
    if (/style[^/]*\.css$/.test(file)) patch(file, patchedStyle);
  }
}

/** When page data were written says nothing of the data, and would make every build differ. */
const written = /"lastModified":\d+,/g;

const patchedPage = (html: string, language: Language): string =>
  withPolicy(patches(language).reduce((text, [from, to]) => text.replace(from, to), html.replace(written, "")));

/** The switch of the list of pages is no longer the page's neighbour but within its neighbour, the header. */
const patchedStyle = (css: string): string =>
  css.replace(/#observablehq-sidebar-toggle:(checked|indeterminate)(?=\s*~\s*#observablehq-center)/g, ":has(> $&)");
