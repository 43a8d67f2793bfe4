/** The part of a whole that is shown, with its number of observations. */
interface Part {
  n: number;
}

/**
 * Parts of a whole that may be shown beside it: where what is left over would be a group of fewer than `minCell` observations
 * that anybody could tell by subtraction, the smallest parts are held back too.
 */
export function withoutSmallRests<T extends Part>(whole: number, parts: readonly T[], minCell: number): T[] {
  const shown = [...parts].sort((a, b) => b.n - a.n);
  let rest = shown.reduce((left, {n}) => left - n, whole);
  while (rest > 0 && rest < minCell && shown.length > 0) rest += shown.pop()?.n ?? 0;
  return parts.filter((part) => shown.includes(part));
}
