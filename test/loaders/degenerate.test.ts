import {readdirSync} from "node:fs";
import {basename} from "node:path";
import {afterEach, describe, expect, it, vi} from "vitest";
import {loadText} from "../../loaders/commands/loadText.ts";
import {suggestionText} from "../../loaders/commands/suggest.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import {inLanguage, languages} from "../../src/text/language.ts";
import {type Files, folderWith} from "./loading.ts";

const data = new URL("../../src/data/", import.meta.url);
const pageData = readdirSync(data).filter((file) => /\.(json|arrow)\.ts$/.test(file));

interface Small {
  leads?: number;
  /** Days after the first at which lead i was created; null: no such column. */
  created?: ((i: number) => number) | null;
  attributes?: Record<string, (i: number) => string>;
  /** Per lead: activities, stages entered (in order), outcome. Absent: the project has no such source. */
  activities?: (i: number) => number;
  stages?: (i: number) => string[];
  outcome?: (i: number) => "won" | "lost" | "open";
  /** Lines of the project file more. */
  more?: string;
}

const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 19);

function filesOf(small: Small): Files {
  const {leads = 25, created = (i) => 5 * i, attributes = {}, activities, stages, outcome, more = ""} = small;
  const each = Array.from({length: leads}, (_, i) => i);
  const at = (i: number) => created?.(i) ?? 0;
  const table = (header: string[], rows: (string | number)[][]) =>
    [header, ...rows].map((row) => row.join(",")).join("\n");
  const sources = ["  leads: {files: leads.csv}"];
  const files: Files = {
    "leads.csv": table(
      ["lead_id", ...(created ? ["created_at"] : []), ...Object.keys(attributes)],
      each.map((i) => [
        `L${i}`,
        ...(created ? [day(at(i))] : []),
        ...Object.values(attributes).map((value) => value(i)),
      ]),
    ),
  };
  if (activities) {
    sources.push("  activities: {files: activities.csv}");
    files["activities.csv"] = table(
      ["lead_id", "occurred_at", "activity"],
      each.flatMap((i) =>
        Array.from({length: activities(i)}, (_, j) => [`L${i}`, day(at(i) + 1 + j), j % 2 ? "call" : "view"]),
      ),
    );
  }
  if (stages) {
    sources.push("  stage_visits: {files: stages.csv}");
    files["stages.csv"] = table(
      ["lead_id", "stage", "entered_at"],
      each.flatMap((i) => stages(i).map((stage, j) => [`L${i}`, stage, day(at(i) + 2 * j)])),
    );
  }
  if (outcome) {
    sources.push("  outcomes: {files: outcomes.csv}");
    files["outcomes.csv"] = table(
      ["lead_id", "outcome", "decided_at"],
      each.filter((i) => outcome(i) !== "open").map((i) => [`L${i}`, outcome(i), day(at(i) + 10)]),
    );
  }
  files["project.yaml"] =
    `title: small\ntimezone: UTC\nsources:\n${sources.join("\n")}\ncandidates: {min_support: 2}\npublish: {min_cell: 1}\n${more}\n`;
  return files;
}

const mixed = (i: number) => (["won", "lost", "open"] as const)[i % 3];
const size = {size: (i: number) => String(i % 4)};
const two = "stages: [{id: lead}, {id: talk}]";

