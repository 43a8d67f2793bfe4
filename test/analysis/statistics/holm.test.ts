import {describe, expect, it} from "vitest";
import {holm} from "../../../src/analysis/statistics/holm.ts";

describe("holm(p)", () => {
  it("agrees with R's p.adjust, ties and ones included", () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.04, 0.5, 1), "holm")
    expect(holm([0.01, 0.04, 0.03, 0.04, 0.5, 1]).map((p) => p.toFixed(10))).toEqual(
      [0.06, 0.16, 0.15, 0.16, 1, 1].map((p) => p.toFixed(10)),
    );
    expect(holm([])).toEqual([]);
  });
});
