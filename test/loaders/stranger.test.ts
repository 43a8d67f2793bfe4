import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it, vi} from "vitest";
import {main} from "../../loaders/cli.ts";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {folderWith, loadFolder, messageOf, notesOf} from "./loading.ts";

afterEach(() => vi.unstubAllEnvs());

const yaml = (key: string, sql: string) =>
  `title: T\nsources:\n  leads:\n    files: leads.csv\n    ${key}: ${JSON.stringify(sql)}\n`;

/** A folder with a project in `mine` and a file beside it that nobody allowed to be read, with links to both from within. */
function stranger(project: string): {root: string; dir: string; all: () => string[]} {
  const root = folderWith({
    "mine/project.yaml": project,
    "mine/leads.csv": "lead_id,size\nL1,1\nL2,2\n",
    "mine/more/regions.csv": "lead_id,region\nL1,north\nL2,south\n",
    "secret/other.csv": "lead_id,size\nS1,9\n",
  });
  symlinkSync(join(root, "secret/other.csv"), join(root, "mine/link.csv"));
  symlinkSync(join(root, "secret"), join(root, "mine/linked"));
  return {root, dir: join(root, "mine"), all: () => readdirSync(root, {recursive: true}).map(String).sort()};
}

/** WRITTEN stands for a file in the temporary folder that must not come to be, SECRET for one that must not be read. */
const filled = (sql: string, root: string) =>
  sql.replaceAll("WRITTEN", join(root, "mine/written.csv")).replaceAll("SECRET", join(root, "secret/other.csv"));

const conditions: [string, string, RegExp][] = [
  [
    "closes its bracket and copies",
    "true); copy (select 43 as x) to 'WRITTEN'; select (1",
    /syntax error at or near "\)"/,
  ],
  ["closes its bracket behind a comment", "true /* ' */); copy (select 1) to 'WRITTEN' --", /syntax error/],
  ["closes its bracket and adds a union", "true) union all select * from source where (true", /syntax error/],
  ["closes its bracket and opens another", "true) or (true", /syntax error/],
  ["closes its bracket and limits", "true) limit (1", /syntax error/],
  ["hides the closing bracket in a comment", "true) --", /syntax error/],
  ["does not end a comment", "true /* open", /unterminated \/\* comment/],
  ["does not end a quote", "size = '", /unterminated quoted string/],
  ["nests quotes", "size = 'a''b'); copy (select 'c''d') to 'WRITTEN'; select ('e'", /syntax error/],
  ["quotes by dollars", "$$a$$ = 'a'); copy (select 1) to $$WRITTEN$$; select (1", /syntax error/],
  ["is a statement", "copy (select 1) to 'WRITTEN'", /syntax error/],
  ["groups", "size > '1' group by all", /syntax error at or near "group"/],
  ["ends with a semicolon", "true;", /syntax error at or near ";"/],
  ["asks another table", "lead_id in (select lead_id from rejects)", /unknown table: rejects/],
  [
    "reads a file elsewhere",
    "lead_id in (select lead_id from read_csv('SECRET'))",
    /unreadable: .*other\.csv: outside/,
  ],
  ["asks settings", "current_setting('memory_limit') <> ''", /unsupported: current_setting\(…\)/],
  ["throws dice", "random() < 0.5", /unsupported: random\(…\), which answers otherwise/],
  ["writes to the log", "write_log('x') is null", /unsupported: write_log\(…\)/],
  ["holds a byte of zero", "true \0 and nothing", /a byte of zero/],
];

const another = /unsupported: another statement than a SELECT; write one SELECT/;

