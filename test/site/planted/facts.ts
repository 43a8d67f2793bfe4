import type {notCovered} from "../../../loaders/site/audit/report.ts";
import type {Person} from "../../fixtures/people.ts";
import {arrow, csv, file, html, json, type Plant, script, svg, text} from "./places.ts";

/** A fact about one lead, put where an attacker would look. */
export interface Fact {
  kind: string;
  what: string;
  plant: Plant;
  /** What the fault says; or the kind under which the build's report says that it is not looked for. */
  outcome: RegExp | keyof typeof notCovered;
}

type Told = (one: Person, id: string) => [what: string, plant: Plant, outcome?: Fact["outcome"]];

const b64 = (text: string): string => Buffer.from(text).toString("base64");
const wide = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const amount = (n: number): string => n.toLocaleString("en");

const ids: Told[] = [
  (_, id) => ["in a text", text(`Call ${id} today`)],
  (_, id) => ["in a hidden field", html(`<input type="hidden" name="who" value="${id}">`)],
  (_, id) => ["in a text field", html(`<input type="text" value="${id}">`)],
  (_, id) => ["in a search field", html(`<input type=search value=${id}>`)],
  (_, id) => ["in a number field's list", html(`<input list="x"><datalist id="x"><option value="${id}"></datalist>`)],
  (_, id) => ["in a button", html(`<button value="${id}">open</button>`)],
  (_, id) => ["in a data attribute", html(`<div data-key="${id}"></div>`)],
  (_, id) => ["as an element's id", html(`<div id="row-${id}"></div>`)],
  (_, id) => ["in a class", html(`<div class="row ${id}-row"></div>`)],
  (_, id) => ["in a link", html(`<a href="./data.html?of=${encodeURIComponent(id)}&x=1">x</a>`)],
  (_, id) => ["in a comment", html(`<!-- ${id} -->`)],
  (_, id) => ["in a title", html(`<p title="of ${id}">x</p>`)],
  (_, id) => ["in a script's data", html(`<script type="application/json">{"a":["${id}"]}</script>`)],
  (_, id) => ["in a path", text(`/u/${id}/profile`)],
  (_, id) => ["with fewer zeros", text(`lead ${id.replace(/0+/, "")}`)],
  (_, id) => ["with more zeros", text(`lead ${id.replace("L", "L000")}`)],
  (_, id) => ["with a hyphen behind its letter", text(id.replace("L", "L-"))],
  (_, id) => ["in groups with hyphens", text(`${id.slice(0, 3)}-${id.slice(3, 6)}-${id.slice(6)}`)],
  (_, id) => ["in groups with blanks", text(`${id.slice(0, 3)} ${id.slice(3, 6)} ${id.slice(6)}`)],
  (_, id) => ["with underscores", json({a: `${id.slice(0, 5)}_${id.slice(5)}`})],
  (_, id) => ["in small letters", text(id.toLowerCase())],
  (_, id) => ["in full width", text(wide(id))],
  (_, id) => ["in a longer word", json({a: `crm${id}old`})],
  (_, id) => ["in a file's name", file(`_file/own/${id}.#.json`, "{}")],
  (_, id) => ["in a longer file name", file(`_file/own/export_${id.toLowerCase()}_final.#.json`, "{}")],
  (_, id) => ["in base64", json({token: b64(id)})],
  (_, id) => ["in base64 with more", html(`<a href="?t=${b64(`lead:${id}:open`)}">x</a>`)],
  (_, id) => ["in hexadecimal figures", json({token: Buffer.from(id).toString("hex")})],
  (_, id) => ["in entities", text([...id].map((c) => `&#${c.charCodeAt(0)};`).join(""))],
  (_, id) => [
    "in per cents",
    html(`<a href="?q=${[...id].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")}">x</a>`),
  ],
  (_, id) => ["parted by elements", html(`<p>${id.slice(0, 4)}<b>${id.slice(4)}</b></p>`)],
  (_, id) => ["parted by an invisible letter", text(`${id.slice(0, 4)}\u200b${id.slice(4)}`)],
  (_, id) => ["as a key", json({[id]: 1})],
  (_, id) => ["as a text in a list", json(["a", id])],
  (_, id) => ["in a script", script(`const who = "${id}";`)],
  (_, id) => ["in a script's escapes", script(`const who = "\\u004c${id.slice(1)}";`)],
  (_, id) => ["in a column of a CSV file", csv(`who,n\n${id},20\nx,30`)],
  (_, id) => ["in a column of an Arrow file", arrow({who: [id, "x"]})],
  (_, id) => ["in a drawing", svg(`<text x="1">${id}</text>`)],
  (_, id) => ["in a drawing's title", svg(`<title>${id}</title>`)],
  (_, id) => ["turned round", text([...id].reverse().join("")), "enciphered"],
];

