import {literal} from "../engine/duckdb.ts";

/** Texts that mean no value in many exports: in lower case, half width, with single blanks. */
export const placeholderTexts: readonly string[] = [
  ...["-", "--", "---", "–", "—", "ー", "―", "?", "??", "???", ".", "...", "\\n", "*"],
  ...["select", "please select", "select one", "- select -", "choose", "choose one", "pick one", "-none-", "--none--"],
  ...[
    "unknown",
    "(unknown)",
    "not known",
    "undefined",
    "unspecified",
    "not specified",
    "not provided",
    "not applicable",
  ],
  ...["not set", "(not set)", "not available", "not disclosed", "no value", "no data"],
  ...["n/a", "(n/a)", "n.a.", "n.a", "na", "n / a", "#n/a", "#na", "tbd", "t.b.d.", "to be determined", "missing"],
  ...["#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#error!", "#spill!"],
  ...["nan", "null", "(null)", "<null>", "[null]", "none", "(none)", "nil", "blank", "(blank)", "empty", "(empty)"],
  ...[
    "未設定",
    "未選択",
    "未入力",
    "未回答",
    "未定",
    "未登録",
    "無回答",
    "不明",
    "なし",
    "無し",
    "ナシ",
    "空白",
    "(空白)",
    "空欄",
    "(なし)",
  ],
  ...["該当なし", "該当無し", "データなし", "選択なし", "指定なし", "回答なし", "選択してください", "お選びください"],
];

/** A text in full-width letters and signs: （空白） for (空白). */
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replaceAll(" ", "\u3000");

/** A list in SQL of the placeholders in half and in full width, to be compared with texts in lower case. */
export const placeholdersSql: string = [...new Set([...placeholderTexts, ...placeholderTexts.map(fullWidth)])]
  .map(literal)
  .join(", ");
