import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {guessEncoding} from "../../../loaders/sources/files/guess.ts";
import {loadFiles, messageOf, notesOf} from "../loading.ts";

const texts: [string, string][] = [
  ["windows-1252", "Jäger AG,Genève\nBäcker KG,Bern\nStraße GmbH,Köln\nÖko Bau,Zürich"],
  ["windows-1252", "Müller GmbH"],
  ["windows-1252", "Größe,Umsatz in €\nGroß & Söhne,12 €"],
  ["windows-1252", "Société Générale,Orléans\nL’été,cœur\nà la carte"],
  ["windows-1252", "Peña Hermanos,España\nCompañía Núñez,Málaga\n¿Qué?"],
  ["windows-1252", "Ångström AB,Göteborg\nÅse Ærø,Malmö"],
  ["windows-1252", "São Paulo,Gestão\nAções,Conceição"],
  ["windows-1252", "René Élan"],
  ["windows-1252", "10 € – “ok” 20°"],
  ["windows-1250", "Łódź,Spółka\nKraków,Usługi Księgowe\nGdańsk,Żabka"],
  ["windows-1250", "Plzeň,Společnost\nČeské Budějovice,Škoda\nJiří,Dvořák"],
  ["windows-1250", "Győr,Kereskedő\nFőváros,Szűcs"],
  ["shift_jis", "業種,会社名\n製造,株式会社日立\n小売・卸,ソフトウェア"],
  ["shift_jis", "ｶ)ﾔﾏﾀﾞ,ﾄｳｷﾖｳ\nｶ)ｽｽﾞｷ,ｵｵｻｶ\nﾄﾖﾀ,ﾅｺﾞﾔ"],
  ["shift_jis", "A社,①商談\n㈱山田,髙橋"],
  ["shift_jis", "Webｾﾐﾅｰ,資料請求"],
  ["shift_jis", "東京"],
  ["shift_jis", "表示ソ十能"],
  ["euc-jp", "業種,会社名\n製造,株式会社日立\n小売・卸,ソフトウェア"],
  ["euc-jp", "ｶ)ﾔﾏﾀﾞ,ﾄｳｷﾖｳ\nｶ)ｽｽﾞｷ,ｵｵｻｶ\nﾄﾖﾀ,ﾅｺﾞﾔ"],
  ["euc-jp", "カスタマー"],
  ["euc-jp", "田中,渋谷"],
];

describe("guessEncoding(sample)", () => {
  it.each(texts)("tells %s from %j", (encoding, text) => {
    expect(guessEncoding(iconv.encode(text, encoding))).toBe(encoding);
  });

  it.each([
    ["macintosh", "Müller GmbH,Zürich\nSociété,Genève"],
    ["windows-1251", "Москва,Общество\nСанкт-Петербург,Торговля"],
    ["gb18030", "北京,科技有限公司\n上海,软件"],
    ["euc-kr", "서울,주식회사\n부산,전자"],
  ])("takes %s for none that it knows", (encoding, text) => {
    expect(guessEncoding(iconv.encode(text, encoding))).toBeNull();
  });
});

const yaml = (more = "") => `title: T\nload: {max_rejected: 1}\nsources:\n  leads: {files: l.csv${more}}\n`;
const load = (bytes: Buffer | string, more = "") => loadFiles({"project.yaml": yaml(more), "l.csv": bytes});
const names = async (bytes: Buffer | string, more = "") => {
  const loaded = await load(bytes, more);
  const rows = await loaded.rows("select name from leads order by lead_id");
  return {names: rows.map(({name}) => name), notes: await notesOf(loaded), rows: loaded.rows};
};
const encoded = (text: string, encoding: string, addBOM = false) => iconv.encode(text, encoding, {addBOM});

