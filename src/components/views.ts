import {count, percent, plural} from "../analysis/figures.ts";
import type {Findings} from "../analysis/findings.ts";
import type {LoadReport, ObservationReport} from "../analysis/run.ts";
import type {Table} from "../charts/chart.ts";
import {qualityOf} from "../text/answers.ts";
import {bytes, date, intervalText, ofText, shareText} from "../text/format.ts";
import type {Tile} from "./prose.ts";

/** "18 months", or days for less than two months. */
function span({from, to}: {from: string; to: string}): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days < 60 ? plural(Math.max(1, Math.round(days)), "day") : plural(Math.round(days / 30.44), "month");
}

/** The figures the overview opens with. */
export function overviewTiles({run, load, observations, suggestion}: Findings): Tile[] {
  const leads = load.tables.find(({table}) => table === "leads")?.rows ?? 0;
  const validation = suggestion.outOfTime ?? suggestion.grouped;
  const ours = qualityOf(validation, "suggested");
  const theirs = qualityOf(validation, "current");
  return [
    {
      label: "Leads",
      value: count(leads),
      note: load.outcomes.map(({outcome, leads: n}) => `${count(n)} ${outcome}`).join(", "),
    },
    {
      label: "Period",
      value: run.period ? span(run.period) : "no dates",
      note: run.period
        ? `${date(run.period.from, run.timezone)} to ${date(run.period.to, run.timezone)}`
        : "the export has no times",
    },
    {
      label: "Base rate",
      value: percent(observations.base.value),
      note: `${shareText(observations.base)}, ${ofText(observations.base)} observations`,
    },
    {
      label: "AUC of the suggested card",
      value: ours ? ours.auc.value.toFixed(3) : "–",
      note: ours
        ? `${intervalText(ours.auc)}${theirs ? `; today's rules ${intervalText(theirs.auc)}` : ""}, n ${count(ours.n)}`
        : (suggestion.refusal ?? "too few observations to test it"),
    },
  ];
}

export function sourcesTable({sources}: LoadReport): Table {
  const hasOthers = sources.some(({notSelected}) => notSelected > 0);
  return {
    columns: ["file", "fills", "size", "read", "loaded", ...(hasOthers ? ["not selected"] : []), "rejected", "SHA-256"],
    rows: sources.map((s) => [
      s.file,
      s.table,
      bytes(s.bytes),
      count(s.read),
      count(s.loaded),
      ...(hasOthers ? [count(s.notSelected)] : []),
      `${count(s.rejected)}${s.read > s.notSelected ? ` (${percent(s.rejected / (s.read - s.notSelected))})` : ""}`,
      s.sha256.slice(0, 8),
    ]),
  };
}

export const rejectsTable = ({
  rejects,
}: {
  rejects: readonly {table: string; reason: string; rows: number; example: string | null}[];
}): Table => {
  const hasExamples = rejects.some(({example}) => example);
  return {
    columns: ["table", "reason", "rows", ...(hasExamples ? ["for example"] : [])],
    rows: rejects.map(({table, reason, rows, example}) => [
      table,
      reason,
      count(rows),
      ...(hasExamples ? [example ?? ""] : []),
    ]),
  };
};

export const outcomesTable = ({outcomes}: LoadReport, currency: string | null): Table => {
  const hasAmounts = outcomes.some(({amount}) => amount !== null);
  const all = outcomes.reduce((sum, {leads}) => sum + leads, 0);
  return {
    columns: ["outcome", "leads", "share", ...(hasAmounts ? [`amount${currency ? ` (${currency})` : ""}`] : [])],
    rows: outcomes.map(({outcome, leads, amount}) => [
      outcome,
      count(leads),
      all > 0 ? percent(leads / all) : "–",
      ...(hasAmounts ? [amount === null ? "–" : count(amount)] : []),
    ]),
  };
};

export const excludedTable = ({excluded}: ObservationReport): Table => ({
  columns: ["left out", "n"],
  rows: excluded.map(({reason, n}) => [reason, count(n)]),
});

/** "industry: “unknown” on 12 rows". */
export const placeholderText = ({column, value, rows}: LoadReport["placeholders"][number]): string =>
  `${column}: “${value}” on ${plural(rows, "row")}`;
