import type {DesignNote} from "../notes/design.ts";
import type {Coverage} from "./coverage.ts";
import {designReport} from "./report.ts";

/** Share of winners, or of lost leads, from which it is told that they lack something. */
const worthTelling = 0.2;

/**
 * What a load notices of whom its design sees. `target`: won or a stage's id; `name`: the same in people's words.
 */
export function designNotes(coverage: Coverage, {target, name}: {target: string; name: string}): DesignNote[] {
  const {winners, lost, lostUndated, chosen} = coverage;
  const report = designReport(coverage, target);
  const notes: DesignNote[] = [];
  if (report.lack) notes.push({kind: "nothing to compare", level: "warning", report, target: name});
  if (winners.all > 0) notes.push({kind: "design", level: report.isPoor ? "warning" : "told", report, target: name});
  if (winners.atOnce > 0 && winners.atOnce >= worthTelling * winners.all)
    notes.push({kind: "winners at once", level: "warning", winners: winners.atOnce, of: winners.all});
  if (chosen.look.design === "snapshot" && lostUndated > 0 && lostUndated >= worthTelling * lost)
    notes.push({kind: "losses without a date", level: "warning", leads: lostUndated, of: lost});
  return notes;
}
