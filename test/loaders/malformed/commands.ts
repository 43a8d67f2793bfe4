import type {Files} from "../loading.ts";

/** A command that is called wrongly or on what it cannot use: its arguments (DIR is a folder with these files), exit code, sentence. */
export type Call = [what: string, args: string[], code: 1 | 2, says: RegExp, files?: Files];

const table = "a,b,won\n1,0,1\n0,1,0\n1,1,1\n0,0,0\n";
const points = (...more: string[]) => ["points", "--csv", "DIR/t.csv", "--label", "won", ...more];
const runs = (name: string, text: string | Buffer): Files => ({[`runs/${name}`]: text});

/** Flags, their values, and files that commands are given. */
export const calls: Call[] = [
  ["an unknown command", ["lode"], 2, /unknown command 'lode'\n\(Did you mean load\?\)/],
  ["an unknown option", ["load", "--projekt", "x"], 2, /unknown option '--projekt'\n\(Did you mean --project\?\)/],
  ["an option without its value", ["load", "--project"], 2, /'--project <dir>' argument missing/],
  ["an argument too many", ["load", "extra"], 2, /too many arguments for 'load'/],
  [
    "a number in words",
    ["hot", "--project", "DIR", "--top", "ten"],
    2,
    /--top.*'ten' is invalid. expected a whole number/,
  ],
  ["a number below one", ["hot", "--project", "DIR", "--top", "0"], 2, /expected a whole number of at least 1/],
  ["a port that is none", ["preview", "--port", "99999"], 2, /expected a port, 1 to 65535/],
  [
    "a format that is none",
    ["export", "--project", "DIR", "--format", "mdd"],
    2,
    /unknown format: mdd; did you mean md/,
  ],
  ["no format", ["export", "--project", "DIR"], 2, /required option '--format <format>' not specified/],
  [
    "a dialect that is none",
    ["export", "--project", "DIR", "--format", "sql", "--dialect", "mysql"],
    2,
    /unknown dialect: mysql; expected duckdb/,
  ],
  [
    "a dialect of Markdown",
    ["export", "--project", "DIR", "--format", "md", "--dialect", "duckdb"],
    2,
    /unsupported option --dialect: md has none/,
  ],
  [
    "a tool that is none",
    ["export", "--project", "DIR", "--format", "md", "--tool", "hubspott"],
    2,
    /unknown tool: hubspott; did you mean hubspot/,
  ],
  [
    "a card that is none",
    ["export", "--project", "DIR", "--format", "md", "--card", "newest"],
    2,
    /unknown card: newest/,
  ],
  [
    "an empty name of a file",
    ["export", "--project", "DIR", "--format", "md", "--out", ""],
    2,
    /missing file after --out/,
  ],
  [
    "a base that is no path",
    ["build", "--project", "DIR", "--base", "leads"],
    2,
    /expected a path that begins with \//,
  ],
  ["one run in place of two", ["diff", "a"], 2, /missing required argument 'run_b'/],
  ["a run that is none", ["diff", "a", "b", "--project", "DIR"], 1, /unknown run: a; .*keeps no run yet/],
  [
    "leads of no sample",
    ["load", "--project", "DIR", "--leads", "5"],
    1,
    /unsupported option --leads: .* is not a generated sample/,
  ],
  [
    "a folder without a project",
    ["suggest", "--project", "DIR/nowhere"],
    1,
    /nowhere\/project\.yaml:1: missing project file; give a folder/,
  ],
  ["a file for a project", ["check", "--project", "DIR/leads.csv"], 1, /missing project file; give a folder/],
  [
    "a folder called project.yaml",
    ["check", "--project", "DIR/odd"],
    1,
    /unreadable project file: it is a folder/,
    {"odd/project.yaml/x": ""},
  ],
  ["points without a table", ["points", "--label", "won"], 2, /required option '--csv <file>' not specified/],
  [
    "points of a file that is none",
    ["points", "--csv", "DIR/none.csv", "--label", "won"],
    1,
    /missing file: .*none\.csv; give the path/,
  ],
  ["points of a folder", ["points", "--csv", "DIR", "--label", "won"], 1, /unreadable file: .*folder/],
  [
    "points of bytes",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /not a table: .*is no text/,
    {"t.csv": Buffer.from([0, 1, 2, 3, 255, 10, 9])},
  ],
  [
    "points of an empty file",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /t\.csv:1: missing header/,
    {"t.csv": ""},
  ],
  [
    "points of a header",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /missing rows: the table has a header only/,
    {"t.csv": "a,won\n"},
  ],
  [
    "a label that is none",
    ["points", "--csv", "DIR/t.csv", "--label", "wonn"],
    1,
    /unknown label column: wonn; did you mean won/,
  ],
  [
    "a value that is neither",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /t\.csv:3: invalid value of a: maybe; use 0 or 1/,
    {"t.csv": "a,won\n1,1\nmaybe,0\n"},
  ],
  [
    "a line too long",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /t\.csv:3: malformed line/,
    {"t.csv": "a,won\n1,1\n1,0,1\n"},
  ],
  [
    "one outcome alone",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /every won among the 2 rows .* is yes; points need both/,
    {"t.csv": "a,won\n1,1\n0,1\n"},
  ],
  [
    "a column twice",
    ["points", "--csv", "DIR/t.csv", "--label", "won"],
    1,
    /column named twice: a; rename one/,
    {"t.csv": "a,a,won\n1,1,1\n"},
  ],
  ["half a rule", points("--k", "1.5"), 2, /expected a whole number/],
  [
    "points upside down",
    points("--min", "5", "--max", "1"),
    1,
    /invalid points of a: 5 to 1; give the smaller one first/,
  ],
  ["a plus on a column that is none", points("--plus", "c"), 1, /unknown column in --plus: c/],
  ["points fixed in words", points("--fix", "a=much"), 1, /invalid --fix: a=much; give column=points/],
  ["a ladder of one", points("--ladder", "a"), 1, /--ladder a: a ladder requires at least two columns/],
  [
    "a column asked for twice over",
    points("--plus", "a", "--minus", "a"),
    1,
    /a is named by --plus and by --minus; keep one/,
  ],
  ["a fold without folds", points("--fold", "1"), 1, /missing --folds: --fold needs the file of folds/],
  [
    "folds that are no JSON",
    points("--folds", "DIR/f.json", "--fold", "1"),
    1,
    /f\.json: invalid JSON; expected \{"fold"/,
    {"f.json": "1,2"},
  ],
  [
    "folds of other rows",
    points("--folds", "DIR/f.json", "--fold", "1"),
    1,
    /f\.json: 1 folds for 4 rows; give one for each row/,
    {"f.json": '{"fold": [1]}'},
  ],
  [
    "a fold that is none",
    points("--folds", "DIR/f.json", "--fold", "9"),
    1,
    /unknown fold: 9; .* has 1, 2/,
    {"f.json": '{"fold": [1, 2, 1, 2]}'},
  ],
  [
    "a run cut off",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /a\.json: invalid JSON: it is cut off/,
    runs("a.json", '{"format": 1, "run": {"id"'),
  ],
  [
    "an empty run",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /a\.json: an empty file; name a file of runs/,
    runs("a.json", ""),
  ],
  [
    "a list for a run",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /a\.json: not the record of a run/,
    runs("a.json", "[1, 2]"),
  ],
  [
    "a run without its parts",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /a\.json: not the record of a run: .* is missing or of another type/,
    runs("a.json", '{"format": 1}'),
  ],
  [
    "a run of another type",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /not the record of a run: number is missing or of another type/,
    runs("a.json", '{"format": 1, "number": "one", "run": []}'),
  ],
  [
    "a run of a later version",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /unsupported run file: format 99/,
    runs("a.json", '{"format": 99}'),
  ],
  [
    "runs that are all broken",
    ["diff", "DIR", "DIR"],
    1,
    /missing runs: .*runs; run hakari load.*a\.json: an empty file/,
    runs("a.json", ""),
  ],
  [
    "a run of bytes",
    ["diff", "DIR/runs/a.json", "DIR/runs/a.json"],
    1,
    /a\.json: invalid JSON/,
    runs("a.json", Buffer.from([0, 1, 2])),
  ],
];

/** Files that every call finds in its folder, beside a sound project. */
export const beside: Files = {"t.csv": table};

/** What lies where a warehouse should be, for commands that read one. */
export const warehouses: Call[] = (
  [
    ["an empty file", Buffer.alloc(0), /not a warehouse: .* is an empty file; load again: hakari load --project/],
    [
      "a text file",
      Buffer.from("lead_id,created_at\nL1,2025-01-01\n"),
      /not a warehouse: .* is a text file; load again/,
    ],
    [
      "random bytes",
      Buffer.from(Array.from({length: 9000}, (_, i) => (i * i * 7 + 13 * i) % 251)),
      /not a warehouse: .* is not a database.*load again/,
    ],
    [
      "a SQLite database",
      Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(4096)]),
      /not a warehouse: .* is a SQLite database; load again/,
    ],
    [
      "a beginning alone",
      Buffer.concat([Buffer.alloc(8, 1), Buffer.from("DUCK"), Buffer.alloc(500)]),
      /damaged warehouse: .*load again/,
    ],
  ] as [string, Buffer, RegExp][]
).flatMap(([what, bytes, says], i) =>
  // a build starts a process of its own, which takes seconds: one will do
  (i === 0 ? ["suggest", "hot", "preview", "build"] : ["suggest", "hot"]).map(
    (command): Call => [`${command} of ${what}`, [command, "--project", "DIR"], 1, says, {"warehouse.duckdb": bytes}],
  ),
);
