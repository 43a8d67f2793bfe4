import type {History} from "../analysis/card/undo.ts";
import {html} from "../components/html.ts";
import {say} from "../text/language.ts";

interface ToolbarActions {
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

interface Toolbar {
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
  const said = words();
  let isSearching = false;
  const button = (text: string, act: () => void, kind = "") =>
    html`<button type="button" class=${kind} onclick=${act}>${text}</button>` as HTMLButtonElement;
  const find = button(said.find, () => (isSearching ? actions.cancel() : actions.search()), "primary");
  const prove = button(said.prove, actions.prove);
  const progress =
    html`<progress max="1" value="0" aria-label=${said.search} hidden></progress>` as HTMLProgressElement;
  const undo = button(said.undo, actions.undo);
  const redo = button(said.redo, actions.redo);
  const status = html`<p class="status" role="status"></p>`;
  const copy = async () => {
    const address = actions.address();
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = said.copied;
    } catch {
      status.replaceChildren(html`<label>${said.uncopied} <input type="text" readonly value=${address}></label>`);
    }
  };
  const setSearching = (is: boolean) => {
    isSearching = is;
    find.textContent = is ? said.cancel : said.find;
    progress.hidden = !is;
    prove.hidden = is;
  };
  const element = html`<div class="bench-tools"><div class="bench-actions">
    ${find}${prove}${progress}${undo}${redo}
    ${actions.suggested ? button(said.suggested, actions.suggested) : ""}
    ${actions.current ? button(said.current, actions.current) : ""}
    ${button(said.copy, copy)}
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
      if (!isSearching) status.textContent = said.searching;
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

const words = () =>
  say({
    en: {
      find: "Find the best points",
      cancel: "Cancel the search",
      prove: "Is it the best?",
      search: "Search",
      searching: "Searching…",
      undo: "Undo",
      redo: "Redo",
      suggested: "Reset to suggested",
      current: "Show today's points",
      copy: "Copy link",
      copied: "The link to this card is copied.",
      uncopied: "This browser does not let pages copy. The link:",
    },
    ja: {
      find: "最良の点数を探す",
      cancel: "探索を中止",
      prove: "これが最良か確かめる",
      search: "探索",
      searching: "探索中…",
      undo: "元に戻す",
      redo: "やり直す",
      suggested: "提案に戻す",
      current: "現行の点数を表示",
      copy: "リンクをコピー",
      copied: "この配点表へのリンクをコピーしました。",
      uncopied: "このブラウザではコピーできません。リンク：",
    },
  });
