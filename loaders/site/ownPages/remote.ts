import {JSDOM} from "jsdom";

/** "https://…", "//host/…": an address of another host. */
export const isRemote = (address: string): boolean => /^\s*(?:(?:https?|wss?|ftp):)?\/\//i.test(address);

/** By element, the attributes whose addresses a browser fetches unasked. Links are followed by people: `a` is not among them. */
const fetched = "src srcset poster data background".split(" ");

const inStyle = /url\(\s*["']?\s*([^"')\s]+)|@import\s+["']([^"']+)/gi;

/** Addresses of other hosts that markup makes a browser fetch; `line` is of the text, from 0. */
export function remoteIn(html: string): {address: string; line: number}[] {
  if (!/\/\//.test(html)) return [];
  const dom = new JSDOM(html, {url: "http://site/", includeNodeLocations: true});
  const found: {address: string; line: number}[] = [];
  const tell = (element: Element, address: string) => {
    if (isRemote(address)) found.push({address: address.trim(), line: (dom.nodeLocation(element)?.startLine ?? 1) - 1});
  };
  for (const element of dom.window.document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      const isLink = /^(?:xlink:)?href$/.test(name) && !/^(?:a|area|base)$/i.test(element.tagName);
      if (name === "srcset") for (const one of value.split(",")) tell(element, one.trim().split(/\s/)[0]);
      else if (isLink || fetched.includes(name)) tell(element, value);
      if (name === "style") for (const [, url, imported] of value.matchAll(inStyle)) tell(element, url ?? imported);
    }
    if (element.tagName === "STYLE")
      for (const [, url, imported] of (element.textContent ?? "").matchAll(inStyle)) tell(element, url ?? imported);
  }
  return found;
}
