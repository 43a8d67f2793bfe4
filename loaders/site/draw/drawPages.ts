import {spawn} from "node:child_process";
import {join} from "node:path";
import type {Language} from "../../../src/text/language.ts";
import {home} from "../root.ts";

/**
 * Runs every cell of a built site once and puts what it shows into its page: charts as SVG, tables as rows. Pages without controls
 * need no script of ours afterwards; the others get one module each. A cell that fails fails the build, but for pages in `src/own`:
 * there it is left to the browser, and said. Wherever this runs, it is in UTC.
 */
export function drawPages(site: string, language: Language): Promise<void> {
  const args = ["--import", "tsx", join(home, "loaders/site/draw/main.ts"), site, language];
  return new Promise((done, failed) => {
    const env = {...process.env, TZ: "UTC"};
    const child = spawn(process.execPath, args, {cwd: home, env, stdio: ["ignore", "inherit", "pipe"]});
    let said = "";
    child.stderr.on("data", (text) => (said += text));
    child.on("error", failed);
    child.on("close", (code) => {
      if (code !== 0) return failed(new Error(`the pages could not be drawn:\n${said.trim().slice(-4000)}`));
      if (said) process.stderr.write(said);
      done();
    });
  });
}
