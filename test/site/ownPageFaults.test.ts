import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {ownPageFaults} from "../../loaders/site/ownPages/check.ts";
import {ownPages} from "../../loaders/site/root.ts";
import {ownFiles} from "./ownCharts.ts";
import {writeFiles} from "./ownSite.ts";

const script = (code: string): string => `# Page\n\n\`\`\`js\n${code}\n\`\`\`\n`;

const query = 'put the query into a file beside the page, rows.json.sql, and read FileAttachment("rows.json").json()';
const file = (name: string, method: string, remedy = query) =>
  `${name} is read with a library that would be fetched from elsewhere (.${method}()); ${remedy}`;
const readable = ".json(), .csv(), .tsv(), .text() or .arrayBuffer()";
const library = "is a library that would be fetched from elsewhere";
const block = "runs with a library that would be fetched from elsewhere";
const elsewhere = "would be fetched from elsewhere, which pages never do; put a copy beside the page, and name that";
const draw = 'draw with chart(spec, rows, options) of "../client/own.js"';
const asked =
  "would be fetched from elsewhere, which pages never do; put a copy beside the page, and read it as a FileAttachment";

/** What stands in a page, with § for the sign of a dollar, the line of the fault, and what is said of it. */
const refused: [page: string, line: number, said: string][] = [
  [script('const a = 1;\nFileAttachment("a.parquet").parquet()'), 5, file("a.parquet", "parquet")],
  [script('FileAttachment("a.arrow").arrow()'), 4, file("a.arrow", "arrow")],
  [script('FileAttachment("a.csv").arquero()'), 4, file("a.csv", "arquero")],
  [script('FileAttachment("a.db").sqlite()'), 4, file("a.db", "sqlite")],
  [script('FileAttachment("a.xlsx").xlsx()'), 4, file("a.xlsx", "xlsx", "save it as CSV, and read it with .csv()")],
  [
    script('FileAttachment("a.zip").zip()'),
    4,
    file("a.zip", "zip", `unpack it beside the page, and read what was in it with ${readable}`),
  ],
  [script('const f = FileAttachment("a.json");\n\nconst g = await f.parquet();'), 6, file("f", "parquet")],
  [script('const f = FileAttachment("a.json");\nf["arrow"]();'), 5, file("f", "arrow")],
  [script('const f = FileAttachment("a.parquet");'), 4, file("a.parquet", "parquet")],
  ["Text\n```sql\nselect 1\n```\n", 2, `a block of sql ${block}; ${query}`],
  ["§{sql`select 1`}", 1, `sql ${library}; ${query}`],
  [script("const db = DuckDBClient.of({})"), 4, `DuckDBClient ${library}; ${query}`],
  ["---\ntitle: x\nsql:\n  a: a.parquet\n---\n", 3, `sql: in the front matter ${block}; ${query}`],
  ["Text §{d3.sum([1])}", 1, `d3 ${library}; ${draw}`],
  ["one\ntwo\n§{Plot.plot()} three", 3, `Plot ${library}; ${draw}`],
  [
    "<div>\n  <p>\n  §{tex`x`}\n</div>",
    3,
    `tex ${library}; install the package beside Hakari and import it by its name`,
  ],
  ["§{html`<b>x</b>`}", 1, `html ${library}; import {html} from "../client/own.js"`],
  ["```tex\nx\n```", 1, `a block of tex ${block}; write js, with what "../client/own.js" has`],
  [
    script('// a comment\nimport {sum} from "npm:d3-array@3";'),
    5,
    'npm:d3-array@3 would be fetched from elsewhere; npm install d3-array beside Hakari, and import it from "d3-array"',
  ],
  [
    script('const x = await import("https://esm.example/x");'),
    4,
    "https://esm.example/x would be fetched from elsewhere; put a copy beside the page, and import it from there",
  ],
  [script('import x from "not-there/sub";'), 4, "missing package: not-there; npm install not-there beside Hakari"],
  [
    '```ts\nconst n: number = 1;\nimport {z} from "npm:@scope/z";\nz(n);\n```',
    3,
    'npm:@scope/z would be fetched from elsewhere; npm install @scope/z beside Hakari, and import it from "@scope/z"',
  ],
  [script('fetch("https://api.example/rows")'), 4, `https://api.example/rows ${asked}`],
  [script("const host = 1;\nwindow.fetch(`//api.example/§{host}`)"), 5, `//api.example/ ${asked}`],
  [script('new WebSocket("wss://x.example")'), 4, `wss://x.example ${asked}`],
  ["a\n\n![x](https://a.example/x.png)", 3, `https://a.example/x.png ${elsewhere}`],
  ["<p>\n<img alt=x src=https://a.example/x.png>", 2, `https://a.example/x.png ${elsewhere}`],
  ["a <img srcset='x.png, //a.example/x.png 2x'>", 1, `//a.example/x.png ${elsewhere}`],
  ["<style>\n@import 'https://a.example/x.css';\n</style>", 1, `https://a.example/x.css ${elsewhere}`],
  ["<iframe src='https://a.example/'></iframe>", 1, `https://a.example/ ${elsewhere}`],
  [
    script('import {html} from "../client/own.js";\nhtml`<img src="https://a.example/x.png">`'),
    5,
    `https://a.example/x.png ${elsewhere}`,
  ],
  ["---\nhead: <script src=https://a.example/x.js></script>\n---\n", 2, `https://a.example/x.js ${elsewhere}`],
  [script("const a = 1;\nconst b = ;"), 5, "the script cannot be read: Unexpected token"],
];

