const half = 32;

/**
 * The query for the cube's cells over some of its rules, their bits packed anew in the given order, periods added up.
 * With `minCell` above 0 the folds are added up too, and smaller cells are left out.
 */
export function cellsSql(positions: readonly number[], minCell: number): string {
  const fold = minCell > 0 ? "0" : "cast(fold as integer)";
  return `select
    ${packed(positions.slice(0, half))} as mask_low,
    ${packed(positions.slice(half))} as mask_high,
    ${fold} as fold,
    cast(sum(n) as integer) as n,
    cast(sum(conversions) as integer) as conversions
  from results.cube
  group by 1, 2, 3
  having sum(n) >= ${minCell}
  order by 3, 2, 1`;
}

function packed(positions: readonly number[]): string {
  const bits = positions.map((position, bit) => {
    const [mask, from] = position < half ? ["mask_low", position] : ["mask_high", position - half];
    return `(((cast(${mask} as ubigint) >> ${from}) & 1) << ${bit})`;
  });
  return bits.length ? `cast(${bits.join(" + ")} as uinteger)` : "cast(0 as uinteger)";
}
