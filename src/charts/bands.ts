import {count, percent} from "../analysis/figures.ts";
import type {Band} from "../analysis/threshold/bands.ts";
import type {Unit} from "../analysis/threshold/threshold.ts";
import {bandRange} from "../text/bands.ts";
import {shareText} from "../text/format.ts";
import {volumeText} from "../text/threshold.ts";
import type {Chart} from "./chart.ts";
import {rates} from "./rates.ts";

/** Conversion rate of each band with its interval, the best band on top, and the rate of all. */
export function bandRates(bands: readonly Band[], unit: Unit, base: number): Chart {
  const named = bands.map((band, i) => ({...band.rate, label: `${band.name}: ${bandRange(bands, i)}`}));
  return {
    ...rates(named, {groups: "band", rate: "converted", base}),
    table: {
      columns: [
        "band",
        "score",
        unit === "1,000 leads" ? "of 1,000 leads" : `leads a ${unit}`,
        "share",
        "n",
        "convert (95 %)",
      ],
      rows: bands.map((band, i) => [
        band.name,
        bandRange(bands, i),
        volumeText(band.volume, unit),
        percent(band.share),
        count(band.rate.n),
        shareText(band.rate),
      ]),
    },
  };
}
