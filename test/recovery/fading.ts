import type {Model} from "../../loaders/sources/sample/model.ts";

/**
 * The half-life that a fit on labels should show for a weight that halves every `halfLife` midnights: from the chance of
 * being won within the horizon by the days since the last time, worked out day by day backwards over the stages, and its
 * log odds set beside those without the action. One line for each stage at as-of.
 *
 * Nothing in common with the fit or the generator: no leads, no draws.
 */
export function labelledHalfLives(
  model: Model,
  {worth, halfLife}: {worth: number; halfLife: number},
  horizon: number,
): number[] {
  const ages = [0, 2, 5, 10, 15, 20, 30, 40, 60, 80];
  return model.stages.map((_, stage) => {
    const without = logOdds(wonWithin(model, horizon, () => 0)[stage]);
    const gains = ages.map((age) => {
      const won = wonWithin(model, horizon, (day) => worth * 2 ** (-(age + day) / halfLife));
      return logOdds(won[stage]) - without;
    });
    const errors = candidates.map((h) => squaredError(ages, gains, h));
    return candidates[errors.indexOf(Math.min(...errors))];
  });
}

const candidates = Array.from({length: 200}, (_, i) => 4 * 1.02 ** i);

/** Sum of squares around the best w · 2^(−age / h). */
function squaredError(ages: readonly number[], gains: readonly number[], h: number): number {
  const left = ages.map((age) => 2 ** (-age / h));
  const w = left.reduce((sum, x, i) => sum + x * gains[i], 0) / left.reduce((sum, x) => sum + x * x, 0);
  return left.reduce((sum, x, i) => sum + (gains[i] - w * x) ** 2, 0);
}

/** Chance of being won within so many days, by stage; five days in seven are worked. */
function wonWithin({stages, skipped, moved_back}: Model, horizon: number, extra: (day: number) => number): number[] {
  let chance = [...stages.map(() => 0), 1];
  for (let day = horizon - 1; day >= 0; --day) {
    if (day % 7 >= 5) continue;
    const next = chance;
    chance = stages.map(({advance, lose}, s) => {
      const moves = share(advance + extra(day));
      const isLost = (1 - moves) * share(lose);
      const back = s > 1 ? moved_back : 0;
      const over = s + 2 < stages.length ? skipped : 0;
      const to = (back && back * next[s - 1]) + (over && over * next[s + 2]) + (1 - back - over) * next[s + 1];
      return moves * to + (1 - moves - isLost) * next[s];
    });
    chance.push(1);
  }
  return chance;
}

const share = (logOddsADay: number): number => 1 / (1 + Math.exp(-logOddsADay));
const logOdds = (p: number): number => Math.log(p / (1 - p));
