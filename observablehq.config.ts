import {existsSync, readdirSync, readFileSync} from "node:fs";

/**
 * Framework's configuration. `hakari preview` and `hakari build` set the variables: the pages' root is a folder of links to
 * `src` with a cache and a browser bundle of its own, so that no project is ever served another's page data.
 */
const root = process.env.HAKARI_SITE_ROOT ?? "src";

const known = [
  {name: "Overview", path: "/"},
  {name: "Profile", path: "/profile"},
  {name: "Drivers", path: "/drivers"},
  {name: "Funnel", path: "/funnel"},
  {name: "Calibrate", path: "/calibrate"},
  {name: "Validate", path: "/validate"},
  {name: "Threshold", path: "/threshold"},
  {name: "Hot leads", path: "/hot-leads"},
  {name: "Data", path: "/data"},
  {name: "Method", path: "/method"},
];

/** A site that is published has no page of leads. */
const ours = known.filter(({path}) => path === "/" || existsSync(`${root}${path}.md`));

/** Pages that people have added to `src`, by the title in their first heading. */
function added(): typeof ours {
  const names = new Set(["index", ...ours.map(({path}) => path.slice(1))]);
  return (existsSync(root) ? readdirSync(root) : [])
    .filter((file) => file.endsWith(".md") && !names.has(file.slice(0, -3)))
    .map((file) => ({
      name: /^#\s+(.+)$/m.exec(readFileSync(`${root}/${file}`, "utf8"))?.[1] ?? file.slice(0, -3),
      path: `/${file.slice(0, -3)}`,
    }));
}

export default {
  title: process.env.HAKARI_TITLE ?? "Hakari",
  home: "Hakari",
  root,
  output: process.env.HAKARI_SITE_OUT ?? "dist",
  base: process.env.HAKARI_BASE ?? "/",
  pages: [...ours, ...added()],
  style: "style.css",
  globalStylesheets: [],
  head: '<link rel="icon" href="data:,">',
  footer: "",
  search: true,
  toc: {show: true, label: "On this page"},
  interpreters: {".ts": [process.execPath, "--import", "tsx"]},
};
