import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {begin, changed, redone, settled, undone} from "../../../src/analysis/card/undo.ts";

describe("undone(history)", () => {
  it("takes back a drag as one step, and two drags of one rule as two", () => {
    let history = begin(0);
    for (const points of [1, 2, 3]) history = changed(history, points, "rule 4");
    history = settled(history);
    for (const points of [4, 5]) history = changed(history, points, "rule 4");
    expect(undone(history).now).toBe(3);
    expect(undone(undone(history)).now).toBe(0);
    expect(undone(undone(undone(history))).now).toBe(0);
  });

  it("is taken back by redone, until something else is decided", () => {
    const back = undone(changed(changed(begin("a"), "b"), "c"));
    expect(redone(back).now).toBe("c");
    expect(redone(redone(back)).now).toBe("c");
    expect(redone(changed(back, "d")).now).toBe("d");
  });

  it("walks back through all that was decided, and forth again", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), {minLength: 1, maxLength: 150}), (values) => {
        let history = values.slice(1).reduce((h, value) => changed(h, value), begin(values[0]));
        const seen = [history.now];
        while (history.past.length) {
          history = undone(history);
          seen.push(history.now);
        }
        expect(seen.reverse()).toEqual(values);
        while (history.future.length) history = redone(history);
        expect(history.now).toBe(values[values.length - 1]);
      }),
    );
  });
});
