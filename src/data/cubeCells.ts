const half = 32;

/**
 * The query for the cube's cells over some of its rules, their bits packed anew in the given order, periods added up; lead
 * folds too, unless they are kept.
 */
export function cellsSql(positions: readonly number[], {keepFolds}: {keepFolds: boolean}): string {
  return `select
    ${packed(positions.slice(0, half))} as mask_low,
    ${packed(positions.slice(half))} as mask_high,
    ${keepFolds ? "cast(fold as integer)" : "0"} as fold,
    cast(sum(n) as integer) as n,
    cast(sum(conversions) as integer) as conversions
  from results.cube
  group by 1, 2, 3
  order by 3, 2, 1`;
}

/** The query for each rule's observations and conversions: a row a lead fold, columns fold, n_0, conversions_0, n_1 … in the given order. */
export function ruleCountsSql(positions: readonly number[]): string {
  const sums = positions.flatMap((position, j) =>
    ["n", "conversions"].map(
      (count) => `cast(coalesce(sum(${count} * ${bit(position)}), 0) as integer) as ${count}_${j}`,
    ),
  );
  return `select ${["cast(fold as integer) as fold", ...sums].join(",\n")} from results.cube group by fold`;
}

function packed(positions: readonly number[]): string {
  const bits = positions.map((position, at) => `(${bit(position)} << ${at})`);
  return bits.length ? `cast(${bits.join(" + ")} as uinteger)` : "cast(0 as uinteger)";
}

/** 1 where the rule holds, else 0. */
function bit(position: number): string {
  const [mask, from] = position < half ? ["mask_low", position] : ["mask_high", position - half];
  return `((cast(${mask} as ubigint) >> ${from}) & 1)`;
}
