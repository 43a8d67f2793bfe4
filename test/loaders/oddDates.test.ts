import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {run} from "../../loaders/run.ts";
import {noteText} from "../../src/text/notes/notes.ts";
import {timeWords} from "../../src/text/notes/times.ts";
import {folderWith, loadFiles, messageOf, notesOn} from "./loading.ts";

type Cells = Record<"created" | "occurred" | "entered" | "left" | "decided", string>;

const at = (day: number) => `${new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)} 09:00`;

/** 60 leads, one every fourth day of 2025, with a visit, a stage and, for two of three, a decision; `odd` replaces cells of lead 30. */
function world(odd: Partial<Cells> = {}, settings = "") {
  const leads = Array.from({length: 60}, (_, i) => {
    const id = `L${String(i).padStart(2, "0")}`;
    const day = 4 * i;
    const clean: Cells = {
      created: at(day),
      occurred: at(day + 3),
      entered: at(day + 5),
      left: at(day + 9),
      decided: at(day + 30),
    };
    return {id, i, ...(i === 30 ? {...clean, ...odd} : clean)};
  });
  const table = (header: string, rows: string[]) => `${header}\n${rows.join("\n")}\n`;
  return {
    "project.yaml": `title: T\nsources:\n  leads: {files: leads.csv}\n  activities: {files: activities.csv}\n  stage_visits: {files: stage_visits.csv}\n  outcomes: {files: outcomes.csv}\nstages: [{id: engaged}]\n${settings}`,
    "leads.csv": table(
      "lead_id,created_at,k",
      leads.map(({id, created, i}) => `${id},${created},${i % 2 ? "a" : "b"}`),
    ),
    "activities.csv": table(
      "lead_id,occurred_at,activity",
      leads.map(({id, occurred}) => `${id},${occurred},visit`),
    ),
    "stage_visits.csv": table(
      "lead_id,stage,entered_at,left_at",
      leads.map(({id, entered, left}) => `${id},engaged,${entered},${left}`),
    ),
    "outcomes.csv": table(
      "lead_id,outcome,decided_at",
      leads.flatMap(({id, i, decided}) => (i % 3 < 2 ? [`${id},${i % 3 ? "lost" : "won"},${decided}`] : [])),
    ),
  };
}

async function findings(files: Record<string, string>) {
  const engine = await Engine.open();
  try {
    return await run(engine, readProject(folderWith(files)), Progress.quiet());
  } finally {
    engine.close();
  }
}

const told = async (files: Record<string, string>) => {
  const loaded = await loadFiles(files);
  return {...loaded, notes: await notesOn(loaded.engine, timeWords)};
};

