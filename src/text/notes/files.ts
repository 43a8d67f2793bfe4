import {count, plural} from "../../analysis/figures.ts";
import type {FileNote} from "../../analysis/notes/files.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

/** `a.csv:3, 7, 9`, or the file's name where lines are not known. */
const place = (file: string, lines: readonly number[]) => (lines.length ? `${file}:${lines.join(", ")}` : file);

/** Where lines stand, with an ellipsis where there are more than are named. */
const places = (file: string, lines: readonly number[], n: number) =>
  place(file, lines) + (lines.length && n > lines.length ? " …" : "");

type LeftOut = Extract<FileNote, {kind: "left_out"}>["what"];

const noRecord = (what: LeftOut, n: number) =>
  ({
    title: say({en: plural(n, "line"), ja: `${count(n)}行`}) + say({en: " above the header", ja: "（見出し行より上）"}),
    header: say({
      en: `${plural(n, "row")} that ${n === 1 ? "repeats" : "repeat"} the header`,
      ja: `見出しの繰り返し${count(n)}行`,
    }),
    total: say({en: plural(n, "row of totals", "rows of totals"), ja: `合計の行${count(n)}行`}),
    footer: say({en: plural(n, "line of a footer", "lines of a footer"), ja: `末尾の注記${count(n)}行`}),
    empty: say({en: plural(n, "empty row"), ja: `空の行${count(n)}行`}),
  })[what];

const keeps = (what: LeftOut) =>
  ({
    title: say({en: "set skip_lines if that is wrong", ja: "誤りならskip_linesを設定"}),
    header: say({en: "set header_rows: 1 to keep", ja: "残すにはheader_rows: 1"}),
    total: say({en: "set totals: keep to keep", ja: "残すにはtotals: keep"}),
    footer: say({en: "set totals: keep to keep", ja: "残すにはtotals: keep"}),
    empty: "",
  })[what];

const quoted = (local: FileNote["local"]) => (local?.example === undefined ? "" : ` "${local.example}"`);

/** What is said of files. */
export const fileWords: Told<FileNote> = {
  encoding: ({file, encoding}) =>
    say({
      en: `${file}: read as ${encoding}; set encoding on the source if letters look wrong`,
      ja: `${file}：${encoding}として読み取り。文字が化けていればソースにencodingを設定`,
    }),
  broken_lines: ({file, n, lines}) =>
    say({
      en: `${places(file, lines, n)}: ${plural(n, "line")} not in UTF-8 as the rest is, left out; export again in one encoding`,
      ja: `${places(file, lines, n)}：${count(n)}行がほかの行と違いUTF-8でないため除外。1つの文字コードで書き出し直してください`,
    }),
  garbled_lines: ({file, encoding, n, lines}) =>
    say({
      en: `${places(file, lines, n)}: ${plural(n, "line")} with characters that are not ${encoding}; set another encoding or mend them`,
      ja: `${places(file, lines, n)}：${count(n)}行に${encoding}でない文字。encodingを変えるか、行を直してください`,
    }),
  zero_bytes: ({file, n}) =>
    say({en: `${file}: ${plural(n, "byte")} of zero left out`, ja: `${file}：値0のバイト${count(n)}個を除外`}),
  left_out: ({file, what, n, lines, local}) =>
    say({
      en: `${places(file, lines, n)}: ${noRecord(what, n)} left out${quoted(local)}`,
      ja: `${places(file, lines, n)}：${noRecord(what, n)}を除外${quoted(local)}`,
    }) + (keeps(what) ? say({en: `; ${keeps(what)}`, ja: `。${keeps(what)}`}) : ""),
  maybe_total: ({file, n, lines}) =>
    say({
      en: `${places(file, lines, n)}: ${plural(n, "row")} named like a total, kept because other texts stand beside it; leave out by where if it is one`,
      ja: `${places(file, lines, n)}：合計のような名前の${count(n)}行は、ほかの値があるため残しました。合計ならwhereで除外してください`,
    }),
  named_twice: ({file, name, as, level}) =>
    level === "warning"
      ? say({
          en: `${file}: two columns are called ${name}; columns: uses the first, the other is ${as}`,
          ja: `${file}：${name}という列が2つあります。columns:は最初の列を使います。もう一方は${as}です`,
        })
      : say({
          en: `${file}: a second column ${name} is read as ${as}`,
          ja: `${file}：2つ目の列${name}は${as}として読み取り`,
        }),
  misnamed: ({file, format}) =>
    say({en: `${file}: read as ${format}, which its bytes are`, ja: `${file}：内容に合わせて${format}として読み取り`}),
  empty_file: ({file}) =>
    say({
      en: `${file}: empty, passed over; export it again`,
      ja: `${file}：空のため読み飛ばし。書き出し直してください`,
    }),
  outside: ({n, local}) => {
    const which = local?.example === undefined ? "" : ` (${local.example}${n > 5 ? " …" : ""})`;
    return say({
      en: `${plural(n, "file")} outside the project folder read${which}; name the folder in HAKARI_READS if that is right`,
      ja: `プロジェクトフォルダーの外の${count(n)}ファイルを読み取り${which}。意図したものなら、そのフォルダーをHAKARI_READSで指定してください`,
    });
  },
  sheet: ({file, sheet, others}) =>
    say({
      en: `${file}: sheet ${sheet} was read, ${plural(others, "other sheet")} not; set sheet on the source`,
      ja: `${file}：シート「${sheet}」を読み取り、ほかの${count(others)}シートは読んでいません。ソースのsheetで指定できます`,
    }),
  long_numbers: ({file, n, lines}) =>
    say({
      en: `${places(file, lines, n)}: ${plural(n, "row")} with numbers of more than 15 digits, whose last digits a spreadsheet does not keep; format ids as text and export again`,
      ja: `${places(file, lines, n)}：${count(n)}行に15桁を超える数値。表計算ソフトは末尾の桁を失います。IDを文字列にして書き出し直してください`,
    }),
  int96: ({file, columns}) =>
    say({
      en: `${file}: ${columns.join(", ")} of type INT96 read as instants in UTC, as Spark writes them; if they are local times, cast them in a query`,
      ja: `${file}：INT96型の${columns.join("、")}は、Sparkの書き方どおりUTCの時刻として読み取り。現地時刻ならqueryで変換してください`,
    }),
  power_ids: ({files, table, column, n, distinct}) =>
    say({
      en: `${files}: ${plural(n, `${table} row`)} with ids such as 4.6876E+17 in ${column}, ${plural(distinct, "id")} apart: a spreadsheet cut them; format the column as text and export again`,
      ja: `${files}：${column}列の4.6876E+17のようなIDが${table}の${count(n)}行（異なるID${count(distinct)}個）。表計算ソフトが桁を落としました。列を文字列にして書き出し直してください`,
    }),
  decimal_ids: ({files, table, column}) =>
    say({
      en: `${files}: ids in ${column} of ${table} written as 1.0 are read as 1`,
      ja: `${files}：${table}の${column}列で1.0と書かれたIDは1として読み取り`,
    }),
  counted_together: ({table, files}) =>
    say({
      en: `${table}: the query gives no source_file, so its rows are counted for ${files} files together; select source_file, source_row to have them by file`,
      ja: `${table}：queryの結果にsource_fileがないため、${files}ファイルをまとめて数えています。ファイル別にするにはsource_file、source_rowを選択してください`,
    }),
};
