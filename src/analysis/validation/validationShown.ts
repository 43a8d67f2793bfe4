import type {Rate} from "../findings.ts";
import type {PeriodDrift} from "./psi.ts";
import type {Replay, ReplayMonth} from "./replay.ts";
import type {Swap} from "./swapSet.ts";
import type {ValidationReport} from "./validationReport.ts";

/** A swap set as pages may show it: groups too small to be shown are null. */
export type ShownSwap<T> = {[K in keyof T]: T[K] extends Rate ? Rate | null : T[K]};

/** The report as a page may hold it: no group of fewer observations than the smallest cell. */
export type ShownReport = Omit<ValidationReport, "swap" | "replay"> & {
  swap: ShownSwap<NonNullable<ValidationReport["swap"]>> | null;
  replay:
    | (Omit<Replay, "months" | "all"> & {
        months: (Omit<ReplayMonth, "swap"> & {swap: ShownSwap<Swap>})[];
        all: ShownSwap<Swap>;
      })
    | null;
};

/** Rules of a period's drift that a page names. */
const mostRules = 3;

/** Hides what is too small to be shown, and what no page shows. */
export function shownReport({swap, replay, drift, segments, ...rest}: ValidationReport, minCell: number): ShownReport {
  return {
    ...rest,
    segments: {
      ...segments,
      fields: segments.fields.map((field) => ({
        ...field,
        segments: field.segments.filter(({observed}) => observed.n >= minCell),
        rare: {...field.rare, n: (field.rare.n ?? 0) < minCell ? null : field.rare.n},
      })),
    },
    drift: drift && {...drift, periods: drift.periods.map((period) => shownPeriod(period, minCell))},
    swap: swap && shownSwap(swap, minCell),
    replay: replay && {
      ...replay,
      months: replay.months.map((month) => ({...month, swap: shownSwap(month.swap, minCell)})),
      all: shownSwap(replay.all, minCell),
    },
  };
}

function shownPeriod(period: PeriodDrift, minCell: number): PeriodDrift {
  const isShown = (share: number) => [share * period.n, (1 - share) * period.n].every((n) => n === 0 || n >= minCell);
  return {...period, rules: period.rules.filter(({now}) => isShown(now)).slice(0, mostRules)};
}

/** Without the groups of fewer than `minCell`; a difference needs both of its groups. */
function shownSwap<T extends Swap>(swap: T, minCell: number): ShownSwap<T> {
  const shown = (rate: Rate) => (rate.n < minCell ? null : rate);
  const [enter, leave] = [shown(swap.enter), shown(swap.leave)];
  return {
    ...swap,
    rival: shown(swap.rival),
    proposed: shown(swap.proposed),
    stay: shown(swap.stay),
    enter,
    leave,
    difference: enter && leave ? swap.difference : null,
  } as ShownSwap<T>;
}

/** Numbers to five digits: more than any page writes, and a third of the bytes. */
export const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, inner) =>
      typeof inner === "number" && !Number.isInteger(inner) ? Number(inner.toPrecision(5)) : inner,
    ),
  );