describe("dates years away from all others", () => {
  it.each(["1900-01-01", "9999-12-31"])(
    "load in no more time and give the same counts: %s",
    async (date) => {
      const clean = await findings(world());
      const started = performance.now();
      const odd = await findings(world({created: date, entered: date, left: date, decided: date}));
      expect(performance.now() - started).toBeLessThan(60_000);
      expect(odd.run.asOf).toBe(clean.run.asOf);
      expect(odd.run.period).toEqual(clean.run.period);
      expect(odd.load.outcomes).toEqual(clean.load.outcomes);
      expect(odd.load.tables).toEqual(clean.load.tables);
      expect(odd.load.notes.filter(({kind}) => kind === "odd dates")).toHaveLength(4);
      const changed = Math.abs(odd.observations.labelled - clean.observations.labelled);
      // the lead won nobody knows when is observed no more
      expect(changed).toBeLessThanOrEqual(5);
    },
    120_000,
  );

  it.each(["1900-01-01", "2052-06-03", "2030-01-01", "0000-00-00"])(
    "make an activity a reject, told with its place: %s",
    async (date) => {
      const {rows, notes} = await told(world({occurred: date}));
      expect(await rows("select reason, line from rejects")).toEqual([{reason: "odd date", line: 32}]);
      expect(notes).toEqual([
        expect.objectContaining({
          kind: "odd dates",
          column: "occurred_at",
          rows: 1,
          of: 60,
          became: "reject",
          place: "activities.csv:32",
          local: {date},
        }),
      ]);
      expect(noteText(notes[0])).toMatch(
        /^activities\.occurred_at: 1 of 60 dates lie years away .* first activities\.csv:32 /,
      );
    },
  );

  it("never cost an outcome or a stage visit", async () => {
    const {rows} = await told(
      world({created: "2099-01-01", decided: "2099-12-31", entered: "1970-01-01", left: "2050-01-01"}),
    );
    expect(
      await rows(
        "select created_at, outcome, decided_at, entered_at, left_at from leads join outcomes using (lead_no) join stage_visits using (lead_no) where leads.lead_id = 'L30'",
      ),
    ).toEqual([{created_at: null, outcome: "won", decided_at: null, entered_at: null, left_at: null}]);
    expect(await rows("select * from rejects")).toEqual([]);
  });

  it("are an end that is open where many stays end far away on one day", async () => {
    const files = world();
    const open = {
      ...files,
      "stage_visits.csv": files["stage_visits.csv"].replace(/,[^,\n]*$/gm, (cell) =>
        cell === ",left_at" ? cell : ",9999-12-31",
      ),
    };
    const {rows, notes} = await told(open);
    expect(await rows("select count(left_at) as n from stage_visits")).toEqual([{n: 0}]);
    expect(notes).toEqual([expect.objectContaining({kind: "odd dates", level: "told", became: "no end", rows: 60})]);
  });
});

describe("the data's end", () => {
  const end = async (files: Record<string, string>) => (await findings(files)).run.asOf;

  it("is the last dated row, but not a single one a year after all others, which is told", async () => {
    expect(await end(world())).toBe("2025-09-20T09:00:00.000Z");
    const {load, run: record} = await findings(world({occurred: "2026-09-22 09:00"}));
    expect(record.asOf).toBe("2025-09-20T09:00:00.000Z");
    expect(load.notes.filter(({kind}) => kind === "rows after as-of")).toEqual([
      {
        kind: "rows after as-of",
        level: "warning",
        asOf: "2025-09-20 09:00",
        rows: 1,
        because: "stray",
        local: {last: "2026-09-22 09:00"},
      },
    ]);
  });

  it("is what the project says, and what is decided later is open then", async () => {
    const {run: record, load, funnel} = await findings(world({}, "as_of: 2025-06-01T09:00+09:00\n"));
    expect(record.asOf).toBe("2025-06-01T00:00:00.000Z");
    expect(load.notes.filter(({kind}) => kind === "rows after as-of")).toEqual([
      expect.objectContaining({kind: "rows after as-of", level: "told", because: "project file"}),
    ]);
    // Decided on day 4 i + 30 <= 150 at 09:00, as-of is day 151 at 00:00: i <= 30, of which every third is won.
    expect(funnel.stages[0].advanced).toBe(11);
  });

  it("is refused before all rows and years after the last", async () => {
    expect(await messageOf(loadFiles(world({}, "as_of: 2020-01-01\n")))).toMatch(
      /project\.yaml:\d+[\s\S]*as_of 2020-01-01 is before every dated row; they lie from 2025-01-01 09:00 to 2025-09-20 09:00/,
    );
    expect(await messageOf(loadFiles(world({}, "as_of: 2029-01-01\n")))).toMatch(
      /over two years after the last dated row/,
    );
  });

  it("is no day that the calendar lacks", async () => {
    expect(await messageOf(loadFiles(world({}, "as_of: 2025-02-30\n")))).toMatch(/invalid date: 2025-02-30/);
    expect(await messageOf(loadFiles(world({}, "calendar: {holidays: [2025-02-30]}\n")))).toMatch(
      /expected a date such as/,
    );
  });
});
