import {describe, expect, it} from "vitest";
import {headingIds} from "../../../loaders/site/headingIds.ts";

type Md = Parameters<typeof headingIds>[0];
type Token = Parameters<Parameters<Md["core"]["ruler"]["push"]>[1]>[0]["tokens"][number];

/** The ids that headings are given; null where Framework's own stays. */
function idsOf(headings: readonly string[]): (string | null)[] {
  const ids = headings.map((): string | null => null);
  const tokens = headings.flatMap((content, i): Token[] => [
    {
      type: "heading_open",
      content: "",
      attrSet: (_, value) => {
        ids[i] = value;
      },
    },
    {type: "inline", content, attrSet: () => {}},
  ]);
  headingIds({core: {ruler: {push: (_, rule) => rule({tokens})}}});
  return ids;
}

describe("headingIds(md)", () => {
  it("names Japanese headings by their words, each once, and leaves Latin ones to Framework", () => {
    expect(
      idsOf(["リークの警告", "転換と結びつくもの（段階ごと）", "Leak warnings", "Été 2025", "リークの警告"]),
    ).toEqual(["リークの警告", "転換と結びつくもの-段階ごと", null, null, "リークの警告-8"]);
  });
});
