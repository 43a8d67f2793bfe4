import {describe, expect, it} from "vitest";
import {everyLead, type HotChoice} from "../../../src/analysis/hotLeads/hotLeadsChoice.ts";
import {
  chanceTexts,
  latestTexts,
  momentumText,
  reasonTexts,
  stageText,
  topicsText,
  unknownTexts,
} from "../../../src/text/hotLeads/hotLead.ts";
import * as hot from "../../../src/text/hotLeads/hotLeads.ts";
import * as page from "../../../src/text/hotLeads/hotLeadsPage.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {lead, report} from "../../analysis/hotReports.ts";
import {latinWords} from "../latin.ts";

const {hotAnswer} = hot;
const run = {horizonDays: 90, stage: "lead", stages: [], target: "won", design: "snapshot"} as unknown as Parameters<
  typeof hotAnswer
>[1];

describe("hotAnswer(report, run)", () => {
  it("says where to begin and why the first is first", () => {
    const said = hotAnswer(report([lead(), lead({id: "L2", band: 1, score: 0, rules: []})]), run).join(" ");
    expect(said).toContain("1 of 2 open leads are in band A");
    expect(said).toContain("First on the list is L1 with a score of 5: +3 trial and +2 role is director.");
  });

  it("says why nobody can be named", () => {
    expect(hotAnswer(report([]), run)).toEqual(["There are no open leads: all are decided."]);
    expect(hotAnswer(report([], {notYet: 3}), run)[0]).toContain("3 open leads not yet in");
    expect(hotAnswer(report([], {scored: 4, refusal: "Too few converted."}), run)[0]).toContain("Too few converted.");
  });
});

describe("the Hot leads page in Japanese", () => {
  const names = ["trial", "role", "director", "Lead", "Offer", "pricing", "lead", "won"];
  const leads = [
    lead({unknown: [{attribute: "role", low: -4, high: 2}]}),
    lead({id: "L2", band: 1, score: 0, rules: [], daysInStage: 31, before: null, topics: []}),
    lead({past: {n: 3, converted: 2, inBand: false, fromDays: 0}, isDormant: true}),
    lead({past: {n: 0, converted: 0, inBand: true, fromDays: null}}),
    lead({before: 5, daysInStage: null, latest: [{what: "trial", days: 0.2, times: 1, isByTeam: true}]}),
    lead({before: 9, unknown: [0, 3].map((high) => ({attribute: "role", low: high ? 0 : -1, high}))}),
  ];
  const all = report(leads, {notYet: 3, reached: 1});

  it("answers with the same figures and intervals", () => {
    expect(inLanguage("ja", () => hotAnswer(report([lead()]), run).slice(0, 2))).toEqual([
      "未決のリード1件のうち1件がランクA（スコア3以上）で、その90日以内の転換率は24%（17–33%、n 100）です。",
      "リストの先頭はL1で、スコアは5、理由はtrial（+3）、role is director（+2）です。",
    ]);
  });

  it("has no English words, whatever is known of a lead", () => {
    const choices: HotChoice[] = [everyLead, {...everyLead, stage: 0, band: 1}, {...everyLead, text: "x"}];
    const settings = {minCell: 5} as Parameters<typeof page.hotMatrixWords>[0]["settings"];
    const texts = inLanguage("ja", () => [
      ...hotAnswer(all, run),
      ...hotAnswer(report([], {notYet: 3}), run),
      ...hotAnswer(report([]), run),
      ...hotAnswer(report([], {scored: 4, refusal: "理由"}), run),
      ...hotAnswer({...all, bands: all.bands.slice(0, 1)}, run),
      ...choices.flatMap((choice) => [1, 4].map((shown) => hot.chosenText(all, choice, shown))),
      ...(["entry", "decision", "static"] as const).map((design) => hot.hotNotes({design})),
      ...leads.flatMap((one) => [
        ...[stageText(one, all), topicsText(one)],
        ...[reasonTexts(one, all), latestTexts(one), unknownTexts(one), chanceTexts(one, all, 90)].flat(),
        ...(["leads", "everyone"] as const).flatMap((momentum) => momentumText(one, {momentum})),
      ]),
      ...[
        hot.orderNames(),
        hot.noLeadsTexts(),
        page.factNames(),
        page.listWords(20),
        page.cellWords(null, "A"),
      ].flatMap(Object.values),
      ...Object.values(page.hotMatrixWords({horizonDays: 90, settings})),
      page.placeText(1, 20, 60),
    ]);
    expect(latinWords(texts.join("\n"), [...names, " is "])).toEqual([]);
    const notices = inLanguage("ja", () => [...hot.publishedNotice(), hot.localNotice()].join());
    expect(latinWords(notices)).toEqual(["publish", "hot", "leads", "publish", "hot", "leads", "true"]);
  });
});
