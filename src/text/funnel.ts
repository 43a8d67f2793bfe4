import {count} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {StageFlow} from "../analysis/funnel/funnel.ts";
import {duration} from "./format.ts";

/** A duration without the same in hours behind it. */
export const briefly = (days: number | null): string => duration(days).replace(/ \(.*$/, "");

const percentText = (share: number): string => `${(100 * share).toFixed(1)} %`;

const percentRange = ({low, high}: Interval): string => `${(100 * low).toFixed(1)}–${percentText(high)}`;

/** What is told of each stage, in order: leads, then shares of settled ones. */
export const stageRows: readonly {name: string; of(stage: StageFlow): string}[] = [
  {name: "entered", of: ({entered}) => count(entered)},
  {name: "went on", of: ({advanced}) => count(advanced)},
  {name: "lost", of: ({lost}) => count(lost)},
  {name: "moved back", of: ({movedBack}) => count(movedBack)},
  {name: "gone silent", of: ({dormant}) => count(dormant)},
  {name: "still waiting", of: ({waiting}) => count(waiting)},
  {name: "there now", of: ({stock}) => count(stock)},
  {name: "skipped it", of: ({skipped}) => count(skipped)},
  {name: "settled", of: ({passThrough}) => count(passThrough.n)},
  {name: "pass-through", of: ({passThrough}) => percentText(passThrough.value)},
  {name: "95 % interval", of: ({passThrough}) => percentRange(passThrough)},
  {name: "drop-off", of: ({dropOff}) => percentText(dropOff.value)},
  {name: "95 % interval", of: ({dropOff}) => percentRange(dropOff)},
  {name: "half moved on after", of: ({dwell}) => (dwell ? briefly(dwell.median.value) : "no times")},
];

export const funnelWords = {
  noStages:
    "The project has no stages, so that the path and its stuck places cannot be shown. Map a table of stage visits in project.yaml to see them.",
  noTable: "There are no stages to pass through.",
  table:
    "Entered = went on + lost + moved back + gone silent + still waiting. There now: gone silent or still waiting. Skipped it: recorded beyond the stage, or won, without entering it. Settled leads are those that entered and no longer wait: shares are of them. Times are of those who move on, open leads counted as still waiting.",
  diagram: {
    shows: "For each stage, in the order of the path, how many leads entered it and what became of them since.",
    read: "The whole bar is the leads that entered. The first part went on or won, the next still waits, the last is lost; between them those silent for too long or moved back. Per cent are of those who no longer wait; those there are in the stage now.",
    act: "A long waiting part wants somebody to call; a long lost part wants another message, or a better choice of whom to let in.",
  },
  slow: {
    shows:
      "For each group the share of all its leads won so far, and the share that will have been won once the open leads are followed to the end.",
    read: "Hollow squares count open leads as if they were lost. Filled circles count them as not yet decided (Aalen–Johansen). A wide gap is a slow group.",
    act: "Judge groups by the circle. Do not take points from a slow group for being slow.",
  },
} as const;
