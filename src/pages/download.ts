import {html} from "htl";
import type {ExportedFile} from "../exports/exportCard.ts";

/** Hands a text to the reader as a file; nothing leaves the browser. */
export function download({name, type, text}: ExportedFile): void {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const link = html`<a href=${address} download=${name}></a>` as HTMLAnchorElement;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
