import {count, plural} from "../../analysis/figures.ts";
import type {TimeNote} from "../../analysis/notes/times.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

const shown = (date: string | undefined) => (date === undefined ? "" : ` ${date}`);

/** What is said of dates and times. */
export const timeWords: Told<TimeNote> = {
  "odd dates": ({table, column, rows, of, became, place, local}) => {
    const first = `${place}${shown(local?.date)}`;
    const en = {
      missing: "left out as unknown",
      "no end": "taken as no end",
      reject: "the rows are rejects",
    }[became];
    const ja = {missing: "不明として扱います", "no end": "終わりなしとして扱います", reject: "行は除外しました"}[
      became
    ];
    return say({
      en: `${table}.${column}: ${count(rows)} of ${count(of)} dates lie years away from all others, ${en}; first ${first}. If they mean no value, add them to missing; if they are read wrongly, say how in dates`,
      ja: `${table}.${column}：${count(of)}件中${count(rows)}件の日付がほかから何年も離れているため、${ja}（最初は${first}）。値なしの印であればmissingに、読み方が違う場合はdatesに指定してください`,
    });
  },
  "rows after as-of": ({asOf, rows, because, local}) => {
    const en = {
      "project file": "as the project file says",
      stray: "because they are few and stand apart",
      planned: "because nothing else is recorded any more: they look planned",
    }[because];
    const ja = {
      "project file": "プロジェクトファイルの指定によります",
      stray: "少数で、ほかから離れているためです",
      planned: "ほかの記録が終わっており、予定と見られるためです",
    }[because];
    const last = local ? {en: ` (the last ${local.last})`, ja: `（最後は${local.last}）`} : {en: "", ja: ""};
    return say({
      en: `as-of is ${asOf}: ${plural(rows, "dated row")} after it${last.en} ${rows === 1 ? "is" : "are"} not used, ${en}; as_of in the project file decides`,
      ja: `基準日は${asOf}です。それより後の${count(rows)}行${last.ja}は使いません。${ja}。変えるにはプロジェクトファイルのas_ofに指定してください`,
    });
  },
  "as-of apart": ({asOf, rows, days}) =>
    say({
      en: `as-of is ${asOf} by ${plural(rows, "dated row")} that ${rows === 1 ? "stands" : "stand"} ${count(days)} days after all others: every lead looks silent since; if that is wrong, as_of in the project file decides`,
      ja: `基準日の${asOf}は、ほかのすべてから${count(days)}日離れた${count(rows)}行によるものです。どのリードもその間動きがないように見えます。誤りであればプロジェクトファイルのas_ofに指定してください`,
    }),
  "as-of after the data": ({asOf, days, local}) =>
    say({
      en: `as_of ${asOf} is ${count(days)} days after the last dated row${local ? ` (${local.last})` : ""}: every lead looks silent since; leave as_of out to use the data's own end`,
      ja: `as_of（${asOf}）は最後の日付${local ? `（${local.last}）` : ""}の${count(days)}日後です。どのリードもその間動きがないように見えます。データの最後を使うにはas_ofを省いてください`,
    }),
};
