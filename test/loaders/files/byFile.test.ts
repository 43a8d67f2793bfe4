import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {folderWith, loadFiles, loadFolder, notesOf} from "../loading.ts";

const events = (letter: string, day: string, name: string) => {
  const rows = Array.from({length: 30}, (_, i) => `${letter}${10 + i},2025-03-${day}T10:00:${10 + i}Z,view`);
  return `${name},t,event\n${rows.join("\n")}\n`;
};
const query = (columns: string) => `select ${columns}coalesce(client_id, clientId) as id, t, event from source`;
const project = (activities: string) => `title: T
timezone: UTC
load: {max_rejected: 0.2}
sources:
  leads:
    files: [a.csv, b.csv]
    query: select coalesce(client_id, clientId) as id, min(t) as created_at from source where coalesce(client_id, clientId) is not null group by 1
    columns: {lead_id: id}
  activities:
    files: [a.csv, b.csv]
    query: ${activities}
    columns: {lead_id: id, occurred_at: t, activity: event}
`;
const files = {
  "a.csv": events("A", "01", "client_id"),
  "b.csv": `${events("B", "02", "clientId")},2025-03-02T11:00:00Z,view\nB10,2025-03-02T10:00:10Z,view\n`,
};
const counts = `select file, read, loaded, not_selected, rejected from results.sources where table_name = 'activities' order by file`;

describe("counts of a table from several files through a query", () => {
  it("are by file where source_file and source_row are passed on, and rejects name their file and line", async () => {
    const {rows} = await loadFiles({"project.yaml": project(query("source_row, source_file, ")), ...files});
    expect(await rows(counts)).toEqual([
      {file: "a.csv", read: 30, loaded: 30, not_selected: 0, rejected: 0},
      {file: "b.csv", read: 32, loaded: 30, not_selected: 0, rejected: 2},
    ]);
    expect(await rows(`select source, "row", line, reason from rejects order by line`)).toEqual([
      {source: "b.csv", row: 31, line: 32, reason: "no id"},
      {source: "b.csv", row: 32, line: 33, reason: "duplicate"},
    ]);
  });

  it("equal a count by hand after where", async () => {
    const yaml = project(query("source_row, source_file, ")).replace(
      /(query: select source_row.*)/,
      "$1\n    where: t < '2025-03-02T10:00:15Z'",
    );
    const {rows} = await loadFiles({"project.yaml": yaml, ...files});
    expect(await rows(counts)).toEqual([
      {file: "a.csv", read: 30, loaded: 30, not_selected: 0, rejected: 0},
      {file: "b.csv", read: 32, loaded: 5, not_selected: 26, rejected: 1},
    ]);
  });

  it("are for the files together, never for the first, where the query does not tell", async () => {
    const loaded = await loadFiles({"project.yaml": project(query("")), ...files});
    expect(await loaded.rows(counts)).toEqual([
      {file: "a.csv + b.csv", read: 62, loaded: 60, not_selected: 0, rejected: 2},
    ]);
    expect(await loaded.rows("select distinct source, line from rejects")).toEqual([
      {source: "a.csv + b.csv", line: null},
    ]);
    expect(await notesOf(loaded)).toEqual([
      expect.stringMatching(/^leads: the query gives no source_file/),
      expect.stringMatching(
        /^activities: the query gives no source_file, so its rows are counted for 2 files together/,
      ),
    ]);
  });

  it("keep the order of files and rows among equal times, whatever the files are called", async () => {
    const text = (events: string[]) => `id,t,event\n${events.map((event) => `L,2025-01-01,${event}\n`).join("")}`;
    const {rows} = await loadFiles({
      "project.yaml": `title: T
sources:
  leads: {files: l.csv}
  activities:
    files: [z.csv, a.csv]
    query: select source_file, event, id, t, source_row from source
    columns: {lead_id: id, occurred_at: t, activity: event}
`,
      "l.csv": "lead_id\nL\n",
      "z.csv": text(["p", "o", "n"]),
      "a.csv": text(["m", "x"]),
    });
    const found = await rows("select activity from activities order by occurred_at, seq");
    expect(found.map(({activity}) => activity).join("")).toBe("ponmx");
  });

  it("stay by file where the query reads another file beside them", async () => {
    const dir = folderWith({
      ...files,
      "w.csv": "code,word\nview,page_view\n",
    });
    const words = `select source_row, source_file, coalesce(client_id, clientId) as id, t, word as event from source join read_csv('${dir}/w.csv') on event = code`;
    writeFileSync(join(dir, "project.yaml"), project(words));
    const {rows} = await loadFolder(dir);
    expect(await rows(counts)).toMatchObject([
      {file: "a.csv", loaded: 30, rejected: 0},
      {file: "b.csv", loaded: 30, rejected: 2},
    ]);
    expect(await rows("select distinct activity from activities")).toEqual([{activity: "page_view"}]);
  });

  it("tell files of one name in several folders apart", async () => {
    const dir = folderWith({
      "p/project.yaml": "title: T\nsources:\n  leads: {files: [../x/l.csv, ../y/l.csv]}\n",
      "x/l.csv": "lead_id\n1\n",
      "y/l.csv": "lead_id\n2\n3\n",
    });
    const {rows} = await loadFolder(join(dir, "p"));
    expect(await rows("select file, loaded from results.sources")).toEqual([
      {file: "x/l.csv", loaded: 1},
      {file: "y/l.csv", loaded: 2},
    ]);
  });
});
