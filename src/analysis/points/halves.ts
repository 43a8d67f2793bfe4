import type {Cube} from "../rules/cube.ts";

/**
 * The cube with half a conversion and half a miss more (Haldane 1956; Anscombe 1956) where a rule, or its absence, holds on
 * observations that all ended alike, spread over these: so that no search gives such a rule all the points there are.
 * Equal to the given one where no rule asks for it.
 */
export function withHalves(cube: Cube): Cube {
  const {holds} = cube;
  const all = sumsOf(cube, cube.n.keys());
  const sides = holds.flatMap((rows) => {
    const own = sumsOf(cube, rows);
    const rest = {n: all.n - own.n, conversions: all.conversions - own.conversions};
    return [
      ...(isOneSided(own) ? [{isWith: true, rows, n: own.n}] : []),
      ...(isOneSided(rest) ? [{isWith: false, rows, n: rest.n}] : []),
    ];
  });
  if (sides.length === 0 || isOneSided(all)) return cube;
  const [n, conversions] = [cube.n.slice(), cube.conversions.slice()];
  for (const side of sides) {
    const isIn = new Uint8Array(n.length);
    for (const r of side.rows) isIn[r] = 1;
    for (let r = 0; r < n.length; ++r) {
      if (isIn[r] !== Number(side.isWith)) continue;
      const share = cube.n[r] / side.n;
      n[r] += share;
      conversions[r] += share / 2;
    }
  }
  return {...cube, n, conversions};
}

interface Sums {
  n: number;
  conversions: number;
}

function sumsOf(cube: Cube, rows: Iterable<number>): Sums {
  const sums = {n: 0, conversions: 0};
  for (const r of rows) {
    sums.n += cube.n[r];
    sums.conversions += cube.conversions[r];
  }
  return sums;
}

const isOneSided = ({n, conversions}: Sums): boolean => n > 0 && (conversions === 0 || conversions === n);