const names: Told[] = [
  ({full_name}) => ["in a text", text(`Met ${full_name} on the fair`)],
  ({given, family}) => ["family first", text(`${family} ${given}`)],
  ({given, family}) => ["family, comma, given", text(`${family}, ${given}`)],
  ({given, family}) => ["family in capitals first", text(`${family.toUpperCase()} ${given}`)],
  ({given, family}) => ["with an underscore", json({a: `${given}_${family}`.toLowerCase()})],
  ({given, family}) => ["turned, with a hyphen", html(`<a href="./${family}-${given}.html">x</a>`.toLowerCase())],
  ({given, family}) => ["with a middle dot", text(`${given}・${family}`)],
  ({given, family}) => ["with a dot", text(`${family}.${given}`.toLowerCase())],
  ({given, family}) => ["on two lines", html(`<p>${given}<br>${family}</p>`)],
  ({given, family}) => ["on two lines of a text", html(`<pre>${family}\n${given}</pre>`)],
  ({given, family}) => ["in two cells", html(`<table><tr><td>${given}</td><td>${family}</td></tr></table>`)],
  ({given, family}) => ["in two list items", html(`<ul><li>${family}</li><li>${given}</li></ul>`)],
  ({given, family}) => ["in one word", json({a: `${given}${family}`})],
  ({given, family}) => ["as an initial and a name", text(`${given[0]}. ${family}`)],
  ({given, family}) => ["as an initial without a blank", text(`${given[0]}.${family}`)],
  ({given, family}) => ["as a name and an initial", text(`${family} ${given[0]}.`)],
  ({given, family}) => ["as an initial with an underscore", json({a: `${given[0]}_${family}`.toLowerCase()})],
  ({family}) => ["the family's name alone", text(`Mr ${family} called`)],
  ({family}) => ["the family's name in capitals", text(`Ask ${family.toUpperCase()}`)],
  ({family}) => ["the family's name in an attribute", html(`<div aria-label="${family}"></div>`)],
  ({given, family}) => ["in neighbouring fields", json([{first: given, last: family}])],
  ({given, family}) => [
    "in neighbouring fields, turned",
    json([{last_name: family.toLowerCase(), n: 20, first_name: given.toLowerCase()}]),
  ],
  ({given, family}) => ["in a list of two", json([family, given])],
  ({given, family}) => ["as a key and its value", json({[family]: given})],
  ({given, family}) => ["in two columns of a CSV file", csv(`first,last\n${given},${family}\na,b`)],
  ({given, family}) => ["in two columns of an Arrow file", arrow({first: [given, "x"], last: [family, "y"]})],
  ({full_name}) => ["in base64", json({t: b64(full_name)})],
  ({full_name}) => ["in full width", text(wide(full_name))],
  ({full_name}) => ["in a file's name", file(`_file/own/${full_name.replace(" ", "-").toLowerCase()}.#.json`, "{}")],
  ({full_name}) => ["in a hidden field", html(`<input type="hidden" value="${full_name}">`)],
  ({full_name}) => ["in a script", script(`const owner = {name: "${full_name}"};`)],
  ({full_name}) => ["in a drawing", svg(`<text>${full_name.replace(" ", "</text><text>")}</text>`)],
  ({full_name}) => ["with accents", text(full_name.replace("o", "ō").replace("a", "ā"))],
  ({name_ja}) => ["Japanese, in a text", text(`${name_ja}様に連絡`)],
  ({name_ja}) => ["Japanese, without a blank", text(`担当は${name_ja.replace(" ", "")}さん`)],
  ({name_ja}) => ["Japanese, with a wide blank", text(name_ja.replace(" ", "\u3000"))],
  ({name_ja}) => ["Japanese, with a middle dot", text(name_ja.replace(" ", "・"))],
  ({familyJa, givenJa}) => ["Japanese, given first", text(`${givenJa} ${familyJa}`)],
  ({familyJa, givenJa}) => ["Japanese, in neighbouring fields", json({姓: familyJa, 名: givenJa})],
  ({familyJa}) => ["Japanese, the family's name alone", text(`${familyJa}様`)],
  ({given}) => ["the given name alone", text(`${given} called`), "nicknames"],
  ({family}) => ["misspelled", text(`${family.slice(0, 3)}h${family.slice(3, -1)}`), "nicknames"],
];

