import {count, percent} from "../../analysis/figures.ts";
import type {ActivityNote} from "../../analysis/notes/activity.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

/** What is said of activities that do not meet the leads. */
export const activityWords: Told<ActivityNote> = {
  "winners without activity": ({winners, without, rest, restWithout}) =>
    say({
      en: `${count(without)} of ${count(winners)} winners: no activity (of the rest ${count(restWithout)} of ${count(rest)}); are theirs kept under another id? Give sources.activities that id by columns: {lead_id: …}, or join the ids in its query:`,
      ja: `受注${count(winners)}件のうち${count(without)}件に行動がありません（ほかは${count(rest)}件中${count(restWithout)}件）。別のIDで記録されていませんか。sources.activitiesのcolumns: {lead_id: …}でそのIDを指定するか、query:でIDを結び付けてください`,
    }),
  "rows of unknown leads": ({table, n, of, example}) =>
    say({
      en: `${table}: ${count(n)} of ${count(of)} rows (${percent(n / of)}) are of leads that sources.leads does not have, first ${example}; other ids, or leads left out of the export? Name the column of the same id by columns: {lead_id: …}, or join the ids in query:`,
      ja: `${table}：${count(of)}行のうち${count(n)}行（${percent(n / of)}）は、sources.leadsにないリードのものです（最初は${example}）。IDが違うか、リードが書き出しから漏れていませんか。columns: {lead_id: …}で同じIDの列を指定するか、query:でIDを結び付けてください`,
    }),
};
