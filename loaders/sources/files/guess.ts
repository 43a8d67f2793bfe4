import iconv from "iconv-lite";

/** Encodings that are told from the bytes; all others must be named. */
export const guessed = ["shift_jis", "euc-jp", "windows-1252", "windows-1250"] as const;
export type Guess = (typeof guessed)[number];

/** Below this share of plausible characters an encoding is not taken. */
const enough = 0.8;

/**
 * The encoding of bytes that are not UTF-8: the one in which their characters make sense among their neighbours, or null
 * where none does. A library (chardet 2.2) was tried: it takes short Japanese names for Latin text.
 */
export function guessEncoding(sample: Buffer): Guess | null {
  const scores = guessed.map((encoding) => ({encoding, score: plausible(sample, encoding)}));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= enough ? best.encoding : null;
}

/** Share of the characters beyond ASCII, 0–1, that make sense where they stand; 0 where bytes are invalid. */
function plausible(sample: Buffer, encoding: Guess): number {
  const text = iconv.decode(sample, encoding);
  if (/[\ufffd\u0080-\u009f]/.test(text)) return 0;
  const isJapanese = encoding === "shift_jis" || encoding === "euc-jp";
  const {sum, n} = isJapanese ? japanese(text) : latin(text, encoding);
  if (n === 0) return 0;
  if (encoding === "euc-jp" && sample.every((byte) => byte < 0x80 || (byte >= 0xa6 && byte <= 0xdf)))
    return sum / n / 2;
  return sum / n;
}

interface Score {
  sum: number;
  n: number;
}

const kana = /[\u3040-\u30ff]/;
const sign =
  /[\u3000-\u303f\uff01-\uff60\uffe5\u2460-\u24ff\u3200-\u33ff\u2010-\u2606\u00d7\u00f7\u00b1\u00b0\u00a7\u00b6]/;
const kanji = /[\u4e00-\u9fff\uf900-\ufaff]/;
const halfLetter = /[\uff66-\uff9f]/;

/** Kanji of which a Japanese table with more than a few words has some; other languages' encodings read as Japanese have none. */
const everyday =
  "株式会社有限合東京都大阪府県市区町村田山川本中小上下木林井藤野原商製造業卸売部課長営年月日名電話住所様人新高金開発工事務所資料請求展示問契約受注失";

function japanese(text: string): Score {
  const score = {sum: 0, n: 0};
  const isLatin = (c: string | undefined) => c !== undefined && /[A-Za-z]/.test(c);
  let known = 0;
  for (const [run] of text.matchAll(/[^\0-\x7f]+/g)) {
    for (const c of run) {
      ++score.n;
      if (kana.test(c) || everyday.includes(c) || halfLetter.test(c)) ++known;
      if (kana.test(c)) score.sum += 1;
      else if (kanji.test(c)) score.sum += isCommonKanji(c) ? 1 : 0.6;
      else if (sign.test(c)) score.sum += 0.9;
    }
  }
  for (const match of text.matchAll(/[\uff61-\uff9f]+/g)) {
    const [run] = match;
    const letters = [...run].filter((c) => halfLetter.test(c)).length;
    const [before, after] = [text[match.index - 1], text[match.index + run.length]];
    const isCompany = letters === 1 && (before === "(" || after === ")");
    const isWord = letters >= 3 || (letters === 2 && !isLatin(before) && !isLatin(after));
    if (isCompany || (isWord && letters / run.length > 0.8)) score.sum += 0.95 * letters;
  }
  return known === 0 && score.n > 8 ? {sum: 0, n: score.n} : score;
}

/** Kanji of the first level of JIS X 0208, which nearly all names and words are written in: the lower half of Shift_JIS. */
function isCommonKanji(c: string): boolean {
  const [lead, trail] = iconv.encode(c, "shift_jis");
  return lead >= 0x88 && (lead < 0x98 || (lead === 0x98 && trail <= 0x72));
}

const letter = /\p{L}/u;
/** Letters that Western languages do without, or nearly. */
const rareWestern = /[þÞðÐÿŸƒ]/;
const mark = /[’‘“”„‚«»–—…•·°²³½¼§©®™€£¥¡¿ªº\u00a0´]/;
/** Letters of Central European text that are others in windows-1252, at the codes of è ø ì ù È Ø æ ð ò ï. */
const central = /[čřěůČŘćđňď]/;

/** Words with a letter, or single signs, beyond ASCII. */
const strangeWords = /[\p{L}¹³¿£¯ª]*[^\0-\x7f][\p{L}¹³¿£¯ª]*/gu;

function latin(text: string, encoding: "windows-1252" | "windows-1250"): Score {
  const score = {sum: 0, n: 0};
  for (const [word] of text.matchAll(strangeWords)) {
    const strange = [...word].filter((c) => c > "\x7f").length;
    score.n += strange;
    const isLatin = strange === 1 || (/[A-Za-z]/.test(word) && !/[^\0-\x7f]{4}/.test(word));
    if (isLatin) for (let i = 0; i < word.length; ++i) score.sum += word[i] > "\x7f" ? sense(word, i) : 0;
  }
  if (encoding === "windows-1250") score.sum *= isCentral(text) ? 1.05 : 0.75;
  return score;
}

/** How much sense, 0–1, a character beyond ASCII makes in its word: no capital after a small letter, no sign inside. */
function sense(word: string, i: number): number {
  const c = word[i];
  const isLetter = (other: string | undefined) => other !== undefined && letter.test(other);
  if (isLetter(c)) {
    if (/\p{Lu}/u.test(c) && /\p{Ll}/u.test(word[i - 1] ?? "")) return 0;
    if (/\p{Ll}/u.test(c) && /^[A-Z]/.test(word[i + 1] ?? "") && i === 0) return 0;
    return rareWestern.test(c) ? 0.4 : 1;
  }
  return mark.test(c) && !(isLetter(word[i - 1]) && isLetter(word[i + 1])) ? 0.9 : 0;
}

/** Whether text read as windows-1250 has what only Central European text has. */
function isCentral(text: string): boolean {
  if (/[łŁą]|Ż\p{Ll}|\p{L}ż/u.test(text)) return true;
  if (/[šžŠŽ]/.test(text) && central.test(text)) return true;
  return /[őű]/.test(text) && /[áéíóÁÉÖÜ]/.test(text) && !/[âăţîçă]/.test(text);
}
