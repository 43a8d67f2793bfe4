import {say} from "./language.ts";

/** Under bars of rates on a page of one's own. */
export const ratesReading = () =>
  say({
    en: {
      shows: "The share of each group that converted, with its 95 % interval.",
      read: "Where intervals overlap widely, do not call one group better than another. Groups are in the query's order.",
      act: "Look at a group whose interval stands clear of the others: is it the group, or what else its leads have in common?",
    },
    ja: {
      shows: "グループごとの転換率と95%信頼区間です。",
      read: "区間が大きく重なるグループどうしに優劣はつけられません。並びはクエリの順です。",
      act: "区間がほかと離れているグループを見てください。グループそのものの違いか、リードに共通する別の要因かを確かめます。",
    },
  });