const passed: [what: string, page: string][] = [
  [
    "prose and code that is shown",
    'npm:d3, `FileAttachment("a.parquet").parquet()`, https://a.example, `sql`\n\n    fetch("https://a.example")\n',
  ],
  [
    "blocks that do not run",
    '```js run=false\nimport "npm:d3"\n```\n```python\nimport npm\n```\n~~~md\n```sql\nselect 1\n```\n~~~\n',
  ],
  [
    "comments and texts",
    script(
      '// FileAttachment("a.parquet").parquet()\nconst text = "npm:d3 fetch(\'https://a.example\') <b>https://a.example</b>";',
    ),
  ],
  ["markup that is a comment", '<!-- <img src="https://a.example/x.png"> §{d3.sum([1])} -->\n'],
  ["links", '[a](https://a.example) <a href="https://a.example">b</a> https://a.example\n'],
  [
    "names that the page gives itself",
    `${script("const cars = [1], d3 = {sum: (x) => x}; const sql = (x) => x;")}\n\${d3.sum(cars)} \${sql\`a\`} \${[1].map((_) => _)}`,
  ],
  [
    "files that pages can read",
    script(
      'FileAttachment("a.json").json(); FileAttachment("a.csv").csv({typed: true}); FileAttachment("a.tsv").tsv(); FileAttachment("a.parquet").arrayBuffer(); const j = FileAttachment("a.json"); j.json()',
    ),
  ],
  [
    "what is beside the page, and packages",
    script(
      'import {a} from "./a.js";\nimport htl from "htl";\nimport {FileAttachment as F} from "observablehq:stdlib";\nfetch("./rows.json"); fetch(a);',
    ),
  ],
  [
    "methods of the same names on other things",
    script("const box = {zip: () => 1, arrow: () => 2}; box.zip() + box.arrow();"),
  ],
];

describe("ownPageFaults(folder)", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "hakari-own-"));
  });
  afterEach(() => rmSync(dir, {recursive: true}));

  it.each(refused)("refuses %j", (page, line, said) => {
    writeFiles(dir, {"page.md": page.replaceAll("§", "$")});
    expect(ownPageFaults(dir)).toEqual([`src/own/page.md:${line}: ${said}`]);
  });

  it.each(passed)("passes %s", (_, page) => {
    writeFiles(dir, {"page.md": page.replaceAll("§", "$"), "a.js": "export const a = 1;"});
    expect(ownPageFaults(dir)).toEqual([]);
  });

  it("looks into modules beside a page, and those that they import", () => {
    writeFiles(dir, {
      "deep/page.md": script('import {a} from "../lib/a.js";'),
      "lib/a.js": 'import {b} from "./b.js";\nexport const a = b;',
      "lib/b.ts": '\nimport c from "npm:c";\nexport const b: number = c;',
    });
    expect(ownPageFaults(dir)).toEqual([
      'src/own/lib/b.ts:2: npm:c would be fetched from elsewhere; npm install c beside Hakari, and import it from "c"',
    ]);
  });

  it("tells every fault of a page, in its order, and of drafts where they are shown", () => {
    writeFiles(dir, {
      "page.md": "---\ndraft: true\n---\n\n```sql\nselect 1\n```\n\n§{d3.sum([1])}\n".replace("§", "$"),
    });
    expect(ownPageFaults(dir)).toEqual([]);
    expect(ownPageFaults(dir, {withDrafts: true}).map((fault) => fault.split(" ")[0])).toEqual([
      "src/own/page.md:5:",
      "src/own/page.md:9:",
    ]);
  });

  it("passes the worked example, and a folder that is not there", () => {
    expect(ownPageFaults(ownPages, {withDrafts: true})).toEqual([]);
    expect(ownPageFaults(join(dir, "none"))).toEqual([]);
  });

  it("passes pages that a test builds and opens", () => {
    writeFiles(dir, ownFiles);
    expect(ownPageFaults(dir)).toEqual([]);
  });
});
