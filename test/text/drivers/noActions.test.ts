import {describe, expect, it} from "vitest";
import {driverWords} from "../../../src/text/drivers/driverWords.ts";
import {whyNoActions} from "../../../src/text/drivers/noActions.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {latinWords} from "../latin.ts";

const snapshots = {activities: 900, design: "snapshot", delayDays: null} as const;
const soon = {activities: 900, design: "entry", delayDays: 0.5} as const;

describe("whyNoActions(run, needsDays)", () => {
  it("names what is true of the run: no activities, no dates, a look too soon after the entry", () => {
    expect(whyNoActions({...soon, activities: 0}, 7)).toBe("The project has no activities");
    expect(whyNoActions({...snapshots, design: "static"}, 7)).toMatch(/as they are now/);
    expect(whyNoActions(soon, 7)).toBe(
      "Leads are looked at 12 hours after their entry, so that all they did since lies less than 12 hours back",
    );
    expect(whyNoActions({...soon, delayDays: 0}, 7)).toMatch(/looked at on their entry/);
  });

  it("leaves it to the number of leads else", () => {
    expect(whyNoActions(soon)).toBeNull();
    expect(whyNoActions({...soon, delayDays: 60}, 30)).toBeNull();
    expect(whyNoActions(snapshots, 7)).toBeNull();
    expect(whyNoActions({design: "snapshot", delayDays: null}, 7)).toBeNull();
  });
});

describe("driverWords in place of pictures", () => {
  it("give the short delay as the reason, not too few leads", () => {
    for (const text of [
      driverWords.noRecency(soon, "under 7 days"),
      driverWords.noProfile(soon),
      driverWords.noMomentum(soon, 30),
    ]) {
      expect(text).toMatch(/^Leads are looked at 12 hours after their entry/);
      expect(text).not.toMatch(/too few|enough leads/i);
    }
    expect(driverWords.noDose(soon)).toMatch(/^No action had been done by enough leads/);
    expect(driverWords.noRecency(snapshots, "under 7 days")).toContain("all at under 7 days");
  });

  it("say the same in Japanese", () => {
    const said = inLanguage("ja", () => [
      driverWords.noneDone(),
      ...[
        soon,
        snapshots,
        {...soon, delayDays: 0},
        {...soon, activities: 0},
        {...snapshots, design: "static" as const},
      ].flatMap((run) => [
        driverWords.noDose(run),
        driverWords.noRecency(run, null),
        driverWords.noProfile(run),
        driverWords.noGrid(run),
        driverWords.noMomentum(run, 30),
      ]),
    ]);
    expect(said.flatMap((text) => latinWords(text, ["sources.activities"]))).toEqual([]);
    expect(said[2]).toContain("12時間後");
  });
});
