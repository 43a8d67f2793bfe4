import {describe, expect, it} from "vitest";
import {likelihood} from "../../../src/analysis/profile/profileContrast.ts";
import {countsOf, type ProfiledLead, someLeads} from "../profileLeads.ts";

const leads = (outcome: ProfiledLead["outcome"], count: number, days: number | null): ProfiledLead[] =>
  Array.from({length: count}, () => ({outcome, days, amount: null, values: {a: "x"}}));
const rows = (some: readonly ProfiledLead[]) => countsOf(some, "a");

describe("likelihood(inside, outside)", () => {
  const inside = [...leads("won", 30, 10), ...leads("lost", 70, 20)];
  const outside = [...leads("won", 40, 10), ...leads("lost", 160, 20)];

  it("is the ratio of shares among decided leads where no times are known", () => {
    const untimed = (some: ProfiledLead[]) => rows(some.map((lead) => ({...lead, days: null})));
    const found = likelihood(untimed(inside), untimed([...outside, ...leads("open", 500, null)]), 30);
    expect(found).toMatchObject({by: "decided", q: 1});
    expect(found?.ratio.value).toBeCloseTo(0.3 / 0.2, 12);
  });

  it("is the ratio in the end, with the error of plain shares, where nobody is open before the last decision", () => {
    const found = likelihood(rows([...inside, ...leads("open", 20, 30)]), rows(outside), 30);
    expect(likelihood(rows(inside), rows(outside), 30)?.by).toBe("decided");
    expect(found?.by).toBe("in the end");
    expect(found?.ratio.value).toBeCloseTo(0.25 / 0.2, 12);
    expect(found?.ratio.low).toBeCloseTo(1.25 * Math.exp(-1.959964 * Math.sqrt(0.75 / 30 + 0.8 / 40)), 5);
  });

  it("tells nothing apart where decided leads and the end point in opposite directions", () => {
    const early = [...leads("lost", 60, 5), ...leads("won", 40, 50), ...leads("open", 10, 60)];
    const waiting = [...leads("won", 20, 5), ...leads("lost", 20, 5), ...leads("open", 100, 60)];
    expect(likelihood(rows(early), rows(waiting), 30)?.p).toBe(1);
  });

  it("looks no further than both are followed: a group that came late does not look worse", () => {
    const quick = [...leads("won", 20, 10), ...leads("won", 40, 200), ...leads("open", 140, 300)];
    const late = [...leads("won", 20, 10), ...leads("open", 180, 50)];
    const found = likelihood(rows(late), rows(quick), 30);
    expect(found?.ratio.value).toBeCloseTo(1, 12);
  });

  it("does not take a slow group for a worse one", () => {
    const many = someLeads(6000);
    const large = many.filter(({values}) => values.size === "large");
    const small = many.filter(({values}) => values.size === "small");
    const soFar = (some: ProfiledLead[]) => some.filter(({outcome}) => outcome === "won").length / some.length;
    expect(soFar(large)).toBeLessThan(0.7 * soFar(small));
    const decided = likelihood(
      countsOf(
        large.map((lead) => ({...lead, days: null})),
        "size",
      ),
      countsOf(
        small.map((lead) => ({...lead, days: null})),
        "size",
      ),
      30,
    );
    expect(decided?.ratio.high).toBeGreaterThan(1);
    const red = (isRed: boolean) =>
      countsOf(
        many.filter(({values}) => (values.colour === "red") === isRed),
        "colour",
      );
    const found = likelihood(red(true), red(false), 30);
    expect(found?.ratio.low).toBeLessThan(2);
    expect(found?.ratio.high).toBeGreaterThan(2);
    expect(found?.p).toBeLessThan(1e-6);
  });

  it("counts as exact among decided leads where hardly any is won", () => {
    const none = [...leads("lost", 200, 20), ...leads("open", 50, 30)];
    expect(likelihood(rows(none), rows([...outside, ...leads("open", 50, 30)]), 30)).toMatchObject({by: "decided"});
  });

  it("is null for too few leads, and where nothing is won", () => {
    expect(likelihood(rows(leads("won", 29, 1)), rows(outside), 30)).toBeNull();
    expect(likelihood(rows(leads("lost", 50, 1)), rows(leads("lost", 50, 1)), 30)).toBeNull();
    expect(likelihood([], [], 0)).toBeNull();
  });
});
