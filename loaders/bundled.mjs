import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, "node_modules/.cache/hakari");

/**
 * The URL of an entry (the command line, or a load in a process of its own) as plain JavaScript, a file a command: starting is twice
 * as fast as through a translator. Made anew when a source has changed, and kept beside the packages. Null where it cannot be
 * written there.
 */
export async function bundled(entry = "cli") {
  try {
    const folder = join(cache, stampOf(["loaders", "src", "package.json"]));
    const main = join(folder, `${entry}.js`);
    if (!statSync(main, {throwIfNoEntry: false})) await make(folder);
    return pathToFileURL(main).href;
  } catch {
    return null;
  }
}

/** Changes with the time or the number of the sources. */
function stampOf(paths) {
  const files = paths.flatMap((path) => {
    const full = join(root, path);
    if (statSync(full).isFile()) return [full];
    return readdirSync(full, {recursive: true})
      .filter((name) => /\.(ts|json)$/.test(name))
      .map((name) => join(full, name));
  });
  return `${Math.max(...files.map((file) => statSync(file).mtimeMs))}-${files.length}`;
}

async function make(folder) {
  const {build} = await import("esbuild");
  const building = `${folder}.${process.pid}`;
  const remove = () => rmSync(building, {recursive: true, force: true});
  mkdirSync(building, {recursive: true});
  process.once("exit", remove);
  forgetOld();
  await build({
    entryPoints: [join(root, "loaders/cli.ts"), join(root, "loaders/loadChild.ts")],
    outdir: building,
    bundle: true,
    splitting: true,
    plugins: [ownUrls, foundPackages],
    platform: "node",
    format: "esm",
    banner: {
      js: `import {createRequire} from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)});`,
    },
    logLevel: "silent",
  });
  try {
    renameSync(building, folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}

const day = 86_400_000;

/** Removes what no running command can be using any more. */
function forgetOld() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, {recursive: true, force: true});
  }
}

/** What every command reads: found in the bundle, not looked up file by file. */
const inEveryCommand = ["commander", "iconv-lite", "jstat", "yaml", "zod"];

/** Leaves all other packages where they are: some hold programs, or look for files beside themselves. */
const foundPackages = {
  name: "found-packages",
  setup(build) {
    build.onResolve({filter: /^[^./]/}, ({path, importer}) => {
      const isOurs = !importer.includes("node_modules");
      return isOurs && !inEveryCommand.some((name) => path === name || path.startsWith(`${name}/`))
        ? {external: true}
        : null;
    });
  },
};

/** Modules look for files beside their source, wherever their code is run. */
const ownUrls = {
  name: "own-urls",
  setup(build) {
    build.onLoad({filter: /\.ts$/}, ({path}) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
      loader: "ts",
    }));
  },
};
