import {join} from "node:path";
import {DuckDBConnection} from "@duckdb/node-api";
import {describe, expect, it, vi} from "vitest";
import {main} from "../../loaders/cli.ts";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {run} from "../../loaders/run.ts";
import {folderWith, loadFolder} from "./loading.ts";

const leads = 150;
const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
/** 0 … below, the same for the same lead and column everywhere. */
const draw = (lead: number, column: number, below: number): number =>
  Math.floor((((lead + 1) * 7919 + (column + 3) * 104_729 + lead * column * 31) % 1009) / (1009 / below));

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Every second attribute a number, the rest categories; some values missing. */
function projectWith(names: readonly string[], {isTyped = false} = {}): string {
  const isNumber = (column: number) => column % 10 < 9;
  const typed = names.filter((_, column) => isNumber(column)).map((name) => `${JSON.stringify(name)}: {type: number}`);
  const each = Array.from({length: leads}, (_, lead) => lead);
  const value = (lead: number, column: number) => {
    const drawn = draw(lead, column, 4);
    if (names.length > 50 && lead % 17 > 0) return "";
    if (column % 3 === 2 && drawn === 3) return "";
    return isNumber(column) ? String(drawn * 10) : `v${drawn % 2}`;
  };
  const won = (lead: number) => (draw(lead, 0, 4) + draw(lead, 1, 4)) % 3 === 0;
  return folderWith({
    "project.yaml": `title: names
timezone: UTC
sources:
  leads: {files: leads.csv, columns: {lead_id: "~ id", created_at: "~ made"}}
  activities: {files: activities.csv}
  stage_visits: {files: stages.csv}
  outcomes: {files: outcomes.csv}
stages: [{id: lead}, {id: talk}, {id: offer}]
candidates: {min_support: 10, at_most: 8}
points: {at_most: 3}
${isTyped ? `attributes: {${typed.join(", ")}}` : ""}
`,
    "leads.csv": [
      ["~ id", "~ made", ...names].map(quoted).join(","),
      ...each.map((lead) => [`L${lead}`, day(lead), ...names.map((_, column) => value(lead, column))].join(",")),
    ].join("\n"),
    "activities.csv": [
      "lead_id,occurred_at,activity,topic,actor",
      ...each.flatMap((lead) =>
        Array.from({length: draw(lead, 2, 4)}, (_, i) =>
          [
            `L${lead}`,
            day(lead + 1 + i * 9),
            i % 2 ? "~call" : "~view",
            i % 2 ? "" : "~price",
            i % 2 ? "seller" : "lead",
          ].join(","),
        ),
      ),
    ].join("\n"),
    "stages.csv": [
      "lead_id,stage,entered_at",
      ...each.flatMap((lead) =>
        ["lead", "talk", "offer"]
          .slice(0, 1 + draw(lead, 3, 3))
          .map((stage, i) => `L${lead},${stage},${day(lead + i * 7)}`),
      ),
    ].join("\n"),
    "outcomes.csv": [
      "lead_id,outcome,decided_at,amount",
      ...each
        .filter((lead) => lead % 5 > 0)
        .map(
          (lead) =>
            `L${lead},${won(lead) ? "won" : "lost"},${day(lead + 40 + draw(lead, 4, 30))},${won(lead) ? 100 + lead : ""}`,
        ),
    ].join("\n"),
  });
}

/** Findings of a load, without what tells of the files; and all words of the SQL that it ran. */
async function findingsWith(
  names: readonly string[],
  options = {isTyped: false},
): Promise<{findings: string; words: Set<string>}> {
  const words = new Set<string>();
  const listen = (sql: unknown) => {
    const code = String(sql)
      .replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--.*/g, " ")
      .toLowerCase();
    for (const [word] of code.matchAll(/\b[a-z_][a-z_\d]*\b(?!\()/g)) words.add(word);
  };
  const spies = (["run", "runAndReadAll", "stream"] as const).map((method) => {
    const before = DuckDBConnection.prototype[method] as (...args: unknown[]) => unknown;
    return vi.spyOn(DuckDBConnection.prototype, method).mockImplementation(function (
      this: unknown,
      ...args: unknown[]
    ) {
      listen(args[0]);
      return before.apply(this, args) as never;
    });
  });
  const engine = await Engine.open();
  try {
    const {run: record, load, ...found} = await run(engine, readProject(projectWith(names, options)), Progress.quiet());
    return {findings: JSON.stringify({...found, columns: load.columns}), words};
  } finally {
    for (const spy of spies) spy.mockRestore();
    engine.close();
  }
}