const queries: [string, string, RegExp][] = [
  ["copies", "copy (select 1) to 'WRITTEN'", another],
  ["copies after a SELECT", "select * from source; copy source to 'WRITTEN'", another],
  ["copies before a SELECT", "copy (select 1) to 'WRITTEN'; select * from source", another],
  ["copies behind a comment", "select * from source -- all\n; copy source to 'WRITTEN' --", another],
  ["attaches", "attach 'WRITTEN' as x", another],
  ["detaches", "detach staging", another],
  ["installs", "install httpfs", another],
  ["loads an extension", "load 'WRITTEN'", another],
  ["sets", "set threads = 1", another],
  ["resets", "reset memory_limit", another],
  ["calls a pragma", "pragma database_list", another],
  ["calls", "call enable_logging()", another],
  ["exports", "export database 'WRITTEN'", another],
  ["imports", "import database 'WRITTEN'", another],
  ["creates", "create table x as select 1", another],
  ["creates a secret", "create secret s (type http)", another],
  ["drops", "drop table main.rejects", another],
  ["inserts", "insert into main.rejects select * from main.rejects", another],
  ["updates", "update main.rejects set reason = ''", another],
  ["merges", "merge into source using source s on true when matched then delete", another],
  ["begins", "begin transaction", another],
  ["prepares", "prepare p as select 1", another],
  ["explains", "explain analyze select 1", another],
  [
    "writes in a CTE",
    "with x as (insert into main.rejects values (1) returning *) select * from x",
    /a CTE needs a SELECT/,
  ],
  ["deletes in a CTE", "with x as (delete from main.rejects returning *) select * from x", /a CTE needs a SELECT/],
  ["selects into", "select * into x from source", /SELECT INTO not supported/],
  ["is two", "select 1 as lead_id; select 2 as lead_id", /more than one SELECT/],
  ["closes a bracket", "select * from source) x cross join (select 1", /syntax error/],
  ["is nothing", "-- nothing", /missing SQL/],
  ["describes", "describe source", /unsupported: describe, show or summarize/],
  ["asks the load's own tables", "select * from main.rejects", /unknown table: main\.rejects/],
  ["runs a text", "select * from query('select 1 as lead_id')", /unsupported: query\(…\) as a table/],
  [
    "runs a tree",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    /unsupported: json_exec/,
  ],
  ["turns logging on", "select * from enable_logging()", /unsupported: enable_logging\(…\)/],
  ["asks for secrets", "select * from duckdb_secrets()", /unsupported: duckdb_secrets\(…\)/],
  ["lists files", "select file as lead_id from glob('/*')", /unsupported: glob\(…\)/],
  ["reads a text", "select content as lead_id from read_text('SECRET')", /unsupported: read_text\(…\)/],
  [
    "reads a file elsewhere",
    "select * from read_csv('SECRET')",
    /unreadable: .*other\.csv: outside the project folder/,
  ],
  ["reads a file elsewhere by its name", "select * from 'SECRET'", /unreadable/],
  ["reads a file above", "select * from read_csv('../secret/other.csv')", /unreadable: \.\.\/secret\/other\.csv/],
  ["reads by a link", "select * from read_csv('link.csv')", /unreadable: link\.csv/],
  ["reads below a link", "select * from read_csv('linked/*.csv')", /unreadable: linked\/\*\.csv/],
  ["reads what a pattern finds", "select * from read_csv('*.csv')", /unreadable: \*\.csv \(.*link\.csv\)/],
  ["reads a list with one elsewhere", "select * from read_csv(['leads.csv', 'SECRET'])", /unreadable: .*other\.csv/],
  ["puts a path together", "select * from read_csv('SEC' || 'RET')", /a path that is computed/],
  ["reads from a host", "select * from read_csv('https://example.invalid/a.csv')", /files of this machine only/],
  ["reads from a bucket", "select * from 's3://bucket/a.parquet'", /files of this machine only/],
  ["leaves rejects behind", "select * from read_csv('leads.csv', store_rejects = true)", /unsupported: store_rejects/],
  ["sleeps", "select sleep_ms(1) as lead_id", /unsupported: sleep_ms/],
];

