import {type Cube, filterRows} from "../rules/cube.ts";
import {random} from "./random.ts";

/**
 * About `size` observations of a cube, as many converted as not, where there are so many of each: whichever outcome is rare
 * is kept in greater part. Counts are not weighted back. Logistic weights stay what they are, since the intercept alone takes
 * up the shares that were drawn (Prentice & Pyke 1979), and errors are those of the observations drawn. Which are drawn
 * follows from a row's rules, fold and period alone, not from the order of rows.
 */
export function evenSample(cube: Cube, size: number): Cube {
  const {n, conversions} = cube;
  let [converted, rest] = [0, 0];
  for (let r = 0; r < n.length; ++r) {
    converted += conversions[r];
    rest += n[r] - conversions[r];
  }
  const shares = {converted: Math.min(1, size / 2 / converted), rest: Math.min(1, size / 2 / rest)};
  const luck = luckOf(cube);
  const drawn = (count: number, share: number, r: number) => Math.floor(count * share + luck[r] / 2 ** 32);
  const won = conversions.map((count, r) => drawn(count, shares.converted, r));
  const all = n.map((count, r) => won[r] + drawn(count - conversions[r], shares.rest, r));
  return filterRows({...cube, n: all, conversions: won}, (r) => all[r] > 0);
}

/** A number below 2³² for each row that looks random, from the rules that hold on it, its fold and its period. */
function luckOf({holds, n, fold, period, periods}: Cube): Uint32Array {
  const next = random(holds.length);
  const mark = () => Math.floor(next() * 2 ** 32);
  const luck = new Uint32Array(n.length);
  for (const list of holds) {
    const own = mark();
    for (let i = 0; i < list.length; ++i) luck[list[i]] ^= own;
  }
  const folds = Uint32Array.from({length: 256}, mark);
  const times = Uint32Array.from({length: Math.max(1, periods.length)}, mark);
  for (let r = 0; r < luck.length; ++r) luck[r] ^= folds[fold[r]] ^ times[period[r]];
  return luck;
}
