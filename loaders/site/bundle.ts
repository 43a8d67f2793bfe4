import {join} from "node:path";
import {type BuildContext, type BuildOptions, build, context, type Plugin} from "esbuild";
import type {Language} from "../../src/text/language.ts";
import {home} from "./root.ts";

/**
 * Everything the pages import, charts and analysis and their libraries, as one module in the root: `client/hakari.js`.
 * Framework itself cannot: it leaves imports that end in `.ts` as they are.
 */
const options = (root: string, language: Language): BuildOptions => ({
  absWorkingDir: home,
  entryPoints: {hakari: "src/pages/client.ts", own: "src/pages/own.ts"},
  outdir: join(root, "client"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  define: {HAKARI_LANGUAGE: JSON.stringify(language)},
  plugins: [workers],
});

/** `import source from "./x.ts?worker"` gives the bundled source of a web worker as text. */
const workers: Plugin = {
  name: "workers",
  setup({initialOptions, onResolve, onLoad}) {
    onResolve({filter: /\.ts\?worker$/}, ({path, resolveDir}) => ({
      path: join(resolveDir, path.replace(/\?worker$/, "")),
      namespace: "worker",
    }));
    onLoad({filter: /./, namespace: "worker"}, async ({path}) => {
      const result = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        format: "iife",
        target: "es2022",
        write: false,
        define: initialOptions.define,
        metafile: true,
      });
      const watchFiles = Object.keys(result.metafile.inputs).map((input) => join(home, input));
      return {contents: result.outputFiles[0].text, loader: "text", watchFiles};
    });
  },
};

export async function bundleClient(root: string, language: Language): Promise<void> {
  await build(options(root, language));
}

/** Bundles now and again after every change of a module in it. */
export async function watchClient(root: string, language: Language): Promise<BuildContext> {
  const watching = await context(options(root, language));
  await watching.rebuild();
  await watching.watch();
  return watching;
}
