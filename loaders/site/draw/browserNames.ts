import {JSDOM} from "jsdom";

/** Names of a browser that the pages' functions use while they make elements. */
const names = [
  "document",
  "Node",
  "NodeList",
  "HTMLCollection",
  "HTMLElement",
  "SVGElement",
  "Element",
  "DocumentFragment",
  "Event",
  "HTMLSelectElement",
  "HTMLInputElement",
  "history",
  "location",
  "navigator",
] as const;

/** Gives this process a document without a browser: pages' functions can make elements from now on. */
export function giveDocument(): void {
  const {window} = new JSDOM("<!DOCTYPE html><body></body>", {url: "http://site/"});
  const browser = window as unknown as Record<string, unknown>;
  for (const name of names)
    Object.defineProperty(globalThis, name, {value: browser[name], configurable: true, writable: true});
  Object.defineProperty(globalThis, "window", {value: window, configurable: true, writable: true});
  Object.defineProperty(globalThis, "addEventListener", {
    value: window.addEventListener.bind(window),
    configurable: true,
  });
}
