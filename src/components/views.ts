import {count, percent, plural} from "../analysis/figures.ts";
import type {LoadReport, ObservationReport, RejectReason, RunRecord, SourceReport} from "../analysis/run.ts";
import type {Table} from "../charts/chart.ts";
import {outcomeName, rejectText, tableName} from "../text/data.ts";
import {bytes, date, ofText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Tile} from "./prose.ts";

/** "18 months", or days for less than two months. */
function span({from, to}: {from: string; to: string}): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const months = Math.round(days / 30.44);
  if (days >= 60) return say({en: plural(months, "month"), ja: `${count(months)}か月`});
  const whole = Math.max(1, Math.round(days));
  return say({en: plural(whole, "day"), ja: `${count(whole)}日`});
}

interface TileFindings {
  run: RunRecord;
  load: Pick<LoadReport, "tables" | "outcomes">;
  observations: Pick<ObservationReport, "base">;
}

/** Single figures of what is in the data. */
export function overviewTiles({run, load, observations}: TileFindings): Tile[] {
  const leads = load.tables.find(({table}) => table === "leads")?.rows ?? 0;
  const days = run.period && [run.period.from, run.period.to].map((instant) => date(instant, run.timezone));
  return [
    {
      label: say({en: "Leads", ja: "リード"}),
      value: count(leads),
      note: load.outcomes
        .map(({outcome, leads: n}) =>
          say({en: `${count(n)} ${outcomeName(outcome)}`, ja: `${outcomeName(outcome)}${count(n)}件`}),
        )
        .join(say({en: ", ", ja: "、"})),
    },
    {
      label: say({en: "Period", ja: "期間"}),
      value: run.period ? span(run.period) : say({en: "no dates", ja: "日付なし"}),
      note: days
        ? days.join(say({en: " to ", ja: "–"}))
        : say({en: "the export has no times", ja: "データに日時がありません"}),
    },
    {
      label: say({en: "Base rate", ja: "全体の転換率"}),
      value: percent(observations.base.value),
      note: say({
        en: `${shareText(observations.base)}, ${ofText(observations.base)} observations`,
        ja: `${shareText(observations.base)}、観測${ofText(observations.base)}`,
      }),
    },
  ];
}

export function sourcesTable({sources}: LoadReport): Table {
  const hasOthers = sources.some(({notSelected}) => notSelected > 0);
  return {
    columns: [
      ...say({
        en: ["file", "fills", "size", "read", "loaded"],
        ja: ["ファイル", "テーブル", "サイズ", "読み込み", "使用"],
      }),
      ...(hasOthers ? [say({en: "not selected", ja: "対象外"})] : []),
      ...say({en: ["rejected", "SHA-256"], ja: ["使えない行", "SHA-256"]}),
    ],
    rows: sources.map((s) => [
      s.file,
      tableName(s.table),
      bytes(s.bytes),
      count(s.read),
      count(s.loaded),
      ...(hasOthers ? [count(s.notSelected)] : []),
      rejectedText(s),
      s.sha256.slice(0, 8),
    ]),
  };
}

function rejectedText({rejected, read, notSelected}: SourceReport): string {
  if (read <= notSelected) return count(rejected);
  const share = percent(rejected / (read - notSelected));
  return say({en: `${count(rejected)} (${share})`, ja: `${count(rejected)}（${share}）`});
}

export const rejectsTable = ({
  rejects,
}: {
  rejects: readonly {table: string; reason: RejectReason; rows: number; example: string | null}[];
}): Table => {
  const hasExamples = rejects.some(({example}) => example);
  return {
    columns: [
      ...say({en: ["table", "reason", "rows"], ja: ["テーブル", "理由", "行数"]}),
      ...(hasExamples ? [say({en: "for example", ja: "例"})] : []),
    ],
    rows: rejects.map(({table, reason, rows, example}) => [
      tableName(table),
      rejectText(reason),
      count(rows),
      ...(hasExamples ? [example ?? ""] : []),
    ]),
  };
};

export const outcomesTable = ({outcomes}: LoadReport, currency: string | null): Table => {
  const hasAmounts = outcomes.some(({amount}) => amount !== null);
  const all = outcomes.reduce((sum, {leads}) => sum + leads, 0);
  return {
    columns: [
      ...say({en: ["outcome", "leads", "share"], ja: ["結果", "リード", "割合"]}),
      ...(hasAmounts
        ? [say({en: `amount${currency ? ` (${currency})` : ""}`, ja: `金額${currency ? `（${currency}）` : ""}`})]
        : []),
    ],
    rows: outcomes.map(({outcome, leads, amount}) => [
      outcomeName(outcome),
      count(leads),
      all > 0 ? percent(leads / all) : "–",
      ...(hasAmounts ? [amount === null ? "–" : count(amount)] : []),
    ]),
  };
};

export const excludedTable = ({excluded}: ObservationReport): Table => ({
  columns: say({en: ["left out", "n"], ja: ["含めなかったもの", "n"]}),
  rows: excluded.map(({reason, n}) => [reason, count(n)]),
});