describe("a project file from a stranger", () => {
  it.each(conditions)("may have no where that %s", async (_, sql, reason) => {
    const {root, dir, all} = stranger("");
    writeFileSync(join(dir, "project.yaml"), yaml("where", filled(sql, root)));
    const before = all();
    const said = await messageOf(loadFolder(dir));
    expect(said).toMatch(/project\.yaml:5: sources\.leads\.where: (invalid SQL|un\w+( table)?): /);
    expect(said).toMatch(reason);
    expect(all()).toEqual(before);
  });

  it.each(queries)("may have no query that %s", async (_, sql, reason) => {
    const {root, dir, all} = stranger("");
    writeFileSync(join(dir, "project.yaml"), yaml("query", filled(sql, root)));
    const before = all();
    const said = await messageOf(loadFolder(dir));
    expect(said).toMatch(/project\.yaml:5: sources\.leads\.query: /);
    expect(said).toMatch(reason);
    expect(all()).toEqual(before);
  });

  it("is refused by check and by load in the same words, and leaves nothing", async () => {
    const {root, dir, all} = stranger("");
    writeFileSync(join(dir, "project.yaml"), yaml("where", filled(conditions[0][1], root)));
    const before = all();
    const said: string[] = [];
    const listening = vi.spyOn(console, "error").mockImplementation((text) => void said.push(String(text)));
    vi.spyOn(console, "log").mockImplementation(() => {});
    expect(await main(["check", "--project", dir])).toBe(1);
    expect(await main(["load", "--project", dir])).toBe(1);
    listening.mockRestore();
    expect(said.filter((text) => /project\.yaml:5: sources\.leads\.where: /.test(text))).toHaveLength(2);
    expect(new Set(said.filter((text) => text.startsWith("hakari: "))).size).toBe(1);
    expect(all()).toEqual(before);
  });

  it("is told of all that is wrong at once, each with the line of its own", async () => {
    const {dir} = stranger(
      "title: T\nsources:\n  leads:\n    files: none.csv\n    query: |\n      select *\n      from nowhere\n  activities:\n    files: leads.csv\n    where: true;\n",
    );
    const lines = (await messageOf(loadFolder(dir))).split("\n").map((line) => line.replace(/^.*project\.yaml/, ""));
    expect(lines).toEqual([
      expect.stringMatching(/^:4: sources\.leads\.files: missing file: /),
      expect.stringMatching(/^:7: sources\.leads\.query: unknown table: nowhere; a query reads source; /),
      expect.stringMatching(/^:10: sources\.activities\.where: invalid SQL: /),
    ]);
  });

  it("may name any file in files, which is told with the place where its links lead", async () => {
    const {root, dir} = stranger("title: T\nsources: {leads: {files: link.csv}}\n");
    const loaded = await loadFolder(dir);
    expect(await loaded.rows("select lead_id from leads")).toEqual([{lead_id: "S1"}]);
    expect(await notesOf(loaded)).toContain(
      `1 file outside the project folder read (${join(root, "secret/other.csv")}); name the folder in HAKARI_READS if that is right`,
    );
    vi.stubEnv("HAKARI_READS", join(root, "secret"));
    expect(await notesOf(await loadFolder(dir))).toEqual([]);
  });

  it("cannot write through a link where the sample's files are made", async () => {
    const {root, dir} = stranger("");
    const model = readFileSync("data/sample/model.yaml", "utf8");
    writeFileSync(join(dir, "model.yaml"), model);
    writeFileSync(
      join(dir, "project.yaml"),
      "title: T\nsample: {model: model.yaml, leads: 5}\nsources: {leads: {files: leads.csv}}\n",
    );
    symlinkSync(join(root, "secret/other.csv"), join(dir, `partial-leads.csv.building-${process.pid}`));
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    await main(["check", "--project", dir]);
    expect(existsSync(join(dir, "outcomes.csv"))).toBe(true);
    expect(readFileSync(join(root, "secret/other.csv"), "utf8")).toBe("lead_id,size\nS1,9\n");
  });
});

