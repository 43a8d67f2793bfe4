import {describe, expect, it} from "vitest";
import {readNotes} from "../../loaders/tables/notes.ts";
import {type ColumnFacts, whyNoRule} from "../../src/analysis/notes/noRule.ts";
import {inLanguage} from "../../src/text/language.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {loadFiles} from "./loading.ts";

const project = `title: T
sources:
  leads: {files: leads.csv, attributes: [Fax, City, Country, Size, Plan, Contact, Result]}
  activities: {files: activities.csv}
attributes:
  Contact: {personal: true}
  Result: {known_after: written when the deal is closed}
candidates: {min_support: 20}
`;

/** 200 leads: 2 have a fax number, each is of a city of its own, all of one country; sizes and plans vary. */
const leads = Array.from({length: 200}, (_, i) =>
  [`L${i}`, i < 2 ? "123" : "", `town ${i % 150}`, "JP", i % 7, i % 2 ? "team" : "free", `P ${i}`, "x"].join(","),
);
const activities = [
  ...Array.from({length: 150}, (_, i) => `L${i},2025-01-02,visit`),
  ...Array.from({length: 12}, (_, i) => `L${i},2025-01-03,webinar`),
  ...Array.from({length: 3}, (_, i) => `L${i},2025-01-04,call of a single friend`),
];
const files = {
  "project.yaml": project,
  "leads.csv": `lead_id,Fax,City,Country,Size,Plan,Contact,Result\n${leads.join("\n")}\n`,
  "activities.csv": `lead_id,occurred_at,activity\n${activities.join("\n")}\n`,
};

describe("noteColumns(engine, project)", () => {
  it("tells each column and action of which no rule can come, with the reason, and no others", async () => {
    const {engine} = await loadFiles(files);
    const told = (await readNotes(engine)).filter(({kind}) => kind.endsWith("without a rule"));
    expect(told.map(noteText)).toEqual([
      "no rule comes of these columns: Fax: 99 % empty · City: 150 values, none with 20 leads · Country: one value only · " +
        "Contact: personal · Result: known only after the outcome",
      "no rule comes of these actions, each of fewer than 20 leads: webinar and 1 more",
    ]);
    expect(inLanguage("ja", () => told.map(noteText))).toEqual([
      "次の列からはルールができません。Fax：99%が空・City：150種類の値があり、リードが20件に達するものがない・Country：値が1種類だけ・" +
        "Contact：個人情報・Result：結果が出てから分かる項目",
      "次の行動は、行ったリードがそれぞれ20件未満のため、ルールになりません：webinarほか1種類",
    ]);
  });
});

it("tells of a project with fewer leads than a rule needs", async () => {
  const {engine} = await loadFiles({
    "project.yaml": "title: T\nsources: {leads: {files: leads.csv}}\n",
    "leads.csv": "lead_id,city\nA,x\nB,y\n",
  });
  const told = (await readNotes(engine)).filter(({kind}) => kind === "columns without a rule");
  expect(told.map(noteText)).toEqual(["no rule comes of these columns: city: 2 leads in all, and a rule needs 30"]);
});

describe("whyNoRule(facts, least)", () => {
  const facts: ColumnFacts = {column: "x", type: "number", leads: 1000, filled: 1000, values: 3, commonest: 400};
  const why = (more: Partial<ColumnFacts>) => whyNoRule({...facts, ...more}, 30)?.kind ?? null;

  it("asks for leads with a value and for others", () => {
    expect(why({})).toBe(null);
    expect(why({filled: 0, values: 0, commonest: 0})).toBe("empty");
    expect(why({filled: 29, commonest: 20})).toBe("empty");
    expect(why({leads: 29, filled: 29, commonest: 20})).toBe("few leads");
    expect(why({values: 1, commonest: 1000})).toBe("one value");
    expect(why({commonest: 975})).toBe("nearly one value");
    // One value or none at all: missing is a rule.
    expect(why({filled: 500, values: 1, commonest: 500})).toBe(null);
    expect(why({leads: 0, filled: 0, values: 0, commonest: 0})).toBe("empty");
  });

  it("asks for a common value of categories alone: numbers are cut", () => {
    expect(why({values: 900, commonest: 3})).toBe(null);
    expect(why({type: "category", values: 900, commonest: 3})).toBe("rare values");
  });
});
