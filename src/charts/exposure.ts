import type {Exposure} from "../analysis/findings.ts";
import {count, shareText} from "../text/format.ts";
import {briefly} from "../text/funnel.ts";
import type {Chart} from "./chart.ts";
import {rates} from "./rates.ts";

/** Share won by how often an action was done over the whole life of decided leads, with how long they were open. */
export function exposure({action, bins}: Exposure): Chart {
  const named = bins.map((bin) => ({...bin, label: `${bin.label} · open ${briefly(bin.medianOpenDays)}`}));
  return {
    ...rates(named, {groups: `number of ${action}`, rate: "won"}),
    description: `Share won by number of ${action}: ${bins.map((bin) => `${bin.label}: ${shareText(bin)}, open for a median of ${briefly(bin.medianOpenDays)}`).join("; ")}.`,
    table: {
      columns: [action, "decided leads", "won (95 %)", "median time open"],
      rows: bins.map((bin) => [bin.label, count(bin.n), shareText(bin), briefly(bin.medianOpenDays)]),
    },
  };
}
