import {describe, expect, it} from "vitest";
import {type DatedDays, type DayCount, lastDay, usableDays} from "../../src/analysis/dates/reach.ts";

const start = 20_000;
const daily = (days: number, n = 3, from = start): DayCount[] =>
  Array.from({length: days}, (_, i) => ({day: from + i, n}));
const dated = (some: Partial<DatedDays>): DatedDays => ({
  created: [],
  activities: [],
  entered: [],
  left: [],
  decided: [],
  ...some,
});

describe("usableDays(counts)", () => {
  it("keeps a long thin tail and a second era, and leaves out a day far away however many rows it has", () => {
    const tail = Array.from({length: 12}, (_, i) => ({day: start - 300 * (i + 1), n: 1}));
    expect(usableDays([...daily(400), ...tail])?.from).toBe(start - 3600 - 730);
    expect(usableDays([...daily(400), ...daily(40, 3, start - 3000)])?.from).toBe(start - 3000 - 730);
    expect(usableDays([...daily(400), {day: start + 9000, n: 5000}])).toEqual({
      from: start - 730,
      to: start + 399 + 730,
    });
  });

  it("judges nothing by few days, or by none that can be", () => {
    expect(
      usableDays([
        {day: start, n: 1},
        {day: start + 2000, n: 1},
      ])?.to,
    ).toBe(start + 2730);
    expect(usableDays([{day: -25_567, n: 9}])).toBeNull();
  });
});

describe("lastDay(dated)", () => {
  it("passes over planned activities after leads and decisions stopped at once", () => {
    const facts = {created: daily(200), decided: daily(200, 1)};
    expect(lastDay(dated({...facts, activities: [...daily(200, 20), ...daily(21, 1, start + 200)]}))).toEqual({
      day: start + 199,
      without: "planned",
      apart: null,
    });
    expect(lastDay(dated({...facts, activities: daily(221, 20)}))).toEqual({
      day: start + 220,
      without: null,
      apart: null,
    });
    expect(lastDay(dated({created: daily(100), activities: daily(160, 20)}))).toEqual({
      day: start + 159,
      without: null,
      apart: null,
    });
  });

  it("passes over a few rows more than a year after all others, and tells those from three months on", () => {
    const later = (days: number) => lastDay(dated({created: [...daily(200), {day: start + 199 + days, n: 1}]}));
    expect(later(366)).toEqual({day: start + 199, without: "stray", apart: null});
    expect(later(365)).toEqual({day: start + 564, without: null, apart: {rows: 1, days: 365}});
    expect(later(91)).toEqual({day: start + 290, without: null, apart: {rows: 1, days: 91}});
    expect(later(90)).toEqual({day: start + 289, without: null, apart: null});
  });
});