const phones: Told[] = [
  ({phone}) => ["as it is", text(phone)],
  ({phone}) => ["touching letters", text(`TEL${phone}まで`)],
  ({phone}) => ["in one piece, touching letters", text(`tel${phone.replaceAll("-", "")}x`)],
  ({phone}) => ["with dots", text(phone.replaceAll("-", "."))],
  ({phone}) => ["with slashes", text(phone.replaceAll("-", "/"))],
  ({phone}) => ["with blanks", text(phone.replaceAll("-", " "))],
  ({phone}) => ["with brackets", text(phone.replace(/^(\d+)-(\d+)-/, "$1($2)"))],
  ({phone}) => ["with a country's prefix", text(`+81 ${phone.slice(1).replaceAll("-", " ")}`)],
  ({phone}) => ["with a prefix in one piece", text(`+81${phone.slice(1).replaceAll("-", "")}`)],
  ({phone}) => ["with 0081", text(`0081-${phone.slice(1)}`)],
  ({phone}) => ["with 81 and no plus", text(`81-${phone.slice(1)}`)],
  ({phone}) => ["in full width", text(wide(phone))],
  ({phone}) => ["in a link", html(`<a href="tel:${phone.replaceAll("-", "")}">x</a>`)],
  ({phone}) => ["as a JSON number", json({a: Number(phone.replaceAll("-", ""))})],
  ({phone}) => ["in a telephone field", html(`<input type="tel" value="${phone}">`)],
  ({phone}) => ["in a script", script(`const t = "${phone.replaceAll("-", "")}";`)],
  () => ["of nobody: a British one", text("+44 (0)20 7946 0958")],
  () => ["of nobody: an American one", text("415.555.2671")],
  () => ["of nobody: a French one", text("01 44 56 12 87")],
  () => ["of nobody: with its word", text("Tel.: 55 512 3455")],
];

const mails: Told[] = [
  ({email}) => ["as it is", text(email)],
  ({email}) => ["with (at)", text(email.replace("@", " (at) "))],
  ({email}) => ["with [at] and [dot]", text(email.replace("@", "[at]").replaceAll(".", "[dot]"))],
  ({email}) => ["with at and dot", text(email.replace("@", " at ").replaceAll(".", " dot "))],
  ({email}) => ["in full width", text(wide(email))],
  ({email}) => ["with アット", text(email.replace("@", "（アット）"))],
  ({email}) => ["its first part alone", json({user: email.split("@")[0]})],
  ({email}) => ["in a mail field", html(`<input type="email" value="${email}">`)],
  ({email}) => ["in a link", html(`<a href="mailto:${encodeURIComponent(email)}">x</a>`)],
  ({email}) => ["in base64", json({t: b64(email)})],
  () => ["of nobody: quoted", text('"taro the third"@mail.example')],
  () => ["of nobody: at an address of figures", text("taro@[192.168.12.7]")],
];

