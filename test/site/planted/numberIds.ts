import {arrow, csv, html, json, type Plant, script, text} from "./places.ts";

/** Ids of figures alone, as an attacker would find them. */
export const numberFacts: [what: string, plant: (id: string) => Plant][] = [
  ["in a text", (id) => text(`Number ${id} is hot`)],
  ["as a JSON number", (id) => json({a: Number(id)})],
  ["as a JSON number under an id's name", (id) => json({lead_id: Number(id)})],
  ["in a list of JSON numbers", (id) => json([1, Number(id)])],
  ["as a text", (id) => json({a: id})],
  ["with signs between thousands", (id) => text(Number(id).toLocaleString("en"))],
  ["in groups with a hyphen", (id) => text(`${id.slice(0, 4)}-${id.slice(4)}`)],
  ["with zeros before it", (id) => text(`00${id}`)],
  ["in a longer word", (id) => json({a: `crm${id}old`})],
  ["in a field", (id) => html(`<input type="number" value="${id}">`)],
  ["in a script", (id) => script(`const rows = [${id}, 5];`)],
  ["in a column of CSV", (id) => csv(`who,n\n${id},20\n2,30`)],
  ["in a column of Arrow", (id) => arrow({who: [Number(id), 1]})],
  ["in base64", (id) => json({t: Buffer.from(`lead ${id}`).toString("base64")})],
];
