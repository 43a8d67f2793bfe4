/** Charts that a zone, or a way through JSON, could make others of; as an own page's script writes them. */
export const ownCharts = `
const months = {timeUnit: "yearmonth", field: "day", type: "temporal"};
const counted = {aggregate: "count", axis: {title: null}};
const named = {field: "k", type: "nominal"};
export const charts = {
  "a regular expression": {mark: "bar", transform: [{calculate: "test(/^a/, datum.name) ? 'begins with a' : 'other'", as: "k"}], encoding: {x: named, y: counted}},
  "expressions with flags": {mark: "bar", transform: [{calculate: "replace(datum.name, /[aeiou]/gi, '*')", as: "k"}, {filter: "test(/N|P/i, datum.name)"}], encoding: {x: named, y: counted}},
  "months": {mark: "bar", encoding: {x: months, y: counted}},
  "days on an axis": {mark: "point", encoding: {x: {field: "day", type: "temporal"}, y: {field: "n", type: "quantitative"}}},
  "parts of dates": {mark: "bar", transform: [{calculate: "year(datum.day) + '/' + (month(datum.day) + 1) + '/' + date(datum.day) + ' ' + hours(datum.day) + ' ' + timeFormat(toDate(datum.day), '%a %H:%M')", as: "k"}], encoding: {x: named, y: counted}},
  "a date in the specification": {mark: "point", encoding: {x: {field: "day", type: "temporal", scale: {domain: [new Date("2025-03-01"), new Date(2025, 6, 1)]}, axis: {values: [new Date("2025-04-01")]}}, y: {field: "n", type: "quantitative"}}},
  "a filter by month": {mark: "bar", transform: [{filter: {field: "day", timeUnit: "yearmonth", equal: {year: 2025, month: 4}}}], encoding: {x: {field: "name", type: "nominal"}, y: {field: "n", type: "quantitative"}}},
  "rows in the specification": {layer: [{data: {values: [{code: "x", raw: 4, at: new Date(2025, 3, 2)}, {code: "y", raw: 1e3, at: new Date(2025, 4, 2)}]}, mark: "point", encoding: {x: {field: "at", type: "temporal"}, y: {field: "raw", type: "quantitative"}, shape: {field: "code", type: "nominal"}}}]},
  "numbers without end": {mark: "bar", transform: [{calculate: "datum.n < 1e999 && datum.n > -1e999 ? 'finite' : 'not'", as: "k"}], encoding: {x: named, y: counted}},
};
`;

/** A page with each of them twice: drawn at the build, and chosen in the browser. */
export const ownPage = `---
title: Charts
---

\`\`\`js
import {chart, html} from "../client/own.js";
import {charts} from "./charts.js";
const rows = await FileAttachment("days.json").json();
const list = await FileAttachment("list.csv").csv({typed: true});
const draw = (name) => chart(charts[name], rows, {title: name, description: "How often each is, of the rows of a test.", reading: {shows: "a", read: "b", act: "c"}});
\`\`\`

\`\`\`js
const drawn = html\`<div id="drawn">\${Object.keys(charts).map((name) => html\`<section title=\${name}>\${draw(name)}</section>\`)}</div>\`;
display(drawn);
\`\`\`

\`\`\`js
const place = html\`<section id="live"></section>\`;
const choice = html\`<label>chart <select onchange=\${() => place.replaceChildren(draw(choice.querySelector("select").value))}>\${["", ...Object.keys(charts)].map((name) => html\`<option>\${name}</option>\`)}</select></label>\`;
display(html\`<div>\${choice}\${place}<p id="told">\${new Date(2025, 3, 1).toLocaleDateString()} \${list.map(({day}) => day.getDate()).join()}</p></div>\`);
\`\`\`
`;

export const ownFiles = {
  "charts.md": ownPage,
  "charts.js": ownCharts,
  "days.json.sql": `
    select name, day, n from (values
      ('apple', '2025-04-01', 10), ('banana', '2025-04-01T00:30:00', 11), ('Avocado', '2025-05-31', 12),
      ('plum', strftime(date '2025-12-31', '%Y-%m-%d'), 13), ('fig', '2026-01-01 23:59', 14)
    ) days(name, day, n)`,
  "list.csv": "day,n\n2025-04-01,1\n2025-04-02T23:30,2\n",
};
