import {readFileSync} from "node:fs";

/** What R printed: `reference/<name>.reference.json`, made by the `.R` beside it. Infinity is written 1e999. */
export function reference<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`reference/${name}.reference.json`, import.meta.url), "utf8"));
}

/** Greatest |a − b| / max(1, |b|) over the pairs; equal infinities count as 0. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Array.from(a, (x, i) => (x === b[i] ? 0 : Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i])))).reduce(
    (u, v) => (v > u || Number.isNaN(v) ? v : u),
    0,
  );
}
