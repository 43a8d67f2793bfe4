import {describe, expect, it} from "vitest";
import {readNotes} from "../../../loaders/tables/notes.ts";
import {type Loaded, loadFiles, messageOf} from "../loading.ts";

/** So many leads of one day, L0 …, and their outcomes as given by lead. */
const leads = (n: number): string =>
  `lead_id,created_at\n${Array.from({length: n}, (_, i) => `L${i},2025-01-01`).join("\n")}\n`;

interface Given {
  n?: number;
  outcomes: string;
  settings?: string;
  leads?: string;
  more?: Record<string, string>;
  project?: string;
}

const filesOf = ({n = 3, outcomes, settings = "", more = {}, project = "", ...given}: Given) => ({
  "project.yaml": `title: T\n${project}sources:\n  leads: {files: leads.csv, attributes: []}\n  outcomes: {files: outcomes.csv${settings && `, ${settings}`}}\n`,
  "leads.csv": given.leads ?? leads(n),
  "outcomes.csv": outcomes,
  ...more,
});

const load = (given: Given) => loadFiles(filesOf(given));
const fault = async (given: Given) => (await messageOf(load(given))).replace(/^.*project\.yaml:/, "");
const found = ({rows}: Loaded) =>
  rows("select lead_id as lead, outcome, strftime(decided_at, '%m-%d') as day, amount from outcomes order by lead_no");
const note = async ({engine}: Loaded, kind: string) => (await readNotes(engine)).find((one) => one.kind === kind);

describe("loadOutcomes(place, sources): several outcomes of one lead", () => {
  const header = "lead_id,outcome,decided_at,amount\n";
  const deals = [
    "L0,lost,2025-02-01,1",
    "L0,won,2025-03-01,2",
    "L0,won,2025-04-01,3",
    "L0,lost,2025-05-01,4",
    "L1,lost,2025-02-01,",
    "L1,open,2025-03-01,",
    "L2,won,,5",
    "L2,won,2025-06-01,6",
  ];
  const bothWays = [deals, [...deals].reverse()].map((lines) => `${header}${lines.join("\n")}\n`);

  it.each(bothWays)("is won by the first dated win, whatever the order of the rows", async (outcomes) => {
    const loaded = await load({outcomes});
    expect(await found(loaded)).toEqual([
      {lead: "L0", outcome: "won", day: "03-01", amount: 2},
      {lead: "L1", outcome: "lost", day: "02-01", amount: null},
      {lead: "L2", outcome: "won", day: "06-01", amount: 6},
    ]);
    expect(await loaded.rows("select * from rejects")).toEqual([]);
    // Of L0 two losses and a win do not count, of L2 the undated win.
    expect(await note(loaded, "several outcomes")).toEqual({
      kind: "several outcomes",
      level: "warning",
      setting: "any won",
      leads: 2,
      contradicting: 1,
      wonAfterLost: 1,
      further: 4,
      furtherWon: 2,
      furtherAmount: 8,
    });
  });

  it.each(bothWays)(
    "takes the latest, an open row dated later too, or the first, where that is asked",
    async (outcomes) => {
      const latest = await load({outcomes, settings: "several: latest"});
      expect(await found(latest)).toEqual([
        {lead: "L0", outcome: "lost", day: "05-01", amount: 4},
        {lead: "L2", outcome: "won", day: "06-01", amount: 6},
      ]);
      const first = await load({outcomes, settings: "several: first"});
      expect(await found(first)).toEqual([
        {lead: "L0", outcome: "lost", day: "02-01", amount: 1},
        {lead: "L1", outcome: "lost", day: "02-01", amount: null},
        {lead: "L2", outcome: "won", day: "06-01", amount: 6},
      ]);
    },
  );

  it("lets a win stand before a loss of the same moment, and ignores open rows that lie ahead", async () => {
    const tied = `${header}L0,lost,2025-02-01,1\nL0,won,2025-02-01,2\nL1,lost,2025-02-01,\nL1,open,2031-01-01,\n`;
    for (const several of ["any won", "latest", "first"]) {
      expect(await found(await load({outcomes: tied, settings: `several: ${several}`}))).toEqual([
        {lead: "L0", outcome: "won", day: "02-01", amount: 2},
        {lead: "L1", outcome: "lost", day: "02-01", amount: null},
      ]);
    }
  });

  it("counts several deals of half of the leads without a reject, and what came of each row", async () => {
    const twice = Array.from(
      {length: 20},
      (_, i) => `L${i},${i % 2 ? "won" : "lost"},2025-02-01,1\nL${i},lost,2025-03-01,1`,
    );
    const loaded = await load({n: 20, outcomes: `${header}${twice.join("\n")}\n`});
    expect(
      await loaded.rows(
        `select "read", loaded, not_selected, rejected from results.sources where table_name = 'outcomes'`,
      ),
    ).toEqual([{read: 40, loaded: 20, not_selected: 20, rejected: 0}]);
    expect(await loaded.rows("select outcome, count(*) as n from outcomes group by all order by outcome")).toEqual([
      {outcome: "lost", n: 10},
      {outcome: "won", n: 10},
    ]);
  });

  it("tells nothing of leads that have one outcome each", async () => {
    expect(
      await note(await load({outcomes: `${header}L0,won,2025-02-01,\nL1,open,,\n`}), "several outcomes"),
    ).toBeUndefined();
  });
});

