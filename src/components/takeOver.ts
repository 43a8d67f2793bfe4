import {pressed} from "./wake.ts";

/** A cell of a page that the build has drawn, with controls that only work once it runs in the browser. */
export interface LiveCell {
  id: string;
  mode?: string;
  inputs?: string[];
  outputs?: string[];
  body: (...inputs: never[]) => unknown;
}

/** How far below the window a cell begins to run. */
const ahead = "600px";

/**
 * Runs cells, with what they ask for, when the reader comes near them, points at them, tabs into them or prints; one at a time, so
 * that the page stays responsive. Until then what the build has drawn stands in their places; `define` takes it away.
 */
export function takeOver(define: (cell: LiveCell) => void, cells: readonly LiveCell[]): void {
  const provider = new Map(cells.flatMap((cell) => (cell.outputs ?? []).map((name) => [name, cell] as const)));
  const begun = new Set<LiveCell>();
  const begin = (cell: LiveCell | undefined): void => {
    if (!cell || begun.has(cell)) return;
    begun.add(cell);
    for (const name of cell.inputs ?? []) begin(provider.get(name));
    define(cell);
  };
  const places = drawnPlaces();
  for (const cell of cells) {
    const drawn = places.get(cell.id);
    if (drawn) {
      warmUpAt(drawn.parentElement as HTMLElement);
      keepPlace(drawn);
      whenNear(drawn, () => begin(cell));
    }
    const shows = !cell.outputs?.length || cell.inputs?.includes("display");
    if (!drawn && shows) begin(cell);
  }
  layOutAll();
}

/** Sections below the window are not laid out while the page opens; now each is, when the browser has time. */
function layOutAll(): void {
  for (const cell of document.querySelectorAll<HTMLElement>(".cell"))
    inTurn(() => {
      cell.style.contentVisibility = "visible";
    });
}

/** What the build has drawn of each cell, by the cell's id, which stands in a comment behind it. */
function drawnPlaces(): Map<string, HTMLElement> {
  const drawn = document.querySelectorAll<HTMLElement>("observablehq-loading");
  return new Map(
    [...drawn].flatMap((element) => {
      const id = element.nextSibling instanceof Comment ? element.nextSibling.data.slice(1, -1) : "";
      return id && element.firstElementChild ? [[id, element] as const] : [];
    }),
  );
}

/** What draws charts is loaded once a reader turns to a control: before the first choice is made. */
function warmUpAt(place: HTMLElement): void {
  const warm = () => void import("./draw.ts").then(({warmUp}) => warmUp());
  for (const event of ["focusin", "pointerover"]) place.addEventListener(event, warm, {once: true});
}

const waiting: (() => void)[] = [];
let isWaiting = false;

/** Runs what waits one by one, a frame each, when the browser has time; what a reader is near to comes first. */
function inTurn(act: () => void, comesFirst = false): void {
  if (comesFirst) waiting.unshift(act);
  else waiting.push(act);
  if (!isWaiting) later();
}

function later(): void {
  isWaiting = waiting.length > 0;
  if (!isWaiting) return;
  const next = () => {
    waiting.shift()?.();
    later();
  };
  requestAnimationFrame(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(next, {timeout: 500});
    else setTimeout(next, 20);
  });
}

function whenNear(element: HTMLElement, act: () => void): void {
  const start = () => {
    watching.disconnect();
    inTurn(act, true);
  };
  const watching = new IntersectionObserver((seen) => seen.some(({isIntersecting}) => isIntersecting) && start(), {
    rootMargin: ahead,
  });
  watching.observe(element);
  if (element.matches(":hover, :focus-within")) start();
  element.addEventListener("focusin", start, {once: true});
  window.addEventListener("beforeprint", act, {once: true});
}

const stops = (within: Element): HTMLElement[] => [
  ...within.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]"),
];

/**
 * Where the reader's focus is in what a cell takes away, it comes to the same stop of what stands there next; what was unfolded, set
 * or pressed is so there.
 */
function keepPlace(drawn: HTMLElement): void {
  const cell = drawn.parentElement as HTMLElement;
  let at = stops(drawn).indexOf(document.activeElement as HTMLElement);
  drawn.addEventListener("focusin", ({target}) => {
    at = stops(drawn).indexOf(target as HTMLElement);
  });
  drawn.addEventListener("focusout", ({relatedTarget}) => {
    if (relatedTarget) at = -1;
  });
  const watching = new MutationObserver(() => {
    const next = stops(cell);
    if (drawn.isConnected || next.length === 0) return;
    watching.disconnect();
    redo(stops(drawn), next);
    const folds = cell.querySelectorAll("details");
    drawn.querySelectorAll("details").forEach((fold, i) => {
      if (fold.open) folds[i]?.setAttribute("open", "");
    });
    if (document.activeElement === document.body) next[at]?.focus({preventScroll: true});
  });
  watching.observe(cell, {childList: true});
}

/** Sets and presses what the reader has set and pressed before. */
function redo(before: readonly HTMLElement[], now: readonly HTMLElement[]): void {
  before.forEach((from, i) => {
    if (isSetAs(from, now[i]))
      for (const event of ["input", "change"]) now[i].dispatchEvent(new Event(event, {bubbles: true}));
  });
  for (const button of pressed) now[before.indexOf(button)]?.click();
}

/** Sets a control as another one has been; false where nobody has set that. */
function isSetAs(from: HTMLElement, to: HTMLElement | undefined): boolean {
  if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) {
    if (from.selectedOptions[0]?.defaultSelected ?? true) return false;
    to.selectedIndex = from.selectedIndex;
    return true;
  }
  if (!(from instanceof HTMLInputElement && to instanceof HTMLInputElement)) return false;
  const isBox = from.type === "checkbox" || from.type === "radio";
  if (isBox ? from.checked === from.defaultChecked : from.value === from.defaultValue) return false;
  if (isBox) to.checked = from.checked;
  else to.value = from.value;
  return from.checked || from.type !== "radio";
}
