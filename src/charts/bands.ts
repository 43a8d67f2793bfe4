import {count, percent} from "../analysis/figures.ts";
import type {Band} from "../analysis/threshold/bands.ts";
import type {Unit} from "../analysis/threshold/threshold.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {bandRange} from "../text/threshold/bands.ts";
import {convertColumn, leadsPer, volumeText} from "../text/threshold/threshold.ts";
import type {Chart} from "./chart.ts";
import {rates} from "./rates.ts";

/** Conversion rate of each band with its interval, the best band on top, and the rate of all. */
export function bandRates(bands: readonly Band[], unit: Unit, base: number): Chart {
  const named = bands.map((band, i) => ({
    ...band.rate,
    label: say({en: `${band.name}: ${bandRange(bands, i)}`, ja: `${band.name}：${bandRange(bands, i)}`}),
  }));
  return {
    ...rates(named, {...say({en: {groups: "band", rate: "converted"}, ja: {groups: "ランク", rate: "転換率"}}), base}),
    table: {
      columns: [
        ...say({en: ["band", "score"], ja: ["ランク", "スコア"]}),
        leadsPer(unit),
        say({en: "share", ja: "割合"}),
        "n",
        convertColumn(),
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
