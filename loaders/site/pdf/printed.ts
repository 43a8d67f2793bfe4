/** A text of the printed report and the page that it stands on; an empty name is the cover. */
export interface Printed {
  page: string;
  text: string;
}

/**
 * Runs in the browser, on the bound report, as it is on paper: every text that is printed, with what style sheets put before and
 * behind an element, and what fields hold. It is sent as text: all it needs is inside.
 */
export function printed(): Printed[] {
  const names = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>(".cover li a")].map(({hash, textContent}) => [
      hash.slice(1),
      textContent ?? "",
    ]),
  );
  const texts: Printed[] = [];
  const add = (element: Element, text: string | null): void => {
    if (text?.trim()) texts.push({page: names.get(element.closest(".sheet")?.id ?? "") ?? "", text});
  };
  const isPrinted = (element: Element): boolean =>
    element.checkVisibility({visibilityProperty: true}) &&
    (!(element instanceof HTMLOptionElement) || element.selected);
  for (const element of document.querySelectorAll("main *")) {
    if (!isPrinted(element)) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(element, node.nodeValue);
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) add(element, element.value);
    if (element instanceof HTMLSelectElement) add(element, element.selectedOptions[0]?.text ?? "");
    for (const part of ["::before", "::after", "::marker"]) {
      const {content} = getComputedStyle(element, part);
      for (const [, text] of content.matchAll(/"((?:[^"\\]|\\.)*)"/g)) add(element, text);
    }
  }
  return texts;
}
