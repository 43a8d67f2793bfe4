import {describe, expect, it} from "vitest";
import type {Driver} from "../../src/analysis/drivers/driver.ts";
import type {DriverReport} from "../../src/analysis/drivers/drivers.ts";
import type {Exposure} from "../../src/analysis/drivers/exposure.ts";
import type {Rate} from "../../src/analysis/findings.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import {doseText, driversOpening, profileText, recencyText, sureRise} from "../../src/text/drivers/drivers.ts";
import {reversals} from "../../src/text/drivers/driverViews.ts";

const bin = (label: string, conversions: number, n: number): {label: string} & Rate => ({
  label,
  ...wilson(conversions, n),
});

function driver(text: string, [low, value, high]: [number, number, number], more: Partial<Driver> = {}): Driver {
  const ratio = {value, low, high};
  return {
    rule: {id: text, when: {attribute: text, missing: true}},
    text,
    family: "attribute",
    with: wilson(30, 100),
    without: wilson(50, 1000),
    riskDifference: ratio,
    riskRatio: ratio,
    oddsRatio: ratio,
    adjusted: ratio,
    adjustments: [],
    reversed: false,
    p: 0.001,
    q: 0.001,
    informationValue: 0.1,
    flags: [],
    ...more,
  };
}

const report = (drivers: Driver[]): DriverReport => ({
  drivers,
  tooFew: [],
  lookedAt: 10,
  found: drivers.length,
  expectedFalse: 0.2,
  dose: [],
  recency: [],
  profile: [],
  exposure: [],
});
const run = {horizonDays: 30} as RunRecord;

describe("driversOpening(report, base, run)", () => {
  const opening = (drivers: Driver[]) =>
    driversOpening(report(drivers), {base: wilson(80, 1100), run, leaks: [], journey: {leadActions: 1}}).join(" ");

  it("names what helps before what hurts, with n and interval", () => {
    const said = opening([driver("hurts", [0.1, 0.2, 0.3]), driver("helps", [2, 3, 4])]);
    expect(said.indexOf("helps")).toBeLessThan(said.indexOf("hurts"));
    expect(said).toContain("n 100)");
    expect(said).toContain("within 30 days");
  });

  it("passes over leaks and what turns round at equal stage", () => {
    const said = opening([
      driver("leak", [9, 10, 11], {flags: ["known afterwards"]}),
      driver("turned", [5, 6, 7], {
        adjustments: [{by: " stage", oddsRatio: {value: 0.5, low: 0.4, high: 0.6}, verdict: "turns"}],
      }),
      driver("sound", [2, 3, 4]),
    ]);
    expect(said).toContain("sound");
    expect(said).not.toMatch(/leak|turned/);
  });

  it("says that an action stuck leads collect is no reason to do less, and that all is the team's work", () => {
    const call = {action: "call", isParadox: true} as Exposure;
    const flag = {field: "visit", reason: "done by the seller"} as LeakFlag;
    const said = (leadActions: number) =>
      driversOpening(
        {...report([]), exposure: [call]},
        {base: wilson(80, 1100), run, leaks: [flag], journey: {leadActions}},
      ).join(" ");
    expect(said(0)).toMatch(/More call goes with fewer wins .* no reason to do less/);
    expect(said(0)).toContain("the team's own");
    expect(said(2)).not.toContain("the team's own");
    expect(opening([])).not.toMatch(/fewer wins|the team's own/);
  });

  it("says so where nothing stands out", () => {
    expect(opening([driver("chance", [0.8, 1.1, 1.4])])).toContain("No pattern goes with converting beyond chance");
  });
});

describe("reversals(drivers, pairs)", () => {
  const among = (verdict: "turns" | "vanishes", by: string) => ({
    adjustments: [{by, verdict, oddsRatio: {value: 0.6, low: 0.5, high: 0.7}}],
  });

  it("names what turns round with the stratum that turns it, and what vanishes as the weaker statement", () => {
    const turns = driver("call", [1.2, 1.4, 1.6], {...among("turns", " stage"), reversed: true});
    const vanishes = driver("mail", [1.2, 1.4, 1.6], among("vanishes", "industry"));
    const said = reversals([driver("c", [2, 3, 4]), vanishes, turns], {pairs: 300, turned: 1, vanished: 1});
    expect(said).toMatch(
      /wrong way round for 1 pattern: call \(odds ratio 1\.40 .* 0\.60 .* among leads at the same stage\)/,
    );
    expect(said).toContain("300 pairs");
    expect(said).toMatch(/weaker statement: 1 pattern .* mail \(among leads with the same industry\)/);
  });

  it("says that none turns round, and among how many", () => {
    const said = reversals([driver("c", [2, 3, 4])], {pairs: 12, turned: 0, vanished: 0});
    expect(said).toMatch(/^No pattern turns round: in none of 12 pairs/);
    expect(said).not.toContain("weaker");
  });
});

describe("sureRise(dose)", () => {
  const logOdds = (rate: number) => Math.log(rate / (1 - rate));

  it("rests on bins of 30 or more alone, and on the ends of intervals that are nearer", () => {
    const bins = [bin("0", 50, 1000), bin("1", 40, 200), bin("2", 3, 4)];
    expect(sureRise({action: "call", bins})).toBeCloseTo(logOdds(bins[1].low) - logOdds(bins[0].high), 12);
    expect(doseText({action: "call", bins}, 90)).toMatch(/convert at 0 times in the last 90 days, .*n 200\) at 1/);
  });

  it("is 0 where too few did it, and where the intervals overlap", () => {
    expect(sureRise({action: "call", bins: [bin("0", 50, 1000), bin("1", 1, 4)]})).toBe(0);
    expect(sureRise({action: "call", bins: [bin("0", 50, 1000), bin("1", 3, 40)]})).toBe(0);
  });
});

describe("recencyText(recency, base)", () => {
  it("says from when on the rate is no longer above that of all", () => {
    const bins = [
      bin("under 1 day", 60, 200),
      bin("1–3 days", 50, 200),
      bin("3–7 days", 21, 200),
      bin("never", 40, 900),
    ];
    expect(recencyText({action: "call", bins}, 0.1)).toMatch(
      /n 200\) convert when the last time is under 1 day ago.*From 3–7 days on/,
    );
    expect(recencyText({action: "call", bins: bins.slice(2)}, 0.1)).toContain("too few");
  });
});

describe("profileText(profile)", () => {
  const mean = (value: number) => ({value, low: value - 0.2, high: value + 0.2, n: 100});
  const week = (n: number, converted: number) => ({week: n, converted: mean(converted), unconverted: mean(1)});

  it("says for how many weeks the two are apart", () => {
    expect(profileText([week(1, 2), week(2, 1.8), week(3, 1.1)])).toContain("each of the last 2 weeks.");
    expect(profileText([week(1, 2), week(2, 1.8)])).toContain("as far back as can be looked");
    expect(profileText([week(1, 1.1)])).toContain("not apart beyond chance");
  });
});
