/** What a line is that is no record of the table. */
export type NoRecord = "total" | "header" | "footer" | "empty";

/** What is known of a file's records when a line of it is judged. */
export interface Body {
  names: readonly string[];
  /** Column of the lead's id, or the first. */
  id: number;
  /** The first records below the header, without the line in question. */
  others: readonly (readonly string[])[];
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** RE2 and JavaScript alike, over lower-case text: a whole cell that names a sum or a count. */
const totalWords =
  "(grand |report |overall |page |running )?(sub[ -]?)?totals?( g[ée]n[ée]ral)?|totaux|totale|totaal|sum|sums|summe|gesamt|gesamtsumme|gesamtergebnis|insgesamt|suma|somme|count|counts|(number of |total )?(records|rows|leads)( count)?|averages?|avg|mean|min|max|(総|小|累)?合計|総計|小計|累計|計|平均|総件数|件数|全件";
const totalTail = "[  ]*([:：=(（].*|[0-9][0-9.,  ]*件?)?";
const counted =
  "(全|計|合計)?[  ]*[0-9][0-9.,]*[  ]*(records|rows|leads|contacts|results|entries|件)( (total|found|returned|exported))?";
const footerWords =
  "(generated|exported|created|printed|produced|downloaded|extracted|prepared|processed) (by|on|at|from)|(report|export|data|run|file|list) (generated|exported|created|run|date|name|source|as of|from|by)|(source|filter|filters|filtered|filtered by|notes?|disclaimer|as of|page|user|generated|exported|printed)[ ]*[:：]|as of [0-9]|page [0-9]|copyright|©|\\(c\\) |confidential|powered by|last (updated|refreshed|modified)|end of (report|file|list)|.*all rights reserved|.*do not distribute|(作成|出力|抽出|更新|印刷|集計)(日|日時|者|条件|元)[ ]*[:：]|社外秘|取扱注意|関係者外秘|以上$|※|注[:：]";

/** SQL regular expression that finds, in a first cell in lower case, what may be a total or a footer. */
export const suspectPattern = `^(${totalWords})${totalTail}$|^${counted}$|^(${footerWords})|[ :-](sub)?totals?$|(小計|合計)$`;

const total = new RegExp(`^(${totalWords})${totalTail}$|^${counted}$`, "u");
const groupTotal = /^.{1,80}[ :-](sub)?totals?( \(.*\))?$|^.{1,60}(小計|合計)$/u;
const footer = new RegExp(`^(${footerWords})`, "u");

const isNumber = (text: string) =>
  /^[-+(△▲]?\s*([$€£¥￥]|[a-z]{3}\s)?\s*\d[\d.,'\s]*(円|件|%|€|\s?[a-z]{3})?\)?$/i.test(text.normalize("NFKC"));

/** Whether a row sums up the others: its first cell names a sum in full, and nothing else but numbers stands in it. */
export function isTotal(cells: readonly string[], {id}: Body): boolean {
  const first = cells.findIndex((cell) => cell !== "");
  if (first < 0) return false;
  const label = plain(cells[first]);
  const rest = cells.filter((cell, i) => i > first && cell !== "");
  if (!rest.every((cell) => isNumber(cell) || total.test(plain(cell)))) return false;
  if (first !== id && (cells[id] ?? "") !== "") return false;
  if (total.test(label)) return true;
  return groupTotal.test(label) && rest.length > 0 && rest.length < cells.length - 1;
}

/** Whether a row that stays may be a total after all: it is called one, and holds other texts. */
export const maybeTotal = (cells: readonly string[], body: Body): boolean =>
  total.test(plain(cells[body.id] ?? "")) && !isTotal(cells, body);

/** Whether a row says something about the file: one cell is filled, with words that no id of the others is made of. */
export function isFooter(cells: readonly string[], body: Body, isAtEnd: boolean): boolean {
  const texts = cells.filter((cell) => cell !== "");
  if (texts.length === 0 || (cells[0] === "" && (cells[body.id] ?? "") !== "")) return false;
  const isCut = cells.length !== body.names.length;
  if (texts.length > 1 && !isCut) return false;
  const text = plain(texts[0]);
  const ids = body.others.map((row) => row[body.id] ?? "").filter((id) => id !== "");
  const alike = (test: (id: string) => boolean) => ids.filter(test).length > ids.length / 20;
  if (footer.test(text) && !alike((id) => footer.test(plain(id)))) return true;
  if (!isAtEnd || texts.length > 1 || body.names.length < 2) return false;
  if (body.names.length < 3 && !isCut) return false;
  const isSentence = /\s/.test(text) || (/[^\0-\x7f]/.test(text) && !/\d/.test(text));
  return isSentence && !alike((id) => /\s/.test(id) || /[^\0-\x7f]/.test(id));
}

const typeWords =
  /^(string|text|varchar|char|character|nvarchar|int|integer|bigint|smallint|long|number|numeric|decimal|float|double|real|currency|percent|date|datetime|timestamp|time|boolean|bool|id|uuid|guid|email|phone|url|picklist|multipicklist|select|multiselect|enum|enumeration|reference|lookup|textarea|checkbox|文字列|テキスト|整数|数値|日付|日時|真偽値|選択)(\s*\(\d+(,\s*\d+)?\))?$/;

const nothing = /^(n\/?a|null|none|nil|unknown|not set|-+|\?|nan|不明|なし|未設定)$/;

const words = (text: string) =>
  plain(text)
    .replace(/__c$/, "")
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Whether one of the first rows names the columns once more: by their labels, their API names, their types, or with words
 * where all other rows, the ids among them, have digits.
 */
export function isSecondHeader(cells: readonly string[], {names, id, others}: Body): boolean {
  const filled = cells.flatMap((cell, i) => (cell === "" ? [] : [i]));
  if (filled.length === 0 || (cells[id] ?? "") === "") return false;
  if (filled.length > 1 && filled.every((i) => typeWords.test(plain(cells[i])))) return true;
  const repeats = (i: number) => {
    const [name, cell] = [words(names[i] ?? ""), words(cells[i])];
    if (name === "" || cell === "") return false;
    return name === cell || (Math.min(name.length, cell.length) > 2 && (name.includes(cell) || cell.includes(name)));
  };
  const same = filled.filter(repeats);
  const isUsual = (i: number) => others.filter((row) => row[i] === cells[i]).length > others.length / 20;
  if (same.length * 2 >= filled.length && same.includes(id) && !isUsual(id)) return true;
  const strange = filled.filter((i) => {
    if (/\d/.test(cells[i]) || nothing.test(plain(cells[i]))) return false;
    const given = others.map((row) => row[i] ?? "").filter((cell) => cell !== "");
    return given.length >= 5 && given.filter((cell) => /\d/.test(cell)).length >= 0.95 * given.length;
  });
  return strange.includes(id) && strange.length > 1 && !filled.some((i) => /\d/.test(cells[i]));
}
