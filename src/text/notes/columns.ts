import {count, plural} from "../../analysis/figures.ts";
import type {ColumnNote} from "../../analysis/notes/columns.ts";
import {say} from "../language.ts";
import {flow} from "./flow.ts";
import type {Told} from "./told.ts";

/** What is said of columns. */
export const columnWords: Told<ColumnNote> = {
  "dates as days": ({column, rows, after, unread}) => {
    const keep = flow("attributes", {[column]: {type: "category"}});
    const isLeak = after > 0;
    return say({
      en:
        `${column}: dates, read as days after created_at (before: below zero)` +
        `${unread > 0 ? `, ${plural(unread, "lead")} without a date that can be read` : ""}` +
        `${isLeak ? `; in ${count(after)} of ${plural(rows, "lead")} it lies after: known only later, a leak sign` : ""}; to keep them as texts, ${keep}`,
      ja:
        `${column}は日付。created_atからの日数（前は負）として読み取り` +
        `${unread > 0 ? `（読み取れないリードが${count(unread)}件）` : ""}` +
        `${isLeak ? `。${count(rows)}件のうち${count(after)}件はリード作成より後の日付で、後から分かる値（リーク）の疑い` : ""}。文字のまま扱うには${keep}`,
    });
  },
  "dates without a beginning": ({column}) =>
    say({
      en: `${column}: dates, and no created_at to count days from: left out; name it in columns: {created_at: …}, or keep them as texts with ${flow("attributes", {[column]: {type: "category"}})}`,
      ja: `${column}は日付だが、日数の起点となるcreated_atがないため除外。columns: {created_at: …}で指定するか、文字のまま扱うには${flow("attributes", {[column]: {type: "category"}})}`,
    }),
  "undecided dates": ({column, file, local}) =>
    local?.question !== undefined
      ? say({
          en: `${local.question}; until then it is a category`,
          ja: `${file}：${column}の日付は2通りに読めるため区分として扱う。${flow("dates", {[column]: "%d/%m/%Y"})}のように決める（${local.question}）`,
        })
      : say({
          en: `${file}: ${column}: dates that can be read in two ways, taken as a category; decide on the source, as in ${flow("dates", {[column]: "%d/%m/%Y"})}`,
          ja: `${file}：${column}の日付は2通りに読めるため区分として扱う。${flow("dates", {[column]: "%d/%m/%Y"})}のように決める`,
        }),
  codes: ({column, distinct, why}) => {
    const number = flow("attributes", {[column]: {type: "number"}});
    const because = say({
      en: {name: "by its name", "leading zeros": "with leading zeros", ids: "of one length, hardly one twice"},
      ja: {name: "列名から判断", "leading zeros": "先頭に0がある", ids: "同じ桁数で重複がほとんどない"},
    })[why];
    return say({
      en: `${column}: ${plural(distinct, "code")} (${because}), taken as a category; if it is a number, ${number}`,
      ja: `${column}は${count(distinct)}種類のコード（${because}）。区分として扱う。数値なら${number}`,
    });
  },
  cleaned: ({table, column, rows, values}) =>
    rows === 0
      ? say({
          en: `${table}: clean finds nothing in ${column}: no text has its pattern; mend the pattern, or take the line out`,
          ja: `${table}：cleanのパターンに合う${column}の値がない。パターンを直すか、行を削除`,
        })
      : say({
          en: `${table}: ${column} cleaned in ${plural(rows, "row")}, which leaves ${plural(values, "value")} there`,
          ja: `${table}：${column}を${count(rows)}行で置き換え、${count(values)}個の値にまとめた`,
        }),
  spellings: ({column, values, spellings, joined, local}) => {
    const some = joined.slice(0, 5);
    const list = say({
      en: some.map(({value, rows}) => `${value} (${plural(rows, "row")})`).join(", "),
      ja: some.map(({value, rows}) => `${value}（${count(rows)}行）`).join("、"),
    });
    const of = local?.spellings === undefined ? "" : say({en: `: ${local.spellings}`, ja: `：${local.spellings}`});
    return say({
      en: `${column}: ${plural(spellings, "spelling")} that differ in case, width or blanks joined to ${plural(values, "value")}${list && `, as ${list}`}${of}`,
      ja: `${column}：大文字小文字・全角半角・空白だけが違う${count(spellings)}通りの書き方を${count(values)}個の値にまとめた${list && `（${list}など）`}${of}`,
    });
  },
};
