import {say} from "../../text/language.ts";
import {percentOf} from "../figures.ts";
import type {Cube} from "./cube.ts";

/** A rule, or the rules together, that the data cannot tell apart from others or from the intercept. */
export interface Aliased {
  /** Names of the rules concerned, the one that came last in the cube last. */
  rules: string[];
  text: string;
}

/** A rule that parts converted from unconverted, wholly or on one side, so that its weight has no finite value. */
export interface Separated {
  /** Null where the outcome itself does not vary. */
  rule: string | null;
  text: string;
}

/** Correlation (phi) from which two rules count as the same, or as opposites. */
const sameFrom = 0.98;

/** Share of what a column adds to those before it under which it counts as their linear combination. */
const dependentUnder = 1e-9;

/** Rules whose rows, or the rest of them, have one outcome only. `n` and `conversions` are [total, by rule …]. */
export function separatedRules(
  {rules}: Pick<Cube, "rules">,
  n: Float64Array,
  conversions: Float64Array,
): Map<number, Separated> {
  const found = new Map<number, Separated>();
  const [N, Y] = [n[0], conversions[0]];
  rules.forEach((rule, j) => {
    const [nj, yj] = [n[j + 1], conversions[j + 1]];
    if (!(nj > 0 && nj < N)) return;
    const text =
      yj === 0
        ? say({en: `no lead with ${rule} ever converted`, ja: `「${rule}」のリードは1件も転換していません`})
        : yj === nj
          ? say({en: `every lead with ${rule} converted`, ja: `「${rule}」のリードはすべて転換しています`})
          : yj === Y
            ? say({en: `no lead without ${rule} ever converted`, ja: `「${rule}」でないリードは1件も転換していません`})
            : N - nj === Y - yj
              ? say({en: `every lead without ${rule} converted`, ja: `「${rule}」でないリードはすべて転換しています`})
              : null;
    if (text) found.set(j, {rule, text});
  });
  return found;
}

/** All that `fit.aliased` names: pairs first, then combinations of the intercept or of two and more other rules. */
export function aliasedRules(
  cube: Pick<Cube, "rules">,
  G: Float64Array,
  dependent: ReadonlyMap<number, Aliased>,
): Aliased[] {
  const pairs = samePairs(cube, G);
  const isPair = ({rules}: Aliased) => pairs.some((pair) => pair.rules.join("\n") === rules.join("\n"));
  return [...pairs, ...[...dependent.values()].filter((found) => !isPair(found))];
}

/** Pairs of rules that hold on nearly the same rows, or on nearly opposite ones. `G` is the gram of n over [1, rules]. */
function samePairs({rules}: Pick<Cube, "rules">, G: Float64Array): Aliased[] {
  const side = rules.length + 1;
  const N = G[0];
  const found: Aliased[] = [];
  for (let j = 0; j < rules.length; ++j) {
    for (let k = j + 1; k < rules.length; ++k) {
      const [nj, nk, both] = [G[j + 1], G[k + 1], G[(j + 1) * side + k + 1]];
      const spread = Math.sqrt(nj * (N - nj) * nk * (N - nk));
      const phi = spread > 0 ? (N * both - nj * nk) / spread : 0;
      if (Math.abs(phi) < sameFrom) continue;
      const same = (N - nj - nk + 2 * both) / N;
      const pair = say({en: `${rules[j]}, ${rules[k]}`, ja: `「${rules[j]}」と「${rules[k]}」`});
      const text =
        phi > 0
          ? say({
              en: `these two rules are the same on ${percent(same)} of rows: ${pair}`,
              ja: `${pair}は${percent(same)}の行で同じ結果になります`,
            })
          : say({
              en: `these two rules are opposites on ${percent(1 - same)} of rows: ${pair}`,
              ja: `${pair}は${percent(1 - same)}の行で正反対の結果になります`,
            });
      found.push({rules: [rules[j], rules[k]], text});
    }
  }
  return found;
}

/**
 * Rules that are a linear combination of the intercept and the rules kept before them, by position, with the rules they
 * follow from. Columns in `skip` take no part. `G` is the gram of n over [1, rules].
 */
export function dependentRules(
  {rules}: Pick<Cube, "rules">,
  G: Float64Array,
  skip: ReadonlySet<number>,
): Map<number, Aliased> {
  const side = rules.length + 1;
  const found = new Map<number, Aliased>();
  const kept = [0];
  const rows: Float64Array[] = [Float64Array.of(Math.sqrt(G[0]))];
  for (let j = 1; j < side; ++j) {
    if (skip.has(j - 1)) continue;
    const l = new Float64Array(kept.length + 1);
    let rest = G[j * side + j];
    kept.forEach((k, i) => {
      let dot = G[j * side + k];
      for (let h = 0; h < i; ++h) dot -= l[h] * rows[i][h];
      l[i] = dot / rows[i][i];
      rest -= l[i] * l[i];
    });
    if (rest > dependentUnder * G[j * side + j]) {
      l[kept.length] = Math.sqrt(rest);
      kept.push(j);
      rows.push(l);
      continue;
    }
    const from = combination(rows, l).flatMap((x, i) => (i > 0 && Math.abs(x) > 1e-6 ? [rules[kept[i] - 1]] : []));
    found.set(j - 1, {rules: [...from, rules[j - 1]], text: dependenceText(rules[j - 1], from, G[j * side + j] > 0)});
  }
  return found;
}

/** x with Lᵀx = l: the coefficients of the columns kept so far in the new one. */
function combination(rows: readonly Float64Array[], l: Float64Array): number[] {
  const x = Array.from({length: rows.length}, (_, i) => l[i]);
  for (let i = rows.length - 1; i >= 0; --i) {
    for (let k = i + 1; k < rows.length; ++k) x[i] -= rows[k][i] * x[k];
    x[i] /= rows[i][i];
  }
  return x;
}

function dependenceText(rule: string, from: string[], everHolds: boolean): string {
  if (!everHolds) return say({en: `${rule} holds on no row`, ja: `「${rule}」に当てはまる行がありません`});
  if (from.length === 0) return say({en: `${rule} holds on every row`, ja: `「${rule}」がすべての行に当てはまります`});
  return say({
    en: `${rule} follows from ${from.join(", ")} on every row`,
    ja: `「${rule}」はすべての行で${from.map((one) => `「${one}」`).join("")}から決まります`,
  });
}

/** Share in per cent with one decimal, rounded down, so that 100 % means every row. */
function percent(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-9);
  return percentOf(tenths / 1000, tenths % 10 === 0 ? 0 : 1);
}
