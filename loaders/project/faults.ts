/** One thing wrong with a project file, with where it is and what would be right. */
export interface Fault {
  /** As the user named it, relative to the working directory where it lies below it. */
  file: string;
  /** 1-based. */
  line: number;
  /** Dotted path of the key, e.g. `sources.leads.files`; empty for the file itself. */
  key: string;
  /** What was found and what was expected, ending with the remedy. */
  message: string;
}

/** All faults of a project file at once, in the order of its lines. */
export class ProjectFaults extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(faultText).join("\n"));
    this.name = "ProjectFaults";
  }
}

/** `data/mine/project.yaml:7: sources.leads.files: missing file: …` */
export const faultText = ({file, line, key, message}: Fault) => `${file}:${line}: ${key ? `${key}: ` : ""}${message}`;

/** The candidate nearest to `word` by edit distance; null where none is near enough to be a typo of it. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = farthest(word.length) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Edits that a typo may take: none in two letters, two from five letters on, and more in long words. */
const farthest = (length: number) => (length < 3 ? 0 : length < 5 ? 1 : Math.max(2, Math.floor(length / 3)));

/** Ready to follow a message: `; did you mean files?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === null ? "" : `; did you mean ${near}?`;
}

/** Levenshtein distance: insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
