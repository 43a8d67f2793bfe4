import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {tableFromArrays, tableToIPC} from "apache-arrow";

export interface Plant {
  what: string;
  /** Puts the leak into the site in this folder. */
  plant(site: string): void;
  /** What the fault says: file, place, and what was found. */
  named: RegExp;
}

/** The site's file whose name begins like this. */
function fileOf(site: string, begin: string): string {
  const folder = dirname(begin);
  const name = readdirSync(join(site, folder)).find((file) => join(folder, file).startsWith(begin));
  if (name === undefined) throw new Error(`missing in the site: ${begin}…`);
  return join(site, folder, name);
}

const edited = (begin: string, edit: (text: string) => string) => (site: string) => {
  const file = fileOf(site, begin);
  const [before, after] = [readFileSync(file, "utf8"), edit(readFileSync(file, "utf8"))];
  if (before === after) throw new Error(`nothing was planted in ${file}`);
  writeFileSync(file, after);
};

const written = (name: string, content: string | Uint8Array) => (site: string) => {
  mkdirSync(dirname(join(site, name)), {recursive: true});
  writeFileSync(join(site, name), content);
};

const inPage = (html: string) => edited("data.html", (page) => page.replace("</main>", () => `${html}</main>`));
const inJson = (change: (data: Record<string, unknown>) => void) =>
  edited("_file/data/threshold.", (text) => {
    const data = JSON.parse(text);
    change(data);
    return JSON.stringify(data);
  });
const inScript = (code: string) => edited("_observablehq/client.", (text) => `${text}\n${code}`);
const arrow = (columns: Record<string, unknown[]>) =>
  written("_file/data/planted.0a1b.arrow", tableToIPC(tableFromArrays(columns), "stream"));

