import type {Interval} from "../findings.ts";
import {contrast} from "../statistics/contrast.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {newcombe} from "../statistics/intervals.ts";
import {psi, psiNoise} from "../validation/psi.ts";
import type {Group} from "./profileGroups.ts";

/** Won and open leads in one group. */
interface WonAndOpen {
  label: string;
  kind: Group["kind"];
  won: number;
  open: number;
}

/** How far the customers are like the leads in hand, by one attribute. */
export interface Resemblance {
  field: string;
  /** Population stability index of open against won leads, and the 95th percentile of what chance alone gives. */
  psi: number;
  psiByChance: number;
  groups: (WonAndOpen & {
    shareOfWon: number;
    shareOfOpen: number;
    /** Share of open less share of won (Newcombe). */
    difference: Interval;
    /** Benjamini–Hochberg over all groups of all attributes. */
    q: number;
  })[];
}

/**
 * Sets won leads (the customers that points are learned from) beside open ones, the attribute with the largest difference beyond
 * chance first. Empty where either are fewer than `minSupport`.
 */
export function resemblance(
  all: readonly {field: string; groups: readonly WonAndOpen[]}[],
  minSupport: number,
): Resemblance[] {
  const compared = all.flatMap(({field, groups}): Resemblance[] => {
    const [won, open] = (["won", "open"] as const).map((key) => groups.reduce((sum, group) => sum + group[key], 0));
    if (groups.length < 2 || won < minSupport || open < minSupport) return [];
    const counts = (key: "won" | "open") => groups.map((group) => group[key]);
    return [
      {
        field,
        psi: psi(counts("won"), counts("open")),
        psiByChance: psiNoise(groups.length, won, open).p95,
        groups: groups.map(({label, kind, ...group}) => ({
          label,
          kind,
          won: group.won,
          open: group.open,
          shareOfWon: group.won / won,
          shareOfOpen: group.open / open,
          difference: newcombe(group.open, open, group.won, won),
          q: contrast({a: group.open, n1: open, c: group.won, n0: won}).p,
        })),
      },
    ];
  });
  const groups = compared.flatMap((one) => one.groups);
  benjaminiHochberg(groups.map(({q}) => q)).forEach((q, i) => {
    groups[i].q = q;
  });
  return compared.sort((a, b) => largest(b) - largest(a));
}

const largest = ({groups}: Resemblance): number =>
  Math.max(0, ...groups.filter(({q}) => q < 0.05).map(({difference}) => Math.abs(difference.value)));