describe("loadOutcomes(place, sources): words", () => {
  const rows = (words: string[], day = "2025-02-01") =>
    `lead_id,Stage,decided_at\n${words.map((word, i) => `L${i},${word},${day}`).join("\n")}\n`;
  const settings = (more = "") => `columns: {outcome: Stage}${more && `, ${more}`}`;
  const outcomesOf = async (words: string[], more = "", day?: string) => {
    const loaded = await load({n: words.length, outcomes: rows(words, day), settings: settings(more)});
    const decided = await found(loaded);
    return words.map((_, i) => decided.find(({lead}) => lead === `L${i}`)?.outcome ?? "open");
  };

  it("knows common words of English and Japanese, in any case, width and spacing", async () => {
    expect(
      await outcomesOf([
        "Closed Won",
        "closed-won",
        "ＣＬＯＳＥＤ　ＷＯＮ",
        "受注",
        "成約",
        "Closed Lost",
        "失注",
        "見送り",
        "商談中",
        "Open",
        "",
      ]),
    ).toEqual(["won", "won", "won", "won", "won", "lost", "lost", "lost", "open", "open", "open"]);
  });

  it.each([
    ["TRUE", "FALSE"],
    ["1", "0"],
    ["yes", "no"],
    ["はい", "いいえ"],
  ])("takes %s as won, and %s as lost where it has dates", async (yes, no) => {
    expect(await outcomesOf([yes, no, no])).toEqual(["won", "lost", "lost"]);
    expect(await outcomesOf([yes, no, no], "", "")).toEqual(["won", "lost", "lost"]);
  });

  it("asks what no means where only yes has dates, and tells what it took it for", async () => {
    const outcomes = "lead_id,outcome,decided_at\nL0,TRUE,2025-02-01\nL1,FALSE,\nL2,FALSE,\n";
    expect(await fault({outcomes})).toBe(
      '4: sources.outcomes: FALSE (2 rows) in outcomes.csv, column outcome: lost, or still open? none of these rows have a time in decided_at; say which with values: {lost: ["FALSE"]} or values: {open: ["FALSE"]}',
    );
    expect(await found(await load({outcomes, settings: 'values: {open: ["FALSE"]}'}))).toHaveLength(1);
    expect(await found(await load({outcomes, settings: "values: {lost: [false]}"}))).toHaveLength(3);
    const dated = await load({outcomes: outcomes.replaceAll("FALSE,", "FALSE,2025-03-01")});
    expect(await note(dated, "no is lost")).toMatchObject({level: "warning", rows: 2, dated: 2});
  });

  it("does not take 1 among other codes for won", async () => {
    expect(await fault({outcomes: rows(["1", "2", "3"]), settings: settings()})).toContain(
      "1 (1 row), 2 (1 row), 3 (1 row)",
    );
    expect(await outcomesOf(["1", "2", "3"], "values: {won: [3], open: rest}")).toEqual(["open", "open", "won"]);
  });

  it("stops at words nobody explains, with their counts, the nearest known and the setting", async () => {
    expect(
      await fault({outcomes: rows(["Clsed Won", "Negotiation", "Negotiation", "Closed Lost"]), settings: settings()}),
    ).toBe(
      "4: sources.outcomes: unknown outcomes in outcomes.csv, column Stage: Negotiation (2 rows), Clsed Won (1 row); Clsed Won is near closedwon (won); understood: Closed Lost as lost; " +
        "say what they mean with values: {won: [Clsed Won], open: rest}",
    );
  });

  it("asks for open: rest where some are won and some lost already, and for both where none is known", async () => {
    const told = async (words: string[]) => fault({n: words.length, outcomes: rows(words), settings: settings()});
    expect(await told(["won", "lost", "Proposal"])).toMatch(/values: \{open: rest\} if all of them are still open$/);
    expect(await told(["Alpha", "Beta"])).toMatch(/values: \{won: \[…\], lost: \[…\], open: rest\}$/);
  });

  it("takes words as values says, adding to those it knows, and tells of words that no row has", async () => {
    expect(
      await outcomesOf(
        ["Signed", "closed lost", "Dropped", "Talking"],
        "values: {won: [signed], lost: Dropped, open: rest}",
      ),
    ).toEqual(["won", "lost", "lost", "open"]);
    const slip = await load({
      outcomes: rows(["Signed", "won"]),
      settings: settings("values: {won: [Singed], open: rest}"),
    });
    expect(await note(slip, "words unused")).toMatchObject({level: "warning", words: ["Singed"]});
  });

  it("publishes no word that few leads have", async () => {
    const loaded = await load({
      n: 6,
      outcomes: rows([...Array(5).fill("Closed Won"), "closed lost"]),
      settings: settings(),
    });
    expect(await note(loaded, "words read")).toMatchObject({
      words: [{word: "Closed Won", meaning: "won", n: 5}],
      others: 1,
      local: {words: "closed lost"},
    });
  });
});

