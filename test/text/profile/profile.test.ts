import {describe, expect, it} from "vitest";
import type {Persona} from "../../../src/analysis/profile/personas.ts";
import {profileReport} from "../../../src/analysis/profile/profile.ts";
import {inLanguage} from "../../../src/text/language.ts";
import {personaNote, personaText} from "../../../src/text/profile/persona.ts";
import {profileAnswer, slowText} from "../../../src/text/profile/profile.ts";
import {profileWords} from "../../../src/text/profile/profileWords.ts";
import {differenceSentence, differences} from "../../../src/text/profile/resemblance.ts";
import {revenueText} from "../../../src/text/profile/revenue.ts";
import {profileInput, someLeads} from "../../analysis/profileLeads.ts";
import {profileCharts} from "../../charts/profileExamples.ts";
import {latinWords} from "../latin.ts";

const likelihood = (value: number) => ({
  ratio: {value, low: value / 1.2, high: value * 1.2},
  p: 0.001,
  q: 0.01,
  by: "decided" as const,
});
const persona: Persona = {
  ...{n: 5000, won: 600, open: 1900, lost: 2500},
  more: [
    {field: "industry", label: "manufacturing", shareOfWon: 0.31, shareOfLeads: 0.24, likelihood: likelihood(1.4)},
  ],
  fewer: [{field: "industry", label: "retail", shareOfWon: 0.08, shareOfLeads: 0.13, likelihood: likelihood(0.6)}],
  median: {amount: 2_400_000, n: 600},
};

describe("personaText(persona, lookedAt, currency)", () => {
  it("tells what is beyond chance with its figures, an attribute once", () => {
    expect(personaText(persona, 40, "JPY")).toBe(
      "Won leads more often than others have industry manufacturing (31 % of won leads, 24 % of all; 1.4 times as likely, 1.2–1.7). " +
        "The median deal is ¥2,400,000 (n 600).",
    );
  });

  it("says most only of more than half", () => {
    const [trait] = persona.more;
    expect(personaText({...persona, more: [{...trait, shareOfWon: 0.6}]}, 40, null)).toMatch(
      /^Most won leads have industry/,
    );
  });

  it("says plainly where nothing differs, nothing was won, or nothing could be compared", () => {
    const none = {...persona, more: [], fewer: [], median: null};
    expect(personaText(none, 40, null)).toBe(
      "No value told here is won more or less often than the rest, beyond chance.",
    );
    expect(personaText({...none, won: 0}, 40, null)).toMatch(/^No lead is won/);
    expect(personaText(none, 0, null)).toMatch(/^There are too few leads/);
  });
});

describe("the sentences of the Profile page", () => {
  const report = profileReport(profileInput(someLeads(4000)));

  it("open with counts, the persona, and the largest difference to the leads in hand", () => {
    const [counts, who, unlike] = profileAnswer(report, null);
    expect(counts).toMatch(/^Of 4,000 leads [\d,]+ are won, [\d,]+ lost and [\d,]+ open\. Of those decided \d/);
    expect(who).toContain("colour red (");
    expect(unlike).toMatch(/^\d+ % of open leads have size large, \d/);
    expect(differenceSentence(differences(report.resemblance)[0])).toBe(unlike);
  });

  it("never name the values left together as a kind of lead", () => {
    const [{field, groups, ...rest}] = report.resemblance;
    const left = groups.map((group) => ({...group, kind: "other" as const}));
    expect(differences([{field, groups, ...rest}])).toHaveLength(1);
    expect(differences([{field, groups: left, ...rest}])).toEqual([]);
  });

  it("say how much was compared, how revenue is spread, and what is slow", () => {
    expect(personaNote(report)).toMatch(/4 values were compared with all other leads, [1-4] differs? beyond chance/);
    expect(revenueText(report.revenue as NonNullable<typeof report.revenue>, "EUR")[1]).toMatch(
      /^The fifth that paid most brought \d/,
    );
    const size = report.attributes.find(({field}) => field === "size");
    expect(size && slowText(size)).toMatch(/^Of size large \d+ % are still open, of all leads \d+ %/);
  });

  it("hold no undefined figure without leads", () => {
    const none = profileReport(profileInput([]));
    expect(profileAnswer(none, null).join(" ")).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("the Profile page in Japanese", () => {
  const names = ["colour", "red", "green", "blue", "size", "large", "small", "project.yaml", "outcomes", "amount"];
  const japanese = <T>(give: () => T): T => inLanguage("ja", give);

  it("tells the same figures", () => {
    expect(japanese(() => personaText(persona, 40, "JPY"))).toBe(
      "ほかのリードに比べて受注リードに多いのは、「industry：manufacturing」（受注リードの31%、全リードの24%。受注しやすさは1.4倍、区間1.2–1.7）です。" +
        "受注金額の中央値は¥2,400,000（n 600）です。",
    );
  });

  it("names values that were put together in Japanese", () => {
    const few = someLeads(400).map((lead, i) => (i < 3 ? {...lead, values: {...lead.values, colour: null}} : lead));
    const {attributes} = japanese(() => profileReport(profileInput(few)));
    const labels = attributes.flatMap(({groups}) => groups.map(({label}) => label));
    expect(labels).toContain("その他（1種類）");
  });

  it("has no English word in sentences, words and charts", () => {
    const report = japanese(() => profileReport(profileInput(someLeads(4000))));
    const revenue = report.revenue as NonNullable<typeof report.revenue>;
    const said = japanese(() => [
      ...profileAnswer(report, "JPY"),
      personaNote(report),
      ...revenueText(revenue, "JPY"),
      ...report.attributes.map(slowText),
      ...Object.values(profileWords()).flatMap((words) =>
        typeof words === "string" ? words : typeof words === "function" ? words("size") : Object.values(words),
      ),
      ...Object.values(profileCharts).flatMap((chart) => {
        const {description, table, data} = chart();
        return [
          description,
          ...table.columns,
          ...table.rows.flat(),
          ...Object.values(data).flat().flatMap(Object.values),
        ];
      }),
    ]).filter((one) => typeof one === "string");
    expect(said.length).toBeGreaterThan(50);
    expect(said.flatMap((one) => latinWords(one, [...names, "unclear", "more", "fewer"]))).toEqual([]);
  });
});
