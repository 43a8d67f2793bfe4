import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Plugin} from "esbuild";

/** Maps, files in other formats, and expressions as text: what Vega's runtime asks for, and no chart of ours. */
const unused = /^(?:d3-geo|topojson-client|d3-dsv|vega-expression)$/;

/** Leaves out of what a browser gets the parts of libraries that no page uses. Of jstat only special functions are. */
export const slim: Plugin = {
  name: "slim",
  setup({onResolve, onLoad}) {
    onResolve({filter: unused}, ({path}) => ({path, namespace: "unused"}));
    onLoad({filter: /./, namespace: "unused"}, () => ({contents: "exports.codegenExpression = () => null;"}));
    onLoad({filter: /[\\/]jstat[\\/]dist[\\/]jstat\.js$/}, async ({path}) => ({
      contents: `const jStat = {fn: {}};\n${await readFile(join(path, "../../src/special.js"), "utf8")}\nexport default jStat;`,
    }));
  },
};
