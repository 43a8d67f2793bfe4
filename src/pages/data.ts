import {html} from "htl";
import type {LoadReport, ObservationReport, RunRecord} from "../analysis/run.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";
import {missingness, timeline} from "../charts/load.ts";
import {periodCounts, periodRates, timeToConversion} from "../charts/observations.ts";
import {figure, figures} from "../components/figure.ts";
import {absent, bullets, caution} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {excludedTable, outcomesTable, rejectsTable, sourcesTable} from "../components/views.ts";
import {nothingMissing, periodRateWords, placeholderText, tableName, dataWords as words} from "../text/data.ts";
import {noteText} from "../text/notes/notes.ts";

/** The files and what came of their rows. */
export const sources = (load: LoadReport): HTMLElement => table(sourcesTable(load), words().sources);

/** Leads by outcome, and what the won ones brought. */
export const outcomes = (load: LoadReport, currency: string | null): HTMLElement =>
  table(outcomesTable(load, currency), words().outcomes);

/** Rows that could not be used, by reason. */
export const rejects = (load: LoadReport): HTMLElement =>
  load.rejects.length > 0 ? table(rejectsTable(load), words().rejects) : html`<p>${words().noRejects}</p>`;

/** Texts that look like placeholders; empty where there are none. */
export const placeholders = ({placeholders: found}: LoadReport): HTMLElement | string =>
  found.length > 0 ? caution(words().placeholders, bullets(found.map(placeholderText)), words().placeholdersAct) : "";

/** What the load noticed: warnings in a box, what was done below it; empty where there is nothing. */
export function notes({notes: all}: LoadReport): HTMLElement | string {
  const told = (level: "warning" | "told") => all.filter((note) => note.level === level).map(noteText);
  const [warnings, done] = [told("warning"), told("told")];
  if (all.length === 0) return "";
  return html`<div>
    ${warnings.length > 0 ? caution(words().warnings, bullets(warnings)) : ""} ${done.length > 0 ? bullets(done) : ""}
  </div>`;
}

/** Rows of each table by month. */
export function months({timeline: rows}: LoadReport): HTMLElement {
  const tables = [...groupBy(rows, ({table: name}) => name)];
  if (tables.length === 0) return absent(words().noDates);
  return figures(
    tables.map(([name, some]) => ({name: tableName(name), chart: timeline(name, some)})),
    words().months.title,
    words().months,
  );
}

/** Missing values by outcome. */
export function missing({columns}: LoadReport): HTMLElement {
  if (columns.length === 0) return absent(words().noAttributes);
  return columns.some((column) => column.missing.value > 0)
    ? figure(missingness(columns), words().missing.title, words().missing)
    : html`<p>${nothingMissing(columns.length)}</p>`;
}

/** Observations by period, and the share of them that converted; empty where there is only one. */
export const periods = ({periods: all, base}: ObservationReport, run: RunRecord): HTMLElement | string => {
  if (all.length < 2) return "";
  const [{periods: counts}, rates] = [words(), periodRateWords(run)];
  return html`<div>
    ${figure(periodCounts(all), counts.title, counts)} ${figure(periodRates(all, base.value), rates.title, rates)}
  </div>`;
};

/** How long conversion takes; empty where it is not known. */
export const conversionTimes = ({timeToConversion: curve}: ObservationReport, run: RunRecord): HTMLElement | string =>
  curve.length > 1
    ? figure(timeToConversion(curve, run.horizonDays), words().timeToConversion.title, words().timeToConversion)
    : "";

/** What was left out of the observations; empty where nothing was. */
export const excluded = (observations: ObservationReport): HTMLElement | string =>
  observations.excluded.length > 0 ? table(excludedTable(observations), words().excluded) : "";

export {dataAnswer} from "../text/answers.ts";
export {observedText} from "../text/data.ts";
