import {capital, percent, rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Axis, Matrix} from "../analysis/threshold/subScores.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {list} from "./format.ts";
import {scoreNumber} from "./threshold.ts";

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** How many bands the data tell apart, or which of the given ones they do not. */
export function bandsText({bands, areBandsGiven}: Pick<ThresholdReport, "bands" | "areBandsGiven">): string {
  if (bands.length === 0) return "There is no observation to form bands of.";
  const alike = bands.flatMap(({name, overlapsNext}, i) => (overlapsNext ? [`${name} and ${bands[i + 1].name}`] : []));
  if (areBandsGiven && alike.length)
    return `The bands are those of the project file. The data cannot tell ${list(alike)} apart: treat them alike, or merge them.`;
  if (areBandsGiven) return "The bands are those of the project file, and the data tell each from the next.";
  if (bands.length === 1) return "The data cannot tell leads apart by this score: there are no bands, only everyone.";
  const many = capital(numbers[bands.length] ?? String(bands.length));
  const how =
    bands.length < 4 ? `${many} bands are all that these data can tell apart` : `${many} bands stand clearly apart`;
  const [best] = bands;
  const last = bands[bands.length - 1];
  return `${how}: from ${percent(best.rate.value)} in ${best.name} down to ${percent(last.rate.value)} in ${last.name}.`;
}

/** "8 or more", "4 to 7", "under −4". */
export function bandRange(bands: readonly Axis[], i: number): string {
  const {from} = bands[i];
  if (bands.length === 1) return "all scores";
  if (i === 0) return `${scoreNumber(from)} or more`;
  if (i === bands.length - 1) return `under ${scoreNumber(bands[i - 1].from)}`;
  const to = bands[i - 1].from - 1;
  return from === to ? scoreNumber(from) : `${scoreNumber(from)} to ${scoreNumber(to)}`;
}

/** What fit and engagement each tell, and what looking at both adds. */
export function matrixText({matrix, ruleCount}: Pick<ThresholdReport, "matrix" | "ruleCount">): string[] {
  if (!matrix) {
    const lacking = [
      ruleCount.fit === 0 && "who the lead is (fit)",
      ruleCount.engagement === 0 && "what it did (engagement)",
    ].filter((what) => what !== false);
    return [
      lacking.length
        ? `The card has no rule on ${list(lacking)}, so that there are no two sub-scores to lay against each other.`
        : "One of the two sub-scores is the same for all leads, so that there is nothing to lay against each other.",
    ];
  }
  return [`${tellsMore(matrix)}${oneBand(matrix)}`, across(matrix)].filter(Boolean);
}

function tellsMore({gain, difference}: Matrix): string {
  const share = (part: number) => (gain.score > 0 ? percent(Math.max(0, part / gain.score)) : "–");
  const parts = `Engagement alone brings ${share(gain.engagement)} of what the whole score tells about who converts, fit alone ${share(gain.fit)}.`;
  const {low, high} = difference;
  if (low !== null && low > 0) return `Engagement tells more than fit. ${parts}`;
  if (high !== null && high < 0) return `Fit tells more than engagement. ${parts}`;
  return `Which of the two tells more cannot be said. ${parts}`;
}

function oneBand({fit, engagement}: Matrix): string {
  if (fit.length === 1 && engagement.length === 1) return " Neither alone tells leads apart.";
  if (fit.length === 1) return " By fit alone the data cannot tell leads apart: there is one row only.";
  return engagement.length === 1
    ? " By engagement alone the data cannot tell leads apart: there is one column only."
    : "";
}

/** What the other sub-score does among leads that are alike in one: the reason to look at both. */
function across({fit, engagement, cells}: Matrix): string {
  if (fit.length < 2 || engagement.length < 2) return "";
  const rated = (f: Axis, e: Axis) =>
    cells.find((cell) => cell.fit === f.name && cell.engagement === e.name && !cell.isTooFew)?.rate ?? null;
  const [first, last] = [engagement[0], engagement[engagement.length - 1]];
  const row = fit.find((f) => rated(f, first) && rated(f, last));
  const column = engagement.find((e) => rated(fit[0], e) && rated(fit[fit.length - 1], e));
  const change = (one: Rate | null, other: Rate | null) =>
    one && other ? `from ${rateText(other)} to ${rateText(one)}` : "";
  return [
    row && `Among leads of fit ${row.name}, engagement takes the rate ${change(rated(row, first), rated(row, last))}.`,
    column &&
      `Among leads of engagement ${column.name}, fit takes it ${change(rated(fit[0], column), rated(fit[fit.length - 1], column))}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
