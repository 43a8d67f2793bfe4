import {existsSync, readdirSync, readFileSync} from "node:fs";
import {headingIds} from "./loaders/site/headingIds.ts";
import {say, setLanguage} from "./src/text/language.ts";

/**
 * Framework's configuration. `hakari preview` and `hakari build` set the variables: the pages' root is a folder of links to
 * `src` with a cache and a browser bundle of its own, so that no project is ever served another's page data.
 */
const root = process.env.HAKARI_SITE_ROOT ?? "src";
setLanguage(process.env.HAKARI_LANGUAGE === "ja" ? "ja" : "en");

/** Our pages in their order; one that holds leads is not there when the site is published. */
const ours = [
  "index",
  "profile",
  "drivers",
  "funnel",
  "calibrate",
  "validate",
  "threshold",
  "hot-leads",
  "data",
  "method",
];

const isPublished = process.env.HAKARI_PUBLISH === "1";

const icon = '<link rel="icon" href="data:,">';

/** Own pages stand in UTC before their first cell runs; in a built site their own module sees to that. */
const inUtc = '\n<script type="module" src="/client/own.js"></script>';

const isThere = (name: string): boolean => existsSync(`${root}/${name}.md`);

/** Pages that people have added to `src/own`; drafts are there while one works on them, not when the site is published. */
const added = (existsSync(`${root}/own`) ? readdirSync(`${root}/own`) : [])
  .filter((file) => file.endsWith(".md"))
  .map((file) => `own/${file.slice(0, -3)}`)
  .filter((name) => !isPublished || !/^draft:\s*true$/m.test(frontMatterOf(name)));

function frontMatterOf(name: string): string {
  return /^---\n[\s\S]*?\n---$/m.exec(readFileSync(`${root}/${name}.md`, "utf8"))?.[0] ?? "";
}

/** The page's title, as its own file gives it. */
const titleOf = (name: string): string =>
  /^(?:title:|#)\s+(.+)$/m.exec(readFileSync(`${root}/${name}.md`, "utf8"))?.[1] ?? name;

export default {
  title: process.env.HAKARI_TITLE ?? "Hakari",
  home: "Hakari",
  root,
  output: process.env.HAKARI_SITE_OUT ?? "dist",
  base: process.env.HAKARI_BASE ?? "/",
  // Links name files: any file server has those, and a folder that was mailed opens without one.
  preserveExtension: true,
  preserveIndex: true,
  pages: [...ours.filter(isThere), ...added].map((name) => ({
    name: titleOf(name),
    path: name === "index" ? "/" : `/${name}`,
  })),
  style: "style.css",
  globalStylesheets: [],
  head: ({path}: {path: string}) => icon + (isPublished || !path.startsWith("/own/") ? "" : inUtc),
  footer: `<a href="/data/run.json" download="run.json">${say({en: "Run record as JSON", ja: "実行記録（JSON）"})}</a>`,
  search: true,
  toc: {show: true, label: say({en: "On this page", ja: "このページの内容"})},
  markdownIt: headingIds,
  interpreters: {
    ".ts": [process.execPath, "--import", "tsx"],
    ".sql": [process.execPath, "--import", "tsx", "src/data/askSql.ts"],
  },
};
