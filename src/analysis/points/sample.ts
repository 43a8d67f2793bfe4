import {renumber} from "../rules/cube.ts";
import {type Cells, weigh} from "./cells.ts";
import {random} from "./random.ts";

/** Numbers above this cannot be added up two in one: see `weigh`. */
const mostWeight = 2 ** 25;

/**
 * Some `size` of the cells at most, drawn in proportion to their share of conversions plus their share of the rest, and
 * weighted by the inverse (in whole numbers, all on one scale): sums over them estimate sums over all cells, up to that scale.
 * Whichever class is rare is so kept in greater part. Which cells are drawn follows from the rules that hold on them alone.
 * Both classes must occur.
 */
export function sampleCells(cells: Cells, size: number): Cells {
  const {holds, n, conversions, total, totalConversions} = cells;
  const luck = luckOf(cells);
  const scale = Math.max(1, Math.floor(mostWeight / total));
  const chanceOf = (i: number) =>
    (size / 2) * (conversions[i] / totalConversions + (n[i] - conversions[i]) / (total - totalConversions));
  const place = new Int32Array(n.length).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < n.length; ++i) {
    if (luck[i] < chanceOf(i) * 2 ** 32) place[i] = kept.push(i) - 1;
  }
  const drawn = new Float64Array(kept.length);
  const converted = new Float64Array(kept.length);
  kept.forEach((i, k) => {
    const chance = Math.min(1, chanceOf(i));
    converted[k] = Math.round((scale * conversions[i]) / chance);
    drawn[k] = converted[k] + Math.round((scale * (n[i] - conversions[i])) / chance);
  });
  return weigh(
    holds.map((list) => renumber(list, place)),
    drawn,
    converted,
  );
}

/** A number below 2³² for each cell that looks random, from the set of rules that hold on it. */
function luckOf({holds, n}: Cells): Uint32Array {
  const next = random(holds.length);
  const luck = new Uint32Array(n.length);
  for (const list of holds) {
    const mark = Math.floor(next() * 2 ** 32);
    for (let i = 0; i < list.length; ++i) luck[list[i]] ^= mark;
  }
  return luck;
}
