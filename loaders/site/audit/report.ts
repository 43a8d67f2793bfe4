import {plural} from "../../../src/analysis/figures.ts";
import type {Secret} from "./search.ts";
import type {Looked, Untold} from "./seekers.ts";

/** A secret that stands on the site, and may. */
export interface Excused {
  secret: Secret;
  /** File and place where it stands first. */
  place: string;
  /** What says the same and is nobody's secret: the program's own texts, a value of a whole group of leads, the project file's title or stages. */
  why: "program" | "group" | "title";
}

/** What was looked at, looked for, and let pass. */
export interface PrivacyReport {
  files: number;
  looked: Looked[];
  excused: Excused[];
  minCell: number;
  /** The project file asks that leads be published: files of their page were not looked at. */
  publishesLeads: boolean;
}

/** Kinds of what is knowingly not looked for, since a check would find it everywhere, or nowhere. */
export const notCovered = {
  enciphered:
    "what is enciphered, turned round or spelled in other letters (a name in kana for one in Han signs): there is no end of ways",
  pixels: "pictures of letters: files of pictures are refused, but for those that are drawings in text",
  nicknames: "nicknames, misspellings and given names alone: like any word",
  "common surnames": "a family's name alone that as many leads share as may be told of",
  "short values": "values of one to three letters, and numbers under four figures: like counts and abbreviations",
  "bare postcodes":
    "postcodes without their sign or word: like any two numbers; a personal attribute's own are looked for",
  "own numbers":
    "passports, licences, accounts in a bank: no shape or check digit of their own; a personal attribute's are looked for",
  "rounded amounts": "personal amounts rounded or added up: like any amount",
  "nested groups":
    "differences of tables of unlike groups, or of more than two tables: windows, periods and stages that lie within each other differ by a few everywhere",
  "unnamed counts": "counts under a name that does not say what they count (total, value): like any number",
  "numbers in words": "counts and dates spelled out in words: of two leads is said in any text",
} as const;

const whys: Record<Untold, string> = {
  short: "too short to be told from other words",
  counts: "like counts and amounts that pages have anyway",
  dates: "days from which the pages take their dates",
  shared: "family's names that enough leads share",
};

const excuses: Record<Excused["why"], string> = {
  program: "the program's own texts have the same word",
  group: "enough leads have the same as a value",
  title: "the project file's title or stages have the same word",
};

/** Values that a line names. */
const named = 5;

/** What was checked, in a line; then what was let pass and what was not looked for, a line each. For the owner's terminal: it names values. */
export function privacyText({files, looked, excused, minCell, publishesLeads}: PrivacyReport): string {
  const count = (kind: Secret["kind"]) => looked.filter((one) => one.kind === kind).reduce((n, {all}) => n + all, 0);
  const first = `Checked ${plural(files, "file")} for ${plural(count("id"), "lead id")}, ${plural(count("personal"), "personal value")}, ${plural(count("rare"), "value")} that fewer than ${minCell} leads have, mail addresses, telephone and card numbers, My Numbers, IP addresses, postcodes with their sign, and groups under ${minCell}: none found.`;
  const passed = [...groupsOf(excused).values()].map((same) => {
    const [{secret, place, why}] = same;
    return `  let pass: ${plural(same.length, nounOf(secret))}${ofColumn(secret)}, first in ${place}: ${excuses[why]} (${list(same.map(({secret}) => secret.value))})`;
  });
  const untold = looked.flatMap(({kind, column, untold}) =>
    [...untold].map(
      ([why, {n, values}]) =>
        `  not looked for: ${plural(n, nounOf({kind}))}${ofColumn({kind, column})}: ${whys[why]} (${list(values, n)})`,
    ),
  );
  const kinds = Object.values(notCovered).map((kind) => `  not looked for in any site: ${kind}`);
  const leads = publishesLeads
    ? ["Leads are published, as publish.hot_leads asks: on their page nothing was looked for."]
    : [];
  return [first, ...leads, ...passed, ...untold, ...kinds].join("\n");
}

const nounOf = ({kind}: Pick<Secret, "kind">): string =>
  ({id: "id", personal: "personal value", rare: "rare value"})[kind];

const ofColumn = ({kind, column}: Pick<Secret, "kind" | "column">): string => (kind === "id" ? "" : ` of ${column}`);

function list(values: readonly string[], n = values.length): string {
  const some = values.slice(0, named).map((value) => (value.length > 40 ? `${value.slice(0, 40)}…` : value));
  return `${some.join(", ")}${n > some.length ? ", …" : ""}`;
}

function groupsOf(excused: readonly Excused[]): Map<string, Excused[]> {
  const groups = new Map<string, Excused[]>();
  for (const one of excused) {
    const key = [one.secret.kind, one.secret.column, one.why].join("\u0000");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
