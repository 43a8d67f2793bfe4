import {describe, expect, it} from "vitest";
import {readHeader} from "../../loaders/sources/files/header.ts";

describe("readHeader(head)", () => {
  it("takes the delimiter that parts the header into most names", () => {
    expect(readHeader("id;won;a\n1;0;1\n")).toEqual({delimiter: ";", quote: '"', names: ["id", "won", "a"]});
  });

  it("does not take a delimiter inside a quoted name for the file's", () => {
    expect(readHeader('"won";"a, b"\n1;0\n').names).toEqual(["won", "a, b"]);
  });

  it("keeps doubled quotes as one", () => {
    expect(readHeader('"5"" screen",b\n').names).toEqual(['5" screen', "b"]);
  });
});