/** A mark behind every name that moves it past no other in an order of texts. */
const marked = (names: readonly string[]) => names.map((name) => `${name} !`);

/** Names that people use, and that the steps use for their own columns. */
const likely =
  "label as_of stage_no c0 fold lead_no n value field cut obs_no score mask created_at lead_id select".split(" ");

/** Names of columns as files have them. */
const strange = [
  'a "quoted" name',
  "it's",
  "dotted.name",
  "two  blanks",
  "semi;colon",
  "業種（大）",
  "🦆",
  "%s \\ $1 {{x}}",
  "attribute fold",
  "fold",
  "ROWID",
  "select",
  "Size",
  "size",
  `long ${"name ".repeat(60)}`.trim(),
];

describe("run(engine, project)", () => {
  it("finds the same whatever the attributes are called", {timeout: 240_000}, async () => {
    const ours = await findingsWith(likely, {isTyped: true});
    const theirs = await findingsWith(marked(likely), {isTyped: true});
    expect(ours.findings).toEqual(theirs.findings.replaceAll(" !", ""));
    expect(ours.findings).toContain("as_of");
  });

  it("loads attributes called like any column or word of the steps' SQL", {timeout: 600_000}, async () => {
    const {words} = await findingsWith(["size", "kind"]);
    const names = [...words].sort();
    expect(names).toEqual(expect.arrayContaining(likely.slice(0, 12)));
    const batches = 6;
    for (let batch = 0; batch < batches; ++batch) {
      const some = names.filter((_, i) => i % batches === batch);
      expect((await findingsWith(some)).findings).toContain(some[0]);
    }
  });
});

describe("hakari with strange names of attributes", () => {
  it("checks, loads, suggests, lists and exports in every format", {timeout: 240_000}, async () => {
    const dir = projectWith(strange);
    const said: string[] = [];
    const spies = (["log", "error"] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation((text) => void said.push(String(text))),
    );
    const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
    try {
      const commands = [
        ["check"],
        ["load"],
        ["suggest"],
        ["hot"],
        ...["md", "yaml", "csv", "json", "pmml", "sql"].map((format) => ["export", "--format", format]),
      ];
      for (const command of commands) {
        const code = await main([...command, "--project", dir]);
        expect({command, code, said: code === 0 ? "" : said.at(-1)}).toEqual({command, code: 0, said: ""});
      }
    } finally {
      for (const spy of [...spies, write]) spy.mockRestore();
    }
    const engine = await Engine.open(join(dir, "warehouse.duckdb"), {readOnly: true});
    const names = await engine.rows<{name: string}>("names", "select name from main.attributes order by position");
    const [scored] = await engine.rows<{n: number}>("score", said.at(-1)?.replace(/;\s*$/, "") ?? "");
    engine.close();
    expect(names.map(({name}) => name)).toEqual(strange.map((name) => (name === "size" ? "size_2" : name)));
    expect(scored).toHaveProperty("lead_id");
  });

  it("refuses keys of JSON that the engine could not tell apart", async () => {
    const dir = folderWith({
      "project.yaml": "title: twins\nsources: {leads: {files: leads.json}}\n",
      "leads.json": '[{"lead_id":"a","Size":1,"size":2},{"lead_id":"b","Size":3,"size":4}]',
    });
    await expect(loadFolder(dir)).rejects.toThrow(/upper and lower case alone: .*leads\.json: Size, size; rename/);
  });
});
