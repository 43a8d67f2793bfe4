import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";

interface Package {
  name: string;
  version: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: Record<string, string>;
}

interface Locked {
  version: string;
  integrity?: string;
  /** Inside another's archive, whose checksum is its own. */
  inBundle?: boolean;
  hasInstallScript?: boolean;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8"));
const own = readJson<Package>("package.json");
const direct = {...own.dependencies, ...own.devDependencies};
const {"": _, ...locked} = readJson<{packages: Record<string, Locked>}>("package-lock.json").packages;
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const contributing = readFileSync("CONTRIBUTING.md", "utf8");

/** Packages that run something of theirs when they are installed with scripts, as `name@version`. */
function withScripts(): string[] {
  const folders = readdirSync("node_modules", {recursive: true, encoding: "utf8"})
    .filter((file) => /(^|node_modules\/)(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
    .map((file) => join("node_modules", dirname(file)));
  return folders
    .filter((folder) => {
      const {scripts = {}} = readJson<Package>(join(folder, "package.json"));
      const isBuilt = existsSync(join(folder, "binding.gyp"));
      return isBuilt || ["preinstall", "install", "postinstall"].some((name) => scripts[name] !== undefined);
    })
    .map((folder) => `${nameOf(folder)}@${readJson<Package>(join(folder, "package.json")).version}`);
}

describe("package.json", () => {
  it("names every package with one version, the one of the lock file", () => {
    const strays = Object.entries(direct).filter(
      ([name, version]) =>
        !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || locked[`node_modules/${name}`]?.version !== version,
    );
    expect(strays).toEqual([]);
    expect(Object.keys(direct).length).toBeGreaterThan(20);
  });

  it("overrides with one version, for every package that asks for it", () => {
    for (const [name, version] of Object.entries(own.overrides ?? {})) {
      const wanted = version === `$${name}` ? direct[name] : version;
      const copies = Object.entries(locked).filter(([path]) => nameOf(path) === name);
      expect(copies.map(([, {version: at}]) => at)).toEqual([wanted]);
    }
  });
});

describe("package-lock.json", () => {
  it("has a checksum of every package", () => {
    const apart = Object.entries(locked).filter(([, {inBundle}]) => !inBundle);
    expect(apart.filter(([, {integrity}]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  it("has install scripts of the packages that CONTRIBUTING lists, and of no others", () => {
    const line = /^May have install scripts: (.*)\.$/m.exec(contributing)?.[1] ?? "";
    const listed = [...line.matchAll(/`([^`]+)`/g)].map(([, one]) => one).sort();
    const flagged = Object.entries(locked)
      .filter(([, {hasInstallScript}]) => hasInstallScript)
      .map(([path, {version}]) => `${nameOf(path)}@${version}`);
    expect(flagged.sort()).toEqual(listed);
    expect(withScripts().sort()).toEqual(listed);
  });
});

describe("CONTRIBUTING.md", () => {
  it("tells why a package is not current at the version that is used", () => {
    const rows = [...contributing.matchAll(/^\| `([^`]+)` \| (\d\S*) \| (\d\S*) \| (.+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(0);
    for (const [, name, version, current, why] of rows) {
      expect(`${name} ${direct[name]}`).toBe(`${name} ${version}`);
      expect(current).not.toBe(version);
      expect(why.length).toBeGreaterThan(10);
    }
  });
});

describe("what a newcomer is told to run", () => {
  it.each(["README.md", "README.ja.md", "CONTRIBUTING.md", ".ci/run"])("installs without scripts in %s", (file) => {
    const installs = readFileSync(file, "utf8").match(/^npm (ci|i|install)\b.*$/gm);
    expect(installs).toEqual(["npm ci --ignore-scripts"]);
  });
});
