/** What of a request decides whether it is answered. */
export interface Asked {
  method: string;
  /** As it stands in the request's first line. */
  target: string;
  /** Every header of the name, in small letters. */
  headers: Readonly<Record<string, string[] | undefined>>;
}

export interface Refusal {
  status: 400 | 403 | 404 | 405 | 414;
  /** A sentence for the reader, ending with the remedy where there is one. */
  why: string;
}

/** Longer addresses are no page's. */
const longest = 2048;

/** A file of a longer name can be nowhere. */
const longestName = 255;

/** Names of this machine that no other host can take. */
const own = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Why a preview does not answer, or null where it does. The pages hold leads, and any page that is open in the same browser can ask
 * this machine: so only a browser that was sent here by the preview's own name is answered (a foreign name may lead here too, by
 * DNS), and only for a page of the preview itself, or for somebody who has typed or followed its address.
 *
 * @param port where the preview listens
 * @param names further names, "pages.example.org" on any port or "localhost:8080" on that one
 */
export function refusal(asked: Asked, port: number, names: readonly string[] = []): Refusal | null {
  const one = (name: string): string | undefined => asked.headers[name]?.[0];
  const isOurs = (host: string): boolean => isNamed(host.toLowerCase(), port, names);
  const hosts = asked.headers.host ?? [];
  if (hosts.length !== 1 || !isOurs(hosts[0]))
    return forbidden(`pages are not served under the name ${shown(hosts.join(", ") || "(none)")}`, "--host NAME");
  const origin = one("origin");
  if (origin !== undefined && !isOurs(/^https?:\/\/([^/]+)$/i.exec(origin)?.[1] ?? ""))
    return forbidden(`pages are not served to ${shown(origin)}`, "--host NAME");
  const isVisit = one("sec-fetch-mode") === "navigate" && one("sec-fetch-dest") === "document";
  if (!["same-origin", "none", undefined].includes(one("sec-fetch-site")) && !isVisit)
    return {status: 403, why: "pages are not served to other sites; open the address itself"};
  if (asked.method !== "GET" && asked.method !== "HEAD")
    return {status: 405, why: `unsupported method: ${shown(asked.method)}; pages are only read`};
  return addressFault(asked.target);
}

function isNamed(host: string, port: number, names: readonly string[]): boolean {
  const [, name, at = "80"] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (name === undefined) return false;
  return (own.includes(name) && at === String(port)) || names.includes(name) || names.includes(`${name}:${at}`);
}

const forbidden = (why: string, option: string): Refusal => ({
  status: 403,
  why: `${why}; where it is another name of this machine, start the preview with ${option}`,
});

/** What can be no page's address, whatever the file system would make of it. */
function addressFault(target: string): Refusal | null {
  const invalid: Refusal = {status: 400, why: `invalid address: ${shown(target)}`};
  if (target.length > longest) return {status: 414, why: `invalid address: of ${target.length} letters`};
  if (!target.startsWith("/") || /^\/[/\\]/.test(target) || !URL.canParse(target, "http://preview")) return invalid;
  const {host, pathname} = new URL(target, "http://preview");
  const names = pathname.split("/").map(decoded);
  if (host !== "preview" || pathname.startsWith("//") || names.some((name) => name === null || isOdd(name)))
    return invalid;
  const isTooLong = names.some((name) => Buffer.byteLength(name ?? "") > longestName);
  return isTooLong || fetched.test(pathname) ? {status: 404, why: `missing: ${shown(target)}`} : null;
}

/** Addresses at which Framework would serve what it fetches from other hosts. */
const fetched = /^\/(?:_npm|_jsr|_duckdb)\/|^\/_observablehq\/stdlib\/duckdb\.js$/;

/** Separators and controls within a name, and ways to the folder above. */
const isOdd = (name: string): boolean => /[/\\\p{Cc}]/u.test(name) || name === "..";

/** The text, or null where it is none. Twice, as a second reader may. */
function decoded(name: string): string | null {
  try {
    const text = decodeURIComponent(name);
    return /%(?:00|2e|2f|5c)/i.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** At most 80 letters of what somebody has sent, none of them a control. */
const shown = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 80);
