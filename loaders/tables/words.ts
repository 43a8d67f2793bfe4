import {nearest} from "../project/faults.ts";

/** What becomes of a lead, as the data say it. */
export const outcomes = ["won", "lost", "open"] as const;
export type Outcome = (typeof outcomes)[number];

/** `values:` of a source: its own words by what they mean; `rest`: all that nothing else claims. */
export type Values = Record<string, string[] | "rest"> | undefined;

/** A word of a column, with the rows it stands in and how many of them have a date. */
export interface WordCount {
  word: string;
  n: number;
  dated: number;
}

/** What a column's words mean. */
export interface Reading {
  meaning: Map<string, string>;
  /** Words that nothing explains, the commonest first. */
  unlisted: WordCount[];
  /** Words that say no or false, where it is not known whether they mean lost or still open. */
  doubtful: WordCount[];
  /** Words that say no or false and are taken as lost. */
  denied: WordCount[];
  /** Words of `values:` that no row holds. */
  unused: string[];
}

/** A word as it is compared: full and half width, capitals, blanks and the marks between letters do not count. */
export const folded = (word: string): string =>
  word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, "")
    .replace(/(?<=\p{L})[-_‐–—・]+(?=\p{L})/gu, "");

const known: Record<Outcome, readonly string[]> = {
  won: [
    "won",
    "closed won",
    "close won",
    "won deal",
    "deal won",
    "受注",
    "受注済",
    "受注済み",
    "成約",
    "成約済",
    "成約済み",
    "契約",
    "契約済",
    "契約済み",
    "勝ち",
  ],
  lost: [
    "lost",
    "closed lost",
    "close lost",
    "lost deal",
    "deal lost",
    "disqualified",
    "失注",
    "失注済",
    "失注済み",
    "見送り",
    "負け",
    "不成立",
  ],
  open: ["open", "in progress", "ongoing", "商談中", "進行中", "対応中", "検討中", "交渉中", "未決"],
};
const outcomeOf = new Map(
  outcomes.flatMap((outcome) => known[outcome].map((word) => [folded(word), outcome] as const)),
);

/** Yes and no, in a column that holds nothing else. */
const yes = new Set(["true", "yes", "y", "t", "1", "1.0", "はい"]);
const no = new Set(["false", "no", "n", "f", "0", "0.0", "いいえ"]);

/** Share of the rows saying no that have a date from which on no is a decision: lost. */
const decidedShare = 0.9;

/** Whether a word is known as that of an outcome. */
export const isOutcomeWord = (word: string): boolean => outcomeOf.has(folded(word));

/**
 * What the words of an outcome column mean: by `values:`, else by the known words of English and Japanese. Yes, true and 1 (and
 * their opposites) are known only where the column holds nothing else: among other codes a 1 may be anything. Saying no is a loss
 * where nearly all such rows have a date, or where no row has one (an export without times knows no open leads); else it is doubtful.
 */
export function readOutcomes(counts: readonly WordCount[], values: Values): Reading {
  const listed = listedWords(values);
  const free = counts.filter(({word}) => !listed.has(folded(word)));
  const isFlag = free.length > 0 && free.every(({word}) => yes.has(folded(word)) || no.has(folded(word)));
  const isUndated = counts.every(({dated}) => dated === 0);
  const meaning = new Map<string, string>();
  const [unlisted, doubtful, denied]: WordCount[][] = [[], [], []];
  for (const count of counts) {
    const word = folded(count.word);
    const found = listed.get(word) ?? outcomeOf.get(word) ?? (isFlag && yes.has(word) ? "won" : undefined);
    if (found !== undefined) meaning.set(count.word, found);
    else if (isFlag && (isUndated || count.dated >= decidedShare * count.n)) {
      meaning.set(count.word, "lost");
      denied.push(count);
    } else if (hasRest(values)) meaning.set(count.word, "open");
    else (isFlag ? doubtful : unlisted).push(count);
  }
  return {meaning, unlisted, doubtful, denied, unused: unusedWords(counts, values)};
}

/** What the words of a stage column mean: by `values:`, else the stage whose id, or name, is the same word. */
export function readStages(
  counts: readonly WordCount[],
  stages: readonly {id: string; name: string}[],
  values: Values,
): Reading {
  const listed = listedWords(values);
  const meaning = new Map<string, string>();
  const unlisted: WordCount[] = [];
  for (const count of counts) {
    const {word} = count;
    const alike = (key: "id" | "name") => stages.filter((stage) => folded(stage[key]) === folded(word));
    const [same, ...others] = alike("id").length > 0 ? alike("id") : alike("name");
    const found =
      stages.find(({id}) => id === word)?.id ?? listed.get(folded(word)) ?? (others.length > 0 ? undefined : same?.id);
    if (found !== undefined) meaning.set(word, found);
    else unlisted.push(count);
  }
  return {meaning, unlisted, doubtful: [], denied: [], unused: unusedWords(counts, values)};
}

/** The nearest word that is known, with what it means; null where none is near. */
export function nearestOutcome(word: string): {word: string; outcome: Outcome} | null {
  const near = nearest(folded(word), outcomeOf.keys());
  return near === null ? null : {word: near, outcome: outcomeOf.get(near) as Outcome};
}

function listedWords(values: Values): Map<string, string> {
  return new Map(
    Object.entries(values ?? {}).flatMap(([meaning, words]) =>
      words === "rest" ? [] : words.map((word) => [folded(word), meaning] as const),
    ),
  );
}

const hasRest = (values: Values): boolean => Object.values(values ?? {}).includes("rest");

function unusedWords(counts: readonly WordCount[], values: Values): string[] {
  const there = new Set(counts.map(({word}) => folded(word)));
  return Object.values(values ?? {}).flatMap((words) =>
    words === "rest" ? [] : words.filter((word) => !there.has(folded(word))),
  );
}
