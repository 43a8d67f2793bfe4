import {count, plural} from "../../analysis/figures.ts";
import type {NumberNote} from "../../analysis/notes/numbers.ts";
import {say} from "../language.ts";
import {flow} from "./flow.ts";
import type {Told} from "./told.ts";

const marks = () => say({en: {",": "commas", ".": "dots"}, ja: {",": "コンマ", ".": "ピリオド"}});

/** 「“x”など」, where the reader may see it. */
const such = (text: string | number | undefined) =>
  text === undefined ? "" : say({en: ` (the first: “${text}”)`, ja: `（最初は「${text}」）`});

/** What is said of numbers. */
export const numberWords: Told<NumberNote> = {
  "number notation": ({file, column, rows, mark, read, isByPractice}) => {
    const other = read === "1,234.5" ? "1.234,5" : "1,234.5";
    const isThousands = (mark === ",") === (read === "1,234.5");
    return say({
      en:
        `${file}: ${column}: ${marks()[mark]} ${isThousands ? "part thousands" : "stand before decimals"}, ` +
        `${isByPractice ? "as is usual: every one stands before three digits" : "as its other values show"} (${plural(rows, "row")}); if not, ${flow("numbers", {[column]: other})}`,
      ja:
        `${file}：${column}の${marks()[mark]}は${isThousands ? "桁区切り" : "小数点"}として読み取り` +
        `（${count(rows)}行。${isByPractice ? "どの値も後ろが3桁のため、慣例に従う" : "ほかの値から判断"}）。違う場合は${flow("numbers", {[column]: other})}`,
    });
  },
  "mixed notation": ({file, column, rows}) =>
    say({
      en: `${file}: ${column}: ${plural(rows, "row")} with comma and dot the other way round than in the rest, each read in the only way it can be; look at the file`,
      ja: `${file}：${column}の${count(rows)}行では、コンマとピリオドの使い方がほかの行と逆（それぞれ読める唯一の読み方で読み取り）。ファイルの確認が必要`,
    }),
  "undecided numbers": ({file, column, rows, place, local}) =>
    say({
      en: `${file}: ${column}: ${plural(rows, "number")} can be read in two ways and count as missing, first ${place}${such(local?.text)}; decide with ${flow("numbers", {[column]: "1,234.5"})} or ${flow("numbers", {[column]: "1.234,5"})}`,
      ja: `${file}：${column}の${count(rows)}行は2通りに読めるため値なしとした（最初は${place}）${such(local?.text)}。${flow("numbers", {[column]: "1,234.5"})}か${flow("numbers", {[column]: "1.234,5"})}で決める`,
    }),
  "per cent": ({file, column, rows, of}) =>
    rows === of
      ? say({
          en: `${file}: ${column}: per cents, 45% read as 45`,
          ja: `${file}：${column}はパーセント。45%は45として読み取り`,
        })
      : say({
          en: `${file}: ${column}: ${count(rows)} of ${plural(of, "number")} are per cents, 45% read as 45 beside plain numbers; are these per cents, too?`,
          ja: `${file}：${column}の数値${count(of)}行のうち${count(rows)}行だけがパーセント（45%は45として読み取り）。残りもパーセントかどうかの確認が必要`,
        }),
  multiplied: ({file, column, rows}) =>
    say({
      en: `${file}: ${column}: ${plural(rows, "number")} with a multiplier such as 万, k or M, read as what it makes of them`,
      ja: `${file}：${column}の${count(rows)}行は万・k・Mなどの単位付き。掛けた値として読み取り`,
    }),
  "several units": ({file, column, rows, units}) =>
    say({
      en: `${file}: ${column}: ${plural(rows, "number")} in several units (${units.join(", ")}), taken as a category; convert them in a query`,
      ja: `${file}：${column}の数値${count(rows)}行は単位が混在（${units.join("・")}）するため区分として扱う。queryで単位をそろえれば数値になる`,
    }),
  "several currencies": ({file, column, rows, currencies}) =>
    say({
      en: `${file}: ${column}: written in ${currencies.join(", ")} (${plural(rows, "row")} with a currency): added up as if they were one`,
      ja: `${file}：${column}に${currencies.join("・")}が混在（通貨付きは${count(rows)}行）。換算せずに合計される`,
    }),
  "negative amounts": ({file, column, rows}) =>
    say({
      en: `${file}: ${column}: ${plural(rows, "amount")} below zero, by a minus, △ or brackets; they are taken off the sum`,
      ja: `${file}：${column}に負の金額が${count(rows)}行（マイナス・△・かっこ書き）。合計から差し引かれる`,
    }),
  "unread amounts": ({file, column, rows, of, place, local}) =>
    say({
      en: `${file}: ${column}: ${count(rows)} of ${plural(of, "amount")} are no numbers, first ${place}${such(local?.text)}; these outcomes stay, without an amount`,
      ja: `${file}：${column}の${count(of)}行のうち${count(rows)}行は金額として読めない（最初は${place}）${such(local?.text)}。結果は残し、金額なしとした`,
    }),
  "texts among numbers": ({file, column, attribute, rows, of, place, local}) =>
    say({
      en: `${file}: ${column}: a number, but ${count(rows)} of ${plural(of, "value")} are texts and count as missing, first ${place}${such(local?.text)}; if they mean something, ${flow("attributes", {[attribute]: {type: "category"}})}; if nothing, name them: ${flow("missing", {[column]: ["…"]})}`,
      ja: `${file}：${column}は数値だが、${count(of)}行のうち${count(rows)}行は文字のため値なしとした（最初は${place}）${such(local?.text)}。意味がある値なら${flow("attributes", {[attribute]: {type: "category"}})}、ない値なら${flow("missing", {[column]: ["…"]})}`,
    }),
  "numbers among texts": ({file, column, attribute, rows, of}) =>
    say({
      en: `${file}: ${column}: taken as a category, though ${count(rows)} of ${plural(of, "value")} are numbers; if it is a number, ${flow("attributes", {[attribute]: {type: "number"}})}, and the rest counts as missing`,
      ja: `${file}：${column}は区分として扱うが、${count(of)}行のうち${count(rows)}行は数値。数値なら${flow("attributes", {[attribute]: {type: "number"}})}（残りは値なしになる）`,
    }),
  "codes for missing": ({column, codes, others, local}) => {
    const seen = codes.map(({code, leads}) =>
      say({en: `${code} (${plural(leads, "lead")})`, ja: `${code}（${count(leads)}件）`}),
    );
    const rest =
      local?.codes ??
      (others > 0 ? say({en: plural(others, "rarer number"), ja: `ほか${count(others)}種類`}) : undefined);
    const all = [
      ...codes.map(({code}) => code),
      ...String(local?.codes ?? "")
        .split(", ")
        .filter(Boolean)
        .map(Number),
    ];
    const list = [...seen, ...(rest === undefined ? [] : [String(rest)])];
    const setting = flow("missing", {[column]: all.length > 0 ? all : ["…"]});
    return say({
      en: `${column}: ${list.join(", ")} far from the other numbers: codes for "not known"? Nothing was changed; if they are, ${setting}`,
      ja: `${column}：${list.join("、")}がほかの数値から離れている。「不明」などを表すコードの可能性（値はそのまま）。コードなら${setting}`,
    });
  },
};
