import {existsSync} from "node:fs";
import {join} from "node:path";
import {type Browser, chromium} from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A browser without a window: the one that `HAKARI_CHROMIUM` names, else the system's Chromium or Chrome, else, on Linux, the
 * one inside an npm package, which brings its own libraries. Nothing is downloaded. On Linux it sees Hakari's fonts and no others, so
 * that every machine draws the same letters; elsewhere those of the system.
 */
export async function launch(): Promise<Browser> {
  const executablePath = process.env.HAKARI_CHROMIUM ?? installed.find(existsSync) ?? (await packed());
  const env = process.platform === "linux" ? {...process.env, FONTCONFIG_FILE: fonts} : process.env;
  return chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu"], env: env as Record<string, string>});
}

const fonts = join(import.meta.dirname, "fonts/fonts.conf");

async function packed(): Promise<string> {
  if (process.platform !== "linux")
    throw new Error("missing browser: install Chrome or Chromium, or set HAKARI_CHROMIUM to the program's path");
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
  const {default: chromiumPackage} = await import("@sparticuz/chromium");
  return chromiumPackage.executablePath();
}
