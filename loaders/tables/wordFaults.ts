import {count, plural} from "../../src/analysis/figures.ts";
import {literal} from "../engine/duckdb.ts";
import {nearest} from "../project/faults.ts";
import type {Workplace} from "../sources/files/staged.ts";
import type {Prepared} from "./prepare.ts";
import {folded, isOutcomeWord, nearestOutcome, type Reading, type WordCount} from "./words.ts";

/** Words that a message names at most. */
export const mostNamed = 12;

/** Names of the files of a source. */
export const filesOf = ({files}: Prepared): string => files.map(({name}) => name).join(", ");

/** The file's name of a contract column. */
export const columnOf = ({mapping}: Prepared, name: string): string => mapping.get(name)?.name ?? name;

/** "Wonn (12 rows), Signed (3 rows) and 4 more". */
function named(counts: readonly WordCount[]): string {
  const told = counts.slice(0, mostNamed).map(({word, n}) => `${word} (${plural(n, "row")})`);
  return told.join(", ") + (counts.length > mostNamed ? ` and ${count(counts.length - mostNamed)} more` : "");
}

/** A word as YAML writes it in a list. */
const yaml = (word: string): string =>
  /^[\p{L}][\p{L}\p{N} _/-]*$/u.test(word) && !/^(true|false|yes|no|null|rest)$/i.test(word)
    ? word
    : JSON.stringify(word);

/** What is said of words that are no outcomes: how many rows have them, what they may be, and the setting that says so. */
export function unknownOutcomes(source: Prepared, {unlisted, meaning}: Reading, counts: readonly WordCount[]): string {
  const near = unlisted.flatMap(({word}) => {
    const found = nearestOutcome(word);
    return found ? [`${word} is near ${found.word} (${found.outcome})`] : [];
  });
  const understood = counts.flatMap(({word}) =>
    meaning.has(word) && meaning.get(word) !== folded(word) ? [`${word} as ${meaning.get(word)}`] : [],
  );
  return (
    `unknown outcomes in ${filesOf(source)}, column ${columnOf(source, "outcome")}: ${named(unlisted)}` +
    (near.length > 0 ? `; ${near.slice(0, 3).join("; ")}` : "") +
    (understood.length > 0 ? `; understood: ${understood.slice(0, mostNamed).join(", ")}` : "") +
    `; say what they mean with ${exampleOf(unlisted, [...meaning.values()])}`
  );
}

/** The setting with what can be guessed in it: words near a known one; all others still open, where some are won and some lost. */
function exampleOf(unlisted: readonly WordCount[], meanings: readonly string[]): string {
  const near = unlisted.flatMap(({word}) => {
    const outcome = nearestOutcome(word)?.outcome;
    return outcome ? [{word, outcome}] : [];
  });
  const given = (["won", "lost"] as const).flatMap((outcome) => {
    const words = near.filter((one) => one.outcome === outcome).map(({word}) => yaml(word));
    if (words.length > 0) return [`${outcome}: [${words.join(", ")}]`];
    return meanings.includes(outcome) ? [] : [`${outcome}: […]`];
  });
  return `values: {${[...given, "open: rest"].join(", ")}}${given.length === 0 ? " if all of them are still open" : ""}`;
}

/** What is asked of words that say no, where it is not known whether they mean lost. */
export function doubtfulOutcomes(source: Prepared, doubtful: readonly WordCount[]): string {
  const words = doubtful.map(({word}) => JSON.stringify(word)).join(", ");
  const dated = doubtful.reduce((sum, one) => sum + one.dated, 0);
  return (
    `${named(doubtful)} in ${filesOf(source)}, column ${columnOf(source, "outcome")}: lost, or still open? ` +
    `${dated === 0 ? "none" : count(dated)} of these rows ${dated === 1 ? "has" : "have"} a time in ${columnOf(source, "decided_at")}; ` +
    `say which with values: {lost: [${words}]} or values: {open: [${words}]}`
  );
}

/** What is said of words that are no stages: the nearest stage, and the setting; outcomes among them belong elsewhere. */
export function unknownStages(
  {project: {stages}}: Workplace,
  source: Prepared,
  unlisted: readonly WordCount[],
): string {
  const column = columnOf(source, "stage");
  const head = `unknown stages in ${filesOf(source)}, column ${column}: ${named(unlisted)}`;
  const ends = unlisted.filter(({word}) => isOutcomeWord(word));
  const others = unlisted.filter(({word}) => !isOutcomeWord(word));
  const remedies: string[] = [];
  if (others.length > 0 && stages.length === 0)
    remedies.push(
      `the project lists no stages; list them in their order: stages: [${others
        .slice(0, mostNamed)
        .map(({word}) => `{id: ${yaml(word)}}`)
        .join(", ")}]`,
    );
  else if (others.length > 0) {
    const ids = stages.map(({id}) => id);
    const near = others.flatMap(({word}) => {
      const name = nearest(folded(word), ids.map(folded));
      return name === null ? [] : [{word, id: ids[ids.map(folded).indexOf(name)]}];
    });
    const meant = near.slice(0, 3).map(({word, id}) => `${word} may be ${id}`);
    const [{word, id}] = near.length > 0 ? near : [{word: others[0].word, id: ids[0]}];
    remedies.push(
      `${meant.length > 0 ? `${meant.join(", ")}` : `known are ${ids.join(", ")}`}; say which stage a word means with values: {${yaml(id)}: [${yaml(word)}]}, list it in stages, or leave it out with where`,
    );
  }
  if (ends.length > 0) {
    const list = ends.map(({word}) => literal(word)).join(", ");
    remedies.push(
      `${ends.map(({word}) => word).join(", ")} ${ends.length === 1 ? "tells" : "tell"} an outcome: read this file as outcomes too, with values: {open: rest}, and leave such rows out here with where: "${column}" not in (${list})`,
    );
  }
  return `${head}; ${remedies.join("; ")}`;
}