const lattice: Record<string, Small> = {
  "leads alone, two": {leads: 2},
  "leads alone, without times": {leads: 3, created: null},
  "one lead": {leads: 1, attributes: size, activities: () => 1, outcome: () => "won"},
  "one open lead with stages": {leads: 1, stages: () => ["lead"], more: two},
  "no attributes, no labelled observation": {
    leads: 24,
    activities: () => 1,
    outcome: (i) => (i === 1 ? "won" : i === 2 ? "lost" : "open"),
  },
  "stages alone": {stages: (i) => ["lead", "talk"].slice(0, 1 + (i % 2)), more: `${two}\ntarget: talk`},
  "one stage": {attributes: size, stages: () => ["lead"], outcome: mixed, more: "stages: [{id: lead}]"},
  "all won": {attributes: size, activities: (i) => i % 3, outcome: () => "won"},
  "all lost": {attributes: size, activities: (i) => i % 3, outcome: () => "lost"},
  "all open": {attributes: size, activities: (i) => i % 3, outcome: () => "open"},
  "outcomes alone": {outcome: mixed},
  "outcomes without times of creation": {created: null, attributes: size, outcome: mixed},
  "all in one second": {
    created: () => 0,
    attributes: size,
    activities: () => 1,
    stages: () => ["lead"],
    outcome: mixed,
    more: two,
  },
  "all created on one day": {created: () => 0, attributes: size, activities: (i) => i % 4, outcome: mixed},
  "one activity in all": {attributes: size, activities: (i) => (i === 3 ? 1 : 0), outcome: mixed},
  "no activities in the file": {attributes: size, activities: () => 0, outcome: mixed},
  "an attribute that nobody has": {attributes: {nothing: () => ""}, outcome: mixed},
  "a constant attribute": {attributes: {same: () => "x", number: () => "1"}, outcome: mixed},
  "every attribute a leak": {
    attributes: {knows: (i) => (mixed(i) === "won" ? "yes" : "")},
    outcome: mixed,
    more: "attributes: {knows: {known_after: told at the end}}",
  },
  "stages that nobody enters": {
    attributes: size,
    stages: () => ["lead"],
    outcome: mixed,
    more: "stages: [{id: lead}, {id: talk}, {id: offer}]",
  },
  "a target that nobody reaches": {
    attributes: size,
    stages: () => ["lead"],
    outcome: mixed,
    more: "stages: [{id: lead}, {id: talk}]\ntarget: talk",
  },
  "no visit in the file": {attributes: size, stages: () => [], outcome: mixed, more: two},
  "a stage observed that nobody enters": {
    attributes: size,
    stages: () => ["lead"],
    outcome: mixed,
    more: `${two}\nobserve: {stage: talk}`,
  },
  ...Object.fromEntries(
    (["snapshot", "entry", "decision", "static"] as const).map((design) => [
      `design ${design}`,
      {
        attributes: size,
        activities: (i: number) => i % 3,
        stages: (i: number) => ["lead", "talk"].slice(0, 1 + (i % 2)),
        outcome: mixed,
        more: `${two}\nobserve: {design: ${design}}`,
      },
    ]),
  ),
};

/** All that the pages are given of the project in `dir`, as text. */
async function pagesOf(dir: string): Promise<Map<string, string>> {
  vi.stubEnv("HAKARI_PROJECT", dir);
  const written = new Map<string, string>();
  for (const file of pageData) {
    const parts: string[] = [];
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((part) => {
      parts.push(typeof part === "string" ? part : "");
      return true;
    });
    try {
      await import(/* @vite-ignore */ `${new URL(file, data).href}?of=${basename(dir)}`);
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).stack}`);
    } finally {
      spy.mockRestore();
    }
    written.set(file, parts.join(""));
  }
  return written;
}

afterEach(() => vi.unstubAllEnvs());

describe("a load of next to nothing", () => {
  it.each(Object.entries(lattice))(
    "%s: every text and every page's data is whole",
    {timeout: 120_000},
    async (_, small) => {
      const dir = folderWith(filesOf(small));
      const findings = await loadProject(readProject(dir), Progress.quiet());
      const told = languages.map((language) => inLanguage(language, () => suggestionText(findings)));
      const texts = new Map([...(await pagesOf(dir)), ["load", loadText(findings.load)], ["suggest", told.join("\n")]]);
      for (const [name, text] of texts)
        expect({
          name,
          faults: [...text.matchAll(/.{0,80}(?:\bNaN\b|\bundefined\b|\bInfinity\b|\[object).{0,40}/g)].map(
            ([found]) => found,
          ),
        }).toEqual({name, faults: []});
      expect(texts.get("overview.json.ts")).toContain("{");
      expect(told[0]).not.toBe("");
    },
  );
});
