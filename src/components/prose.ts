import {html} from "htl";
import {capital} from "../analysis/figures.ts";
import type {Absence} from "../analysis/findings.ts";
import {say} from "../text/language.ts";

/** The page's question answered: the first thing a reader sees. */
export const answer = (...sentences: readonly string[]): HTMLElement =>
  html`<div class="answer">${sentences.filter(Boolean).map((sentence) => html`<p>${sentence}</p>`)}</div>`;

/** What cannot be shown, and why. */
export const absent = (why: string): HTMLElement =>
  html`<p class="absent"><strong>${say({en: "Not shown.", ja: "表示なし"})}</strong> ${capital(why)}</p>`;

/** In place of a section whose absence another one on the page tells: the heading before it goes too (`style.css`). */
export const gathered = (): HTMLElement => html`<p class="gathered" hidden></p>`;

/** Everything that the run could not show. */
export const absences = (all: readonly Absence[]): HTMLElement =>
  all.length === 0
    ? html`<p>${say({en: "Nothing: the project has all that the pages show.", ja: "ありません。各ページに必要なデータはすべて揃っています。"})}</p>`
    : html`<dl class="facts">${all.map(({what, why}) => html`<div><dt>${what}</dt><dd>${why}</dd></div>`)}</dl>`;

export interface Tile {
  label: string;
  value: string;
  /** n, interval, or what it is of. */
  note: string;
}

/** Single figures that a page opens with. */
export const tiles = (all: readonly Tile[]): HTMLElement =>
  html`<dl class="tiles">${all.map(({label, value, note}) => html`<div><dt>${label}</dt><dd><b>${value}</b> <span>${note}</span></dd></div>`)}</dl>`;

/** A box that stands out: a warning or a caution. */
export const caution = (title: string, ...paragraphs: readonly (string | HTMLElement)[]): HTMLElement =>
  html`<aside class="beware" aria-label=${title}><strong>${title}</strong>${paragraphs.map((text) => html`<p>${text}</p>`)}</aside>`;

export const bullets = (items: readonly (string | HTMLElement)[]): HTMLElement =>
  html`<ul>${items.filter(Boolean).map((item) => html`<li>${item}</li>`)}</ul>`;

/** Something long that most readers skip. */
export const folded = (summary: string, ...content: readonly HTMLElement[]): HTMLElement =>
  html`<details class="folded"><summary>${summary}</summary>${content}</details>`;
