import {type ChildProcess, spawn} from "node:child_process";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import type {Findings} from "../../src/analysis/findings.ts";
import {home} from "./root.ts";

interface FrameworkSettings {
  /** Absolute path of the project's folder. */
  projectDir: string;
  run: Findings["run"];
  /** Framework's root, relative to `home`. */
  root: string;
  isPublished: boolean;
  /** The project file asks for leads to be published. */
  publishesLeads?: boolean;
  out?: string;
  base?: string;
}

/** What the configuration and the page data read of their surroundings; page data of any language run in UTC. */
export function environment(settings: FrameworkSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TZ: "UTC",
    OBSERVABLE_TELEMETRY_DISABLE: "1",
    HAKARI_PROJECT: settings.projectDir,
    HAKARI_TITLE: settings.run.title,
    HAKARI_LANGUAGE: settings.run.language,
    HAKARI_SITE_ROOT: settings.root,
    HAKARI_SITE_OUT: settings.out ?? join(settings.root, "dist"),
    HAKARI_BASE: settings.base ?? "/",
    HAKARI_PUBLISH: settings.isPublished ? "1" : "0",
    HAKARI_PUBLISH_LEADS: settings.publishesLeads ? "1" : "0",
  };
}

/** Starts Framework's command in the repository's root. */
export function observable(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: ["ignore", "pipe", "pipe" | "inherit"],
): ChildProcess {
  const manifest = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
  const bin = join(dirname(manifest), "dist", "bin", "observable.js");
  return spawn(process.execPath, [bin, ...args], {cwd: home, env, stdio});
}

/** Why a build failed: what page data of people's own said of itself; else the end of Framework's whole report. */
export function failureOf(said: string): string {
  const told = [...said.matchAll(/^hakari: (.+)$/gm)].map(([, fault]) => fault);
  return told.join("\n") || `the pages could not be built:\n${said.trim().slice(-4000)}`;
}
