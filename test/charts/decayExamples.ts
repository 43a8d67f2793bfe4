import {decayReport} from "../../src/analysis/decay/decay.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {decayCurve} from "../../src/charts/decay.ts";
import {simulate} from "../analysis/decaySimulation.ts";

function decayOf(worth: number, halfLife: number) {
  const {ages, bands} = simulate({worth, halfLife}, 1);
  return decayReport({ages, bandsOf: () => bands, slope: 0.2, minSupport: 30, minCell: 5}).decays[0];
}

export const decayCharts: Record<string, () => Chart> = {
  "decayCurve(decay that fades)": () => decayCurve(decayOf(1.5, 12)),
  "decayCurve(decay not seen)": () => decayCurve(decayOf(1, Number.POSITIVE_INFINITY)),
  "decayCurve(no effect)": () => decayCurve(decayOf(0, 12)),
};
