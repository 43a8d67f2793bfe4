import {describe, expect, it} from "vitest";
import {wrapAll} from "../../src/charts/words.ts";

describe("wrapAll(texts, width)", () => {
  it("breaks at spaces, and gives all texts equally many lines", () => {
    expect(wrapAll(["trial 2 or more times in the last 30 days", "trial"], 24)).toEqual({
      texts: ["trial 2 or more times in\nthe last 30 days", "\ntrial"],
      lines: 2,
    });
  });

  it("breaks Japanese behind kana and before brackets, its letters counted as two", () => {
    const {texts} = wrapAll(["page_viewが直近30日に2回以上（同じフェーズのリード；逆転）"], 32);
    expect(texts).toEqual(["page_viewが直近30日に2回以上\n（同じフェーズのリード；逆転）"]);
  });

  it("breaks a Japanese word anywhere that is wider than the line", () => {
    expect(wrapAll(["自動車部品製造業"], 8).texts).toEqual(["自動車部\n品製造業"]);
  });
});