describe("loadOutcomes(place, sources): who is lost", () => {
  it("is lost by a filled column, or by its values; who is won stays so", async () => {
    const outcomes = "lead_id,outcome,decided_at,Reason\nL0,won,2025-02-01,price\nL1,open,2025-02-01,price\nL2,,,\n";
    const filled = await load({outcomes, settings: "lost_when: {column: Reason, filled: true}"});
    expect(await found(filled)).toEqual([
      {lead: "L0", outcome: "won", day: "02-01", amount: null},
      {lead: "L1", outcome: "lost", day: "02-01", amount: null},
    ]);
    expect(await note(filled, "lost when")).toEqual({
      kind: "lost when",
      level: "warning",
      column: "Reason",
      rows: 2,
      won: 1,
    });
    const without = "lead_id,Reason\nL0,No budget\nL1,-\nL2,no-budget\n";
    expect(
      await found(await load({outcomes: without, settings: 'lost_when: {column: Reason, is: [" NO BUDGET"]}'})),
    ).toHaveLength(2);
    expect(await fault({outcomes, settings: "lost_when: {column: Resaon, filled: true}"})).toContain(
      "did you mean Reason?",
    );
  });

  it("is lost after so many days without a sign before the data's end, so long after the last one", async () => {
    const given: Given = {
      leads: "lead_id,created_at\nL0,2025-01-01\nL1,2025-01-01\nL2,2025-04-10\nL3,\n",
      outcomes: "lead_id,outcome,decided_at\nL2,won,2025-04-20\n",
      settings: "lost_after_days: 30",
      project: "stages: [{id: new}]\n",
      more: {"visits.csv": "lead_id,stage,entered_at\nL1,new,2025-02-01\n"},
    };
    const files = filesOf(given);
    files["project.yaml"] += "  stage_visits: {files: visits.csv}\n";
    const loaded = await loadFiles(files);
    expect(await found(loaded)).toEqual([
      {lead: "L0", outcome: "lost", day: "01-31", amount: null},
      {lead: "L1", outcome: "lost", day: "03-03", amount: null},
      {lead: "L2", outcome: "won", day: "04-20", amount: null},
    ]);
    expect(await note(loaded, "assumed lost")).toMatchObject({leads: 2, days: 30});
    expect(await loaded.rows("select n_rows from results.tables where table_name = 'outcomes'")).toEqual([{n_rows: 3}]);
  });

  it("says where nobody is recorded as lost, and who has no date", async () => {
    const loaded = await load({outcomes: "lead_id,outcome,decided_at\nL0,won,2025-02-01\nL1,won,\n"});
    expect(await note(loaded, "none lost")).toMatchObject({level: "warning", won: 2, open: 1});
    expect(await note(loaded, "decisions undated")).toMatchObject({outcome: "won", leads: 1, of: 2});
  });
});
