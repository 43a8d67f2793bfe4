import {createHash} from "node:crypto";

/**
 * The page with a Content-Security-Policy: scripts of the site alone, none written into the page but those that stand in it now,
 * told by their hashes. For a page as Framework leaves it, before any data are in it: what a lead is called can never be one of them.
 */
export const withPolicy = (html: string): string =>
  html.replace(
    /<meta charset="utf-8">/,
    (charset) => `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy(scriptsIn(html))}">`,
  );

/** Scripts in the page that are no modules: its module becomes a file when the page is drawn. */
const scriptsIn = (html: string): string[] =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text);

/** Charts and tables set places and widths by style attributes, so that those are allowed. */
function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...new Set(hashes)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
