import {html} from "htl";
import type {History} from "../analysis/card/undo.ts";

export interface ToolbarActions {
  search(): void;
  prove(): void;
  cancel(): void;
  undo(): void;
  redo(): void;
  /** Null where there is no such card. */
  suggested: (() => void) | null;
  current: (() => void) | null;
  /** The address that opens the card as it stands. */
  address(): string;
}

export interface Toolbar {
  element: HTMLElement;
  /** Which steps can be taken back and forth; what was said of the card before, and of a search, is over unless it goes on. */
  show(history: History<unknown>, isSearchGoingOn: boolean): void;
  /** A search is under way: the share that is done. */
  search(share: number): void;
  /** Says something without ending the search. */
  say(text: string): void;
  /** No search is under way; says what there is to say. */
  rest(text?: string): void;
}

/** Buttons for the card as a whole, and what became of the last one. */
export function toolbar(actions: ToolbarActions): Toolbar {
  let isSearching = false;
  const button = (text: string, act: () => void, kind = "") =>
    html`<button type="button" class=${kind} onclick=${act}>${text}</button>` as HTMLButtonElement;
  const find = button("Find the best points", () => (isSearching ? actions.cancel() : actions.search()), "primary");
  const prove = button("Is it the best?", actions.prove);
  const progress = html`<progress max="1" value="0" aria-label="Search" hidden></progress>` as HTMLProgressElement;
  const undo = button("Undo", actions.undo);
  const redo = button("Redo", actions.redo);
  const status = html`<p class="status" role="status"></p>`;
  const copy = async () => {
    const address = actions.address();
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = "The link to this card is copied.";
    } catch {
      status.replaceChildren(
        html`<label>This browser does not let pages copy. The link: <input type="text" readonly value=${address}></label>`,
      );
    }
  };
  const setSearching = (is: boolean) => {
    isSearching = is;
    find.textContent = is ? "Cancel the search" : "Find the best points";
    progress.hidden = !is;
    prove.hidden = is;
  };
  const element = html`<div class="bench-tools"><div class="bench-actions">
    ${find}${prove}${progress}${undo}${redo}
    ${actions.suggested ? button("Reset to suggested", actions.suggested) : ""}
    ${actions.current ? button("Show today's points", actions.current) : ""}
    ${button("Copy link", copy)}
  </div>${status}</div>`;
  return {
    element,
    show: ({past, future}, isSearchGoingOn) => {
      undo.ariaDisabled = String(past.length === 0);
      redo.ariaDisabled = String(future.length === 0);
      if (isSearchGoingOn) return;
      if (isSearching) setSearching(false);
      if (status.textContent !== "") status.textContent = "";
    },
    search: (share) => {
      if (!isSearching) status.textContent = "Searching…";
      setSearching(true);
      progress.value = share;
    },
    say: (text) => {
      status.textContent = text;
    },
    rest: (text) => {
      setSearching(false);
      if (text !== undefined) status.textContent = text;
    },
  };
}