describe("query and where", () => {
  it.each([
    ["a comment at the end", "where", "size > '1' -- the large ones", ["L2"]],
    ["quotes within quotes", "where", "size <> 'it''s; copy (x) to \"y\"' and lead_id <> 'L1'", ["L2"]],
    [
      "a file of the project folder, relative to it",
      "where",
      "lead_id in (select lead_id from 'more/regions.csv' where region = 'south')",
      ["L2"],
    ],
    ["a CTE", "query", "with large as (select * from source where size > '1') select lead_id from large", ["L2"]],
    ["FROM first", "query", "from source select lead_id order by all limit 1", ["L1"]],
    [
      "a join with a file",
      "query",
      "select s.* from source s join read_csv('more/regions.csv') using (lead_id) where region = 'north'",
      ["L1"],
    ],
    [
      "files by a pattern",
      "query",
      "select lead_id from read_csv('more/*.csv', all_varchar = true) where region = 'north'",
      ["L1"],
    ],
    [
      "names in other letters",
      "query",
      "select lead_id, '日本' as a from SOURCE join 'more/regions.csv' using (lead_id) where region = 'south'",
      ["L2"],
    ],
    ["brackets of its own", "query", "(select lead_id from source) union (select 'L3')", ["L1", "L2", "L3"]],
    ["rows made", "query", "select 'N' || i as lead_id from range(2) t(i)", ["N0", "N1"]],
    [
      "a pivot with its values",
      "query",
      "select lead_id from (pivot source on size in ('1') using count(*) group by lead_id)",
      ["L1", "L2"],
    ],
  ])("read with %s", async (_, key, sql, ids) => {
    const {rows} = await loadFolder(stranger(yaml(key, sql)).dir);
    expect((await rows("select lead_id from leads order by 1")).map(({lead_id}) => lead_id)).toEqual(ids);
  });

  it.each([
    [
      "where",
      "size = nothing",
      /where: cannot be run: referenced column "nothing" not found in FROM clause; the columns are lead_id, size$/,
    ],
    [
      "where",
      "cast(lead_id as int) > 1",
      /where: cannot be run: could not convert string 'L1' to INT32 .*; try_cast gives no value/,
    ],
    [
      "query",
      "select cast(lead_id as int) as lead_id from source",
      /query: cannot be run: could not convert .*; try_cast gives/,
    ],
  ])("say where %s cannot be run, and what to do", async (key, sql, said) => {
    const message = await messageOf(loadFolder(stranger(yaml(key, sql)).dir));
    expect(message).toMatch(/project\.yaml:5: sources\.leads\./);
    expect(message).toMatch(said);
  });

  it("read below HAKARI_DATA and the folders of HAKARI_READS, too", async () => {
    const {root, dir} = stranger("");
    const secret = join(root, "secret");
    writeFileSync(join(dir, "project.yaml"), yaml("query", `select * from read_csv('${secret}/other.csv')`));
    for (const [name, value] of [
      ["HAKARI_DATA", secret],
      ["HAKARI_READS", `/nowhere:${secret}`],
    ]) {
      vi.stubEnv(name, value);
      expect(await (await loadFolder(dir)).rows("select lead_id from leads")).toEqual([{lead_id: "S1"}]);
      vi.unstubAllEnvs();
      expect(await messageOf(loadFolder(dir))).toMatch(/unreadable/);
    }
  });
});

describe("a warehouse from a stranger", () => {
  it("shows no file of the machine by a view", async () => {
    const {root} = stranger("");
    const made = await Engine.open(join(root, "made.duckdb"));
    await made.run("test", `create view leads as from read_csv('${root}/secret/other.csv')`);
    made.close();
    const opened = await Engine.open(join(root, "made.duckdb"), {readOnly: true});
    expect(await messageOf(opened.rows("test", "from leads"))).toMatch(/Permission Error/);
    opened.close();
  });
});

describe("engine.confine(reads)", () => {
  it("holds behind what looks at SQL: no file but the named ones, no extension, no setting", async () => {
    const {root, dir} = stranger("");
    mkdirSync(join(root, "staging"));
    const engine = await Engine.open(join(root, "own.duckdb"));
    await engine.confine({files: [join(dir, "leads.csv")], folders: [join(root, "staging")]});
    expect(await engine.count("test", `select count(*) from '${dir}/leads.csv'`)).toBe(2);
    for (const sql of [
      "from 'SECRET'",
      "from read_csv('SECRET')",
      "from glob('/*')",
      "copy (select 1) to 'WRITTEN'",
      `copy (select 1) to '${dir}/leads.csv'`,
      "attach 'WRITTEN' as x",
      "install httpfs",
      "load httpfs",
      "set threads = 1",
      "set enable_external_access = true",
      "set allowed_directories = ['/']",
      "set lock_configuration = false",
    ])
      expect(await messageOf(engine.run("test", filled(sql, root))), sql).toMatch(
        /Permission Error|Cannot change config|locked/,
      );
    await engine.run("test", "create table kept as select 1; set memory_limit = '500MB'; checkpoint");
    engine.close();
    expect(existsSync(join(dir, "written.csv"))).toBe(false);
  });
});