/** One leak each of the project in `test/fixtures/hostile.ts`, whose plain ids are LEAD-4711, 83045771 and Quillfeather. */
export const plants: Plant[] = [
  {
    what: "an id in a page's text",
    plant: inPage("<p>Call LEAD-4711 today"),
    named: /data\.html: line \d+: .*LEAD-4711/,
  },
  {
    what: "an id in an attribute",
    plant: inPage('<p title="of LEAD-4711">'),
    named: /data\.html: line \d+, title of <p>: .*LEAD-4711/,
  },
  {
    what: "an id with entities for letters",
    plant: inPage("<p>&#76;EAD&#x2d;4711"),
    named: /data\.html: line \d+: .*LEAD-4711/,
  },
  {what: "an id that elements part", plant: inPage("<p>LE<b>AD-4</b>711"), named: /data\.html: line \d+: .*LEAD-4711/},
  {
    what: "an id that an invisible letter parts",
    plant: inPage("<p>LEAD\u200B-4711"),
    named: /data\.html: line \d+: .*LEAD-4711/,
  },
  {what: "an id in small letters", plant: inPage("<p>lead-4711"), named: /data\.html: line \d+: .*LEAD-4711/},
  {
    what: "an id in a comment",
    plant: inPage("<!-- LEAD-4711 -->"),
    named: /data\.html: line \d+, a comment: .*LEAD-4711/,
  },
  {
    what: "an id in a picture",
    plant: inPage("<svg><text>LEAD-<tspan>4711</tspan></text></svg>"),
    named: /data\.html: line \d+: .*LEAD-4711/,
  },
  {
    what: "an id in a link's address",
    plant: inPage('<a href="./data.html?of=%4CEAD%2D4711">'),
    named: /data\.html: line \d+, href of <a>: .*LEAD-4711/,
  },
  {
    what: "an id of figures alone, in a page's text",
    plant: inPage("<p>Number 83045771 is hot"),
    named: /data\.html: line \d+: .*83045771/,
  },
  {
    what: "an id of letters alone",
    plant: inPage("<p>Quillfeather"),
    named: /data\.html: line \d+: .*Quillfeather/,
  },
  {
    what: "a lead called by markup",
    plant: inPage("<p>&lt;img src=x onerror=&quot;__pwned('img')&quot;&gt; 1030"),
    named: /data\.html: line \d+: .*<img src=x onerror="__pwned\('img'\)"> 1030/,
  },
  {
    what: "an id as a key in page data",
    plant: inJson((data) => Object.assign(data, {"LEAD-4711": 1})),
    named: /threshold\.\w+\.json: a key at the top: .*LEAD-4711/,
  },
  {
    what: "an id of figures alone as a text in page data",
    plant: inJson((data) => Object.assign(data, {rows: ["83045771"]})),
    named: /threshold\.\w+\.json: \.rows\[0\]: .*83045771/,
  },
  {
    what: "an id of figures alone as a number under lead_id",
    plant: inJson((data) => Object.assign(data, {lead_id: 83045771})),
    named: /threshold\.\w+\.json: \.lead_id: .*83045771/,
  },
  {
    what: "an id in a column",
    plant: arrow({who: ["LEAD-4711", "x"]}),
    named: /planted\.0a1b\.arrow: column who: .*LEAD-4711/,
  },
  {
    what: "an id behind the columns",
    plant: (site) => {
      const bytes = tableToIPC(tableFromArrays({x: [1]}), "stream");
      written("_file/data/planted.0a1b.arrow", Buffer.concat([bytes, Buffer.from(" LEAD-4711")]))(site);
    },
    named: /planted\.0a1b\.arrow: its bytes: .*LEAD-4711/,
  },
  {
    what: "an id in a script",
    plant: inScript('const who = "\\u004cEAD\\x2d4711";'),
    named: /client\.\w+\.js: its text: .*LEAD-4711/,
  },
  {
    what: "an id in a style sheet",
    plant: edited("_import/style.", (text) => `${text}p::after{content:"\\4c EAD-4711"}`),
    named: /style\.\w+\.css: its text: .*LEAD-4711/,
  },
  {
    what: "an id in a file's name",
    plant: written("_file/data/lead-4711.1a2b.json", "{}"),
    named: /lead-4711.*its name/,
  },
  {
    what: "an id in the search index",
    plant: edited("_observablehq/minisearch.", (text) => text.replace('{"', '{"lead-4711":1,"')),
    named: /minisearch\.\w+\.json: a key at the top: .*LEAD-4711/,
  },
  {
    what: "a mail address",
    plant: inPage("<p>taro.yamada&#64;example.co.jp"),
    named: /data\.html: line \d+: holds a mail address: taro\.yamada@example\.co\.jp/,
  },
  {
    what: "a Japanese telephone number",
    plant: inPage("<p>電話 03（1234）5678"),
    named: /data\.html: line \d+: holds a telephone number: 03[(（]1234[)）]5678/,
  },
  {
    what: "an international telephone number",
    plant: inJson((data) => Object.assign(data, {call: "+44 20 7946 0958"})),
    named: /threshold\.\w+\.json: \.call: holds a telephone number: \+44 20 7946 0958/,
  },
  {
    what: "a telephone number in one piece",
    plant: arrow({tel: ["08011112222"]}),
    named: /planted\.0a1b\.arrow: column tel: holds a telephone number: 08011112222/,
  },
  {
    what: "a personal value",
    plant: inPage(
      "<p>Nomen7 &lt;b&gt;Nescio7&lt;/b&gt; [click](javascript:__pwned('link)) ![](x) **bold** `code` | cell | &lt;b&gt;",
    ),
    named: /data\.html: line \d+: holds a value of full_name, which is personal: Nomen7/,
  },
  {
    what: "a personal value in other letters and spaces",
    plant: inPage("<p>NOMEN12  &lt;b&gt;nescio12&lt;/B&gt;&nbsp;+1+CMD|' /c\n calc'!a0"),
    named: /data\.html: line \d+: holds a value of full_name, which is personal: Nomen12/,
  },
  {
    what: "a group of two in page data",
    plant: inJson((data) => Object.assign(data, {groups: [{n: 2, conversions: 1}]})),
    named: /threshold\.\w+\.json: \.groups\[0\]\.n: a group of 2, fewer than publish\.min_cell 5/,
  },
  {
    what: "a group of two in a column",
    plant: arrow({n: [20, 2]}),
    named: /planted\.0a1b\.arrow: column n: a group of 2/,
  },
  {
    what: "a group of three in a page's text",
    plant: inPage("<p>33&nbsp;% (6–79&nbsp;%, n&nbsp;3)"),
    named: /data\.html: line \d+: a group of 3/,
  },
  {
    what: "a file that cannot be read",
    plant: written("notes.sqlite", "SQLite"),
    named: /notes\.sqlite: a kind of file/,
  },
];