describe("text files", () => {
  it.each(["windows-1252", "macintosh", "euc-jp", "windows-1251"])(
    "are read in %s where the source says so",
    async (encoding) => {
      const name = {"windows-1252": "Zürich", macintosh: "Zürich", "euc-jp": "東京", "windows-1251": "Москва"}[
        encoding
      ];
      const read = await names(encoded(`lead_id,name\n1,${name}\n`, encoding), `, encoding: ${encoding}`);
      expect(read.names).toEqual([name]);
    },
  );

  it("are judged by bytes far from their beginning, and the encoding is told", async () => {
    const plain = Array.from({length: 12_000}, (_, i) => `${i},plain`).join("\n");
    const {names: read, notes} = await names(encoded(`lead_id,name\n${plain}\nx,René Élan\n`, "windows-1252"));
    expect(read.at(-1)).toBe("René Élan");
    expect(notes).toEqual(["l.csv: read as windows-1252; set encoding on the source if letters look wrong"]);
  });

  it.each([
    ["utf-16le", "lead_id,name\r\n1,製造\r\n"],
    ["utf-16be", "lead_id,name\r\n1,製造\r\n"],
  ])("are read in %s without a mark", async (encoding, text) => {
    expect((await names(encoded(text, encoding))).names).toEqual(["製造"]);
  });

  it("name the lines that are in another encoding than the rest, and set them aside", async () => {
    const good = Array.from({length: 20}, (_, i) => `a${i},製造\n`).join("");
    const bytes = Buffer.concat([Buffer.from(`lead_id,name\n${good}x,`), encoded("東京\n", "shift_jis")]);
    const {names: read, notes, rows} = await names(bytes);
    expect(read).toEqual(Array(20).fill("製造"));
    expect(notes).toEqual(["l.csv:22: 1 line not in UTF-8 as the rest is, left out; export again in one encoding"]);
    expect(await rows("select line, reason from rejects")).toEqual([{line: 22, reason: "malformed line"}]);
  });

  it("stop where half is in one encoding and half in another", async () => {
    const half = Array.from({length: 20}, (_, i) => `${i},製造\n`).join("");
    const bytes = Buffer.concat([Buffer.from(`lead_id,name\n${half}`), encoded(half, "shift_jis")]);
    expect(await messageOf(load(bytes))).toMatch(
      /^two encodings in one file: l\.csv: 20 lines .* the first at l\.csv:22;/,
    );
  });

  it("stop where the encoding that is set is not theirs", async () => {
    const text = Array.from({length: 20}, (_, i) => `${i},製造ソ\n`).join("");
    const bytes = encoded(`lead_id,name\n${text}`, "shift_jis");
    expect(await messageOf(load(bytes, ", encoding: euc-jp"))).toMatch(
      /^not in euc-jp: l\.csv: 20 lines .* l\.csv:2; set another/,
    );
  });

  it.each([
    ["CRLF and LF", "lead_id,name\r\n1,a\n2,b\r\n,c\r\n"],
    ["CR alone", "lead_id,name\r1,a\r2,b\r,c\r"],
    ["CRLF, and LF within a value", 'lead_id,name\r\n1,a\r\n2,"b"\n,c\r\n'],
  ])("are read with line ends of %s, and rejects know their line", async (_, text) => {
    const {names: read, rows} = await names(text);
    expect(read).toEqual(["a", "b"]);
    expect(await rows('select line, "row", reason from rejects')).toEqual([{line: 4, row: 3, reason: "no id"}]);
  });

  it("lose bytes of zero, which is told", async () => {
    const {names: read, notes} = await names("lead_id,name\n1,a\0b\n");
    expect(read).toEqual(["ab"]);
    expect(notes).toEqual(["l.csv: 1 byte of zero left out"]);
  });

  it.each([
    ["a line end", "\n"],
    ["a byte order mark", "\ufeff"],
    ["blanks", "  \r\n \r\n"],
    ["zeros", Buffer.alloc(3000)],
  ])("of nothing but %s are empty files", async (_, bytes) => {
    expect(await messageOf(load(bytes))).toMatch(/^empty file: .*l\.csv; export it again/);
  });

  it("stop where there is a header and no lead", async () => {
    expect(await messageOf(load("lead_id,name\n"))).toBe(
      "missing leads: l.csv: a header and no rows; export again with the leads in it",
    );
  });

  it("pass over an empty file of several by name", async () => {
    const loaded = await loadFiles({
      "project.yaml": "title: T\nsources:\n  leads: {files: [a.csv, b.csv, c.csv]}\n",
      "a.csv": "lead_id\n1\n",
      "b.csv": "",
      "c.csv": "lead_id\n2\n",
    });
    expect(await loaded.rows("select lead_id from leads order by 1")).toEqual([{lead_id: "1"}, {lead_id: "2"}]);
    expect(await loaded.rows("select file, read from results.sources")).toEqual([
      {file: "a.csv", read: 1},
      {file: "b.csv", read: 0},
      {file: "c.csv", read: 1},
    ]);
    expect(await notesOf(loaded)).toEqual(["b.csv: empty, passed over; export it again"]);
  });
});
