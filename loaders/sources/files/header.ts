const delimiters = [",", ";", "\t", "|"] as const;

/** How a CSV file is written, read off its first record. */
export interface Dialect {
  delimiter: string;
  quote: string;
  /** Column names; unnamed ones are empty texts. */
  names: string[];
}

/**
 * Reads the header of a CSV or TSV file: the delimiter is the one that leaves no quote inside a name and parts
 * the header into most names, because a header seldom holds a stray one; the quote is the character around names or after delimiters, by default `"`.
 */
export function readHeader(head: string, delimiter?: string): Dialect {
  const quote = /(^|[,;\t|\n])'[^'\n]*'([,;\t|\r\n]|$)/.test(head) && !head.includes('"') ? "'" : '"';
  const readings = (delimiter ? [delimiter] : delimiters).map((d) => ({
    delimiter: d,
    quote,
    names: firstRecord(head, d, quote),
  }));
  const strays = ({names}: Dialect) => names.filter((name) => name.includes(quote)).length;
  return readings.reduce((best, next) => {
    const fewer = strays(best) - strays(next);
    return fewer > 0 || (fewer === 0 && next.names.length > best.names.length) ? next : best;
  });
}

function firstRecord(text: string, delimiter: string, quote: string): string[] {
  const names: string[] = [];
  let name = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (isQuoted) {
      if (c !== quote) name += c;
      else if (text[i + 1] === quote) name += text[++i];
      else isQuoted = false;
    } else if (c === quote && name === "") isQuoted = true;
    else if (c === delimiter) {
      names.push(name.trim());
      name = "";
    } else if (c === "\n" || c === "\r") break;
    else name += c;
  }
  return [...names, name.trim()];
}

/** Name of a file's column in its staging table: its own but for `rowid`, which would hide the engine's. */
export const stagedName = (name: string): string => (name.toLowerCase() === "rowid" ? `${name} of the file` : name);

/** Name by which a project file speaks of a staged column. */
export const shownName = (staged: string): string => staged.replace(/^(rowid) of the file$/i, "$1");

/** Columns that every staged relation has beside the files' own. */
export const placeColumns = ["row_key", "source_row", "source_file"] as const;

/**
 * The same names, each made unlike the ones before it and the place columns (DuckDB's names ignore case):
 * `a, A, ` → `a, A_2, column3`.
 */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>(placeColumns);
  return names.map((given, i) => {
    const name = given || `column${i + 1}`;
    let distinct = name;
    for (let n = 2; seen.has(distinct.toLowerCase()); ++n) distinct = `${name}_${n}`;
    seen.add(distinct.toLowerCase());
    return distinct;
  });
}