const others: Told[] = [
  ({birth_date}) => ["birthday as it is", text(birth_date)],
  ({birth_date}) => ["birthday with slashes", text(birth_date.replaceAll("-", "/"))],
  ({birth_date}) => ["birthday in Japanese", text(birth_date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日生"))],
  ({birth_date}) => [
    "birthday as pages write dates",
    text(
      new Date(birth_date).toLocaleDateString("en-GB", {
        day: "numeric",
        month: "short",
        year: "numeric",
        timeZone: "UTC",
      }),
    ),
  ],
  ({birth_date}) => ["birthday as milliseconds", json({x: Date.parse(birth_date)})],
  ({birth_date}) => ["birthday in a date field", html(`<input type="date" value="${birth_date}">`)],
  ({birth_date}) => ["birthday in one piece", json({x: birth_date.replaceAll("-", "")})],
  ({salary}) => ["salary as pages write amounts", text(`¥${amount(salary)}`)],
  ({salary}) => ["salary as a JSON number", json({x: salary})],
  ({salary}) => ["salary in a column", arrow({x: [salary, 1]})],
  ({salary}) => ["salary in a field", html(`<input type="number" value="${salary}">`)],
  ({salary}) => ["salary rounded", text(`earns ${Math.round(salary / 1e6)} million`), "rounded amounts"],
  ({address}) => ["address", text(`Lives at ${address}`)],
  ({address}) => ["address in other letters and blanks", json({x: address.toUpperCase().replaceAll(" ", "  ")})],
];

const numbers: Told[] = [
  () => ["a payment card", text("4539 1488 0343 6467")],
  () => ["a payment card in one piece", json({x: "5500005555555559"})],
  () => ["a My Number", text("1234 5678 9018")],
  () => ["an IP address", text("from 203.0.113.77")],
  () => ["an IP address of the new kind", json({x: "2001:db8:85a3::8a2e:370:7334"})],
  () => ["a postcode with its sign", text("〒154-0023")],
  () => ["a postcode without", text("154-0023"), "bare postcodes"],
];

const counts: Told[] = [
  () => ["n", json([{group: "Fair", n: 2}])],
  () => ["count", json([{group: "Fair", count: 2}])],
  () => ["leads", json([{group: "Fair", leads: 3}])],
  () => ["lead_count", json([{group: "Fair", lead_count: 1}])],
  () => ["件数", json([{区分: "展示会", 件数: 2}])],
  () => ["in a column of CSV", csv("group,leads\nFair,3\nWeb,40")],
  () => ["in a column of Arrow", arrow({group: ["Fair", "Web"], leads: Int32Array.of(3, 40) as never})],
  () => ["in a table", html("<table><tr><th>group</th><th>leads</th></tr><tr><td>Fair</td><td>2</td></tr></table>")],
  () => ["2 of 3 leads", text("2 of 3 leads from the fair won")],
  () => ["1 lead won", text("1 lead won")],
  () => ["only 3 customers", text("only 3 customers")],
  () => ["n = 3", text("33 % (n = 3)")],
  () => ["3件中2件", text("3件中2件が受注")],
  () => ["リード2件", text("展示会のリード2件")],
  () => ["1件受注", text("1件受注")],
  () => ["in words", text("two leads won"), "numbers in words"],
];

const differences: Told[] = [
  () => [
    "a total and its parts",
    json([
      {region: "north", n: 40},
      {region: "south", n: 57},
      {region: "total", n: 100},
    ]),
  ],
  () => [
    "all, and all but few",
    json({
      all: [
        {region: "east", n: 40},
        {region: "west", n: 57},
      ],
      rest: [
        {region: "east", n: 38},
        {region: "west", n: 57},
      ],
    }),
  ],
  () => [
    "two tables of a page",
    html(
      `<table><tr><th>branch</th><th>leads</th></tr><tr><td>A</td><td>20</td></tr><tr><td>B</td><td>31</td></tr></table>
       <table><tr><th>branch</th><th>leads</th></tr><tr><td>A</td><td>20</td></tr><tr><td>B</td><td>28</td></tr></table>`,
    ),
  ],
  () => [
    "tables of unlike groups",
    json({
      bySize: [
        {size: "small", n: 60},
        {size: "large", n: 40},
      ],
      byRegion: [
        {region: "up", n: 50},
        {region: "down", n: 47},
      ],
    }),
    "nested groups",
  ],
];

/** The facts by kind, and how a fault of the kind begins. */
export const kinds: [kind: string, told: readonly Told[], fault: (one: Person, id: string) => RegExp][] = [
  ["ids", ids, (_, id) => new RegExp(`the id of a lead: ${id};`)],
  ["names", names, ({full_name, name_ja}) => new RegExp(`which is personal: (${full_name}|${name_ja});`)],
  [
    "telephone numbers",
    phones,
    ({phone}) => new RegExp(`telephone number|value of phone, which is personal: ${phone}`),
  ],
  ["mail addresses", mails, ({email}) => new RegExp(`mail address|value of email, which is personal: ${email}`)],
  [
    "birthdays, salaries, addresses",
    others,
    ({birth_date, salary, address}) => new RegExp(`which is personal: (${birth_date}|${salary}|${address});`),
  ],
  ["numbers of people", numbers, () => /payment card|My Number|IP address|postcode/],
  ["small counts", counts, () => /a group of [123], fewer than publish\.min_cell 5/],
  ["differences", differences, () => /together with .* tells of a group of [123] /],
];
