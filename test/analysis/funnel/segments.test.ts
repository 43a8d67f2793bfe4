import {describe, expect, it} from "vitest";
import {eventualShare, misleadingSegments, type SpellCount} from "../../../src/analysis/funnel/segments.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

interface Pace {
  value: string;
  n: number;
  /** A day, of winning and of losing. */
  win: number;
  lose: number;
}

/** Leads created evenly over a year, followed until decided or the year's end. */
function spells(field: string, paces: Pace[], seed: number): SpellCount[] {
  const next = random(seed);
  return paces.flatMap(({value, n, win, lose}) =>
    Array.from({length: n}, (): SpellCount => {
      const [w, l, end] = [-Math.log(next()) / win, -Math.log(next()) / lose, 365 * next()];
      const days = Math.floor(Math.min(w, l, end));
      const [won, lost] = [Number(w < l && w < end), Number(l < w && l < end)];
      return {field, value, days, won, lost, open: 1 - won - lost};
    }),
  );
}

const quick = {value: "small", n: 1500, win: 0.01, lose: 0.02};
const slow = {value: "large", n: 1500, win: 0.002, lose: 0.004};

describe("misleadingSegments(counts, minSupport)", () => {
  it("finds the attribute whose slow value wins as often in the end, and says so in words", () => {
    const even = [
      {...quick, value: "north"},
      {...quick, value: "south"},
    ];
    const report = misleadingSegments([...spells("region", even, 1), ...spells("size", [quick, slow], 2)], 30);
    expect(report?.attribute).toBe("size");
    expect(report?.text).toMatch(
      /^by size, large seems to win less often than small: \d+ % of all leads so far against \d+ %/,
    );
    const of = (value: string) => report!.segments.find((segment) => segment.value === value)!;
    expect(of("large").naive.high).toBeLessThan(of("small").naive.low);
    expect(of("small").eventual.low).toBeLessThan(1 / 3);
    expect(of("small").eventual.high).toBeGreaterThan(1 / 3);
    expect(of("large").eventual.high).toBeGreaterThan(of("small").eventual.low);
  });

  it("is null where the slow value wins less often in the end too, or nobody is open", () => {
    expect(misleadingSegments(spells("size", [quick, {...slow, win: 0.0003}], 3), 30)).toBeNull();
    const decided = spells("size", [quick, {...quick, value: "large", win: 0.002}], 4).filter(({open}) => open === 0);
    expect(misleadingSegments(decided, 30)).toBeNull();
    expect(misleadingSegments([], 30)).toBeNull();
  });

  it("is null where leads are left open for ever, though they win no later", () => {
    const left = spells("office", [quick, {...quick, value: "west"}], 6).map((row) =>
      row.value === "west" && row.lost + row.won > 0 && row.days % 3 === 0
        ? {...row, days: 300, won: 0, lost: 0, open: 1}
        : row,
    );
    expect(misleadingSegments(left, 30)).toBeNull();
  });

  it("leaves out values of too few leads", () => {
    expect(misleadingSegments(spells("size", [quick, {...slow, n: 400}], 5), 401)).toBeNull();
  });

  /** Leads of 18 months with six attributes of 2 to 12 values; one value of the second moves at `pace` times the speed. */
  function manyAttributes(seed: number, n: number, pace = 1): SpellCount[] {
    const next = random(seed);
    const rows = new Map<string, SpellCount>();
    for (let lead = 0; lead < n; ++lead) {
      const values = [2, 3, 4, 6, 8, 12].map((k) => Math.floor(next() * k));
      const speed = values[1] === 2 ? pace : 1;
      const [w, l, end] = [-Math.log(next()) / (0.0025 * speed), -Math.log(next()) / (0.005 * speed), 540 * next()];
      const days = 5 * Math.floor(Math.min(w, l, end) / 5);
      const [won, lost] = [Number(w < l && w < end), Number(l < w && l < end)];
      values.forEach((value, field) => {
        const key = `${field} ${value} ${days}`;
        const row = rows.get(key) ?? {field: `field ${field}`, value: `value ${value}`, days, won: 0, lost: 0, open: 0};
        row.won += won;
        row.lost += lost;
        row.open += 1 - won - lost;
        rows.set(key, row);
      });
    }
    return [...rows.values()];
  }

  it("raises an alarm in at most 5 % of 200 runs without a slow value, over six attributes together", () => {
    const alarms = Array.from({length: 200}, (_, seed) => misleadingSegments(manyAttributes(seed, 800), 30));
    expect(alarms.filter((report) => report !== null).length / alarms.length).toBeLessThanOrEqual(0.05);
  });

  it("names the slow value in 95 % of runs", () => {
    const runs = Array.from({length: 60}, (_, seed) => misleadingSegments(manyAttributes(seed + 1000, 3000, 0.4), 30));
    const isNamed = runs.filter((report) => report?.text?.startsWith("by field 1, value 2 seems to win less often"));
    expect(isNamed.length / runs.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe("eventualShare(stays, n)", () => {
  it("covers the truth at its nominal rate with many leads open", () => {
    const runs = 600;
    const truth = (1 - Math.exp(-0.012 * 365)) / 3;
    const covered = Array.from({length: runs}, (_, seed) => {
      const leads = spells("size", [{value: "large", n: 400, win: 0.004, lose: 0.008}], seed + 1000);
      const stays = leads.map(({days, won, lost, open}) => ({days, advanced: won, lost, waiting: open}));
      const {low, high} = eventualShare(stays, leads.length);
      return low <= truth && truth <= high;
    }).filter(Boolean).length;
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it("is the plain share with Wilson's interval where nobody is open", () => {
    const stays = [
      {days: 1, advanced: 3, lost: 2, waiting: 0},
      {days: 2, advanced: 1, lost: 4, waiting: 0},
    ];
    const {value, low, high} = wilson(4, 10);
    const share = eventualShare(stays, 10);
    expect([share.value, share.low, share.high].map((x) => x.toFixed(12))).toEqual(
      [value, low, high].map((x) => x.toFixed(12)),
    );
  });
});
