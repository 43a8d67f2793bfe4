import type {Quality} from "../../src/analysis/validation/quality.ts";

/** How a card does on what it has not seen, with an AUC of one's choice. */
export const quality = (value: number): Quality => ({
  auc: {value, low: value - 0.02, high: value + 0.02},
  logLoss: 0.3,
  brier: 0.1,
  intercept: 0,
  slope: 1,
  n: 4641,
  conversions: 411,
});
