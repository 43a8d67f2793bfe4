import {autoType as reference, dsvFormat as referenceFormat} from "d3-dsv";
import {describe, expect, it} from "vitest";
import {autoType, dsvFormat} from "../../src/components/csv.ts";

const tables = [
  "",
  "a",
  "a,b\n1,2\n3,\n",
  'a,"b ""c"""\r\n"x,y","two\nlines"\r\n',
  "day,n,is\n2025-04-01,1e3,true\n2025-04-01T10:00Z,,no\n",
  "a,a,\n1,2,3\n4\n",
];

describe("dsvFormat(delimiter)", () => {
  it.each([",", "\t"])("reads what d3-dsv reads, between %j", (delimiter) => {
    const [ours, theirs] = [dsvFormat(delimiter), referenceFormat(delimiter)];
    for (const table of tables) {
      const text = table.replaceAll(",", delimiter);
      expect(ours.parse(text)).toEqual(theirs.parse(text));
      expect(ours.parse(text, autoType as never)).toEqual(theirs.parse(text, reference));
      expect(ours.parseRows(text)).toEqual(theirs.parseRows(text));
    }
  });

  it("tells its columns, and leaves out what nothing is made of", () => {
    const read = dsvFormat(",").parse("a,b\n1,2\n3,4", ({a}) => (a === "1" ? null : a));
    expect([...read]).toEqual(["3"]);
    expect(read.columns).toEqual(["a", "b"]);
  });
});
