import {type Engine, literal} from "../../engine/duckdb.ts";
import {LoadError} from "../loadError.ts";
import {isNumberFormat, isZeroDate, type NumberFormat, numberFormats} from "./dateShapes.ts";
import {proposals} from "./proposals.ts";
import type {TimeColumn, TimeReading} from "./times.ts";

/** Rows looked at before all are. */
const sampled = 20_000;

/**
 * Stops where most of a column cannot be read; only then are all values looked at.
 * @throws LoadError with an example, and the setting that reads it.
 */
export async function refuseUnread(engine: Engine, time: TimeColumn, reading: TimeReading): Promise<void> {
  const texts = `select text, ${reading.sql("text")} as time from (select ${time.text} as text from ${time.relation}) where text is not null and not ${isZeroDate("text")}`;
  const count = (from: string) =>
    engine.rows<{n: number; bad: number; example: string | null; wrong: number}>(
      `unread times of ${time.column}`,
      `select count(*) as n, count(*) - count(time) as bad, min(text) filter (time is null) as example,
         count(*) filter (not time between timestamp '1990-01-01' and timestamp '2100-01-01') as wrong from (${from})`,
    );
  const isNumber = time.given !== undefined && isNumberFormat(time.given);
  const isTooMuch = ({n, bad, wrong}: {n: number; bad: number; wrong: number}) =>
    bad > time.mostUnread * n || (isNumber && bad + wrong > 0.5 * n);
  const [first] = await count(`${texts} limit ${sampled}`);
  if (!isTooMuch(first)) return;
  const [all] = await count(texts);
  if (!isTooMuch(all)) return;
  const [{example}] =
    all.example === null
      ? await engine.rows<{example: string}>("example", `select min(text) as example from (${texts})`)
      : [{example: all.example}];
  const texted = (pattern: string) =>
    `select try_strptime(${literal(example)}, ${literal(pattern)}) is not null as fits`;
  let format = numberWord(example);
  for (const pattern of zoneIn(example) ? [] : proposals(example)) {
    if (format) break;
    const [{fits}] = await engine.rows<{fits: boolean}>("proposal", texted(pattern));
    if (fits) format = pattern;
  }
  throw new LoadError(unreadText(time, {example, n: all.n, bad: all.bad + (isNumber ? all.wrong : 0)}, format));
}

/** The word for a time that is a number: by its magnitude, where that gives a year from 1990 to 2100. */
function numberWord(text: string): string | undefined {
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  return (Object.keys(numberFormats) as NumberFormat[]).find((word) => {
    const seconds = word === "excel" ? (Number(text) - 25_569) * 86_400 : Number(text) / numberFormats[word].scale;
    return seconds >= 631_152_000 && seconds < 4_102_444_800;
  });
}

/** The abbreviation of a zone at the end of a time: no pattern can say what it means. */
const zoneIn = (text: string): string | undefined => /:\d{2}(?: [ap]m)? ?([A-Z]{3,5})$/i.exec(text)?.[1];

function unreadText(
  {file, column, given, timezone}: TimeColumn,
  {example, n, bad}: {example: string; n: number; bad: number},
  format: string | undefined,
): string {
  const zone = zoneIn(example);
  const remedy =
    format === undefined
      ? zone
        ? `${zone} can mean several zones: set timezone to the one that is meant (now ${timezone}), or export times with offsets`
        : `say how on the source in project.yaml, dates: {${column}: '…'}, in strptime codes such as '%d/%m/%Y %H:%M', or name another column`
      : `write on the source in project.yaml: dates: {${column}: '${format}'}`;
  const as = given === undefined ? "be read as times" : `be read as ${given} (dates)`;
  return `${file}: column ${column}: ${bad} of ${n} values cannot ${as}, such as "${example}"; ${remedy}`;
}
