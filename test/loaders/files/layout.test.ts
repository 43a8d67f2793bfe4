import {describe, expect, it} from "vitest";
import {readLayout} from "../../../loaders/sources/files/header.ts";

const whole = {isWhole: true};
const parts = (text: string, more = {}) => {
  const {delimiter, names, skip} = readLayout(text, {...whole, ...more});
  return {delimiter, names, skip};
};

describe("readLayout(head, reading)", () => {
  it("takes the delimiter that parts the records evenly, not the one that the header has most of", () => {
    expect(parts("lead_id,topics (web;mail;event;call),size\nL0,mail;event,S\nL1,web,M\n")).toEqual({
      delimiter: ",",
      names: ["lead_id", "topics (web;mail;event;call)", "size"],
      skip: 0,
    });
    const lists = "lead_id,topics (web;mail;event;call),size\nL0,mail;event;web;call,S\nL1,call;mail;event;web,M\n";
    expect(parts(lists, {wanted: ["lead_id"]}).delimiter).toBe(",");
    expect(parts(lists).delimiter).toBe(",");
  });

  it("knows decimal commas from delimiters", () => {
    expect(parts("lead_id;Umsatz, EUR;Kosten, EUR\nL1;2,5;3,5\nL2;3,5;1,5\n").delimiter).toBe(";");
    expect(parts("lead_id\tnote\nL1\ta, b; c\nL2\tx, y; z\n").delimiter).toBe("\t");
    expect(parts(`id,tags\n${"1,x|y\n".repeat(50)}`).delimiter).toBe(",");
    expect(parts('"a;b";"c"\n"x;y,z";"1"\n').names).toEqual(["a;b", "c"]);
  });

  it("reads the delimiter off a first line sep=", () => {
    expect(parts("sep=;\r\nid;a,b\r\n1;2\r\n")).toEqual({delimiter: ";", names: ["id", "a,b"], skip: 1});
    expect(parts("sep=\t\nid\ta\n1\t2\n").delimiter).toBe("\t");
  });

  const body = "L1,2025-01-02,retail,5\nL2,2025-01-03,soft,6\nL3,2025-01-04,soft,7\n";
  it.each([
    ["a title and a filter", "Report: All leads 2025\nFiltered by: Owner = all\n\n", 3],
    ["one word", "Leads\n", 1],
    ["padded titles", "Leads 2025,,,\nOwner:,all,,\n,,,\n", 3],
    ["a title with a delimiter", "Report of leads, by Ann\n\n", 2],
    ["Japanese titles", "リード一覧\n出力日,2025/01/01\n", 2],
    ["blank lines", "\n\n", 2],
    ["nothing", "", 0],
  ])("finds the header below %s", (_, above, skip) => {
    const {names, skip: found} = readLayout(`${above}id,made,industry,size\n${body}`, whole);
    expect({names, found}).toEqual({names: ["id", "made", "industry", "size"], found: skip});
  });

  it("finds the header by the columns asked for", () => {
    const text = `By region and product, all of them, 2025, EMEA\n\nID,made,industry,size\n${body}`;
    expect(parts(text, {wanted: ["id", "Made"]}).skip).toBe(2);
  });

  it.each([
    ["a header narrower than its rows", "lead_id\nL1,x\nL2,y\n"],
    ["unnamed columns", "lead_id,,,\nL1,a,b,c\nL2,a,b,c\n"],
    ["a header of one word above texts", "name\nAcme, Inc\nFoo, Ltd\n"],
    ["a header asked for, with a slip", `lead_id,made,industry\n${body}`],
  ])("never passes over %s", (_, text) => {
    expect(readLayout(text, {...whole, wanted: ["lead_id"]}).skip).toBe(0);
    expect(readLayout(text, whole).skip).toBe(0);
  });

  it("lets skip_lines, header and header_rows overrule", () => {
    expect(parts(`a,b,c,d\nx,y,z,w\nid,made,industry,size\n${body}`, {skip_lines: 2}).names[0]).toBe("id");
    expect(parts(`Title here\nid,made,industry,size\n${body}`, {skip_lines: 0}).skip).toBe(0);
    const header = ["id", "made", "industry", "size"];
    expect(readLayout(body, {...whole, header})).toMatchObject({names: header, hasHeader: false, skip: 0});
    expect(readLayout(`a,b,c,d\n${body}`, {...whole, header, header_rows: 1})).toMatchObject({
      names: header,
      hasHeader: true,
    });
  });
});
