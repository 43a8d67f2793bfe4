import {count, signed} from "../../src/analysis/figures.ts";
import type {Doubt} from "../../src/analysis/points/doubts.ts";
import {columns} from "./columns.ts";
import type {PointsResult} from "./points.ts";

/** The result as plain text. */
export function pointsText(result: PointsResult): string {
  const {points, intercept, slope, train, test, seconds, k, min, max, isSeparated, path, cautions} = result;
  const card = Object.entries(points)
    .sort(([, a], [, b]) => b - a)
    .map(([rule, p]) => [signed(p), rule]);
  const figures = (name: string, {n, conversions, logLoss, auc}: PointsResult["train"]) => [
    name,
    count(n),
    count(conversions),
    logLoss.toFixed(6),
    Number.isNaN(auc) ? "-" : auc.toFixed(4),
  ];
  return [
    cautions.length ? ["Be careful", ...cautions.map((text) => `  ${text}`)].join("\n") : "",
    card.length ? columns([["points", "rule"], ...card]) : "No rule earns a point: none lowers the log-loss.",
    `P = 1 / (1 + exp(−(${intercept.toFixed(4)} + ${slope.toFixed(4)} × score)))`,
    columns([
      ["", "rows", "conversions", "log-loss", "AUC"],
      figures("train", train),
      ...(test ? [figures("test", test)] : []),
    ]),
    columns([
      ["rules", "log-loss", "AUC"],
      ...path.map(({rules, logLoss, auc}) => [String(rules), logLoss.toFixed(6), auc.toFixed(4)]),
    ]),
    isSeparated
      ? "These rules (nearly) separate the conversions: the slope is cut, and probabilities are not to be believed."
      : "",
    [
      `At most ${k} rules, points ${signed(min)} to ${signed(max)}; found in ${seconds.toFixed(2)} seconds.`,
      ...proofText(result),
      ...(isSeparated ? [] : [realValuedText(result)]),
    ].join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A reason for caution in one sentence. */
export function doubtText(doubt: Doubt, label: string): string {
  switch (doubt.kind) {
    case "few":
      return `${doubt.text}.`;
    case "constant":
      return `${doubt.rule} is constant: ${doubt.isYes ? "yes" : "no"} on all rows, so it tells nobody apart.`;
    case "same":
      return `${doubt.rule} is the same as ${doubt.as} on all rows: points on one are as good as on the other.`;
    case "opposite":
      return `${doubt.rule} is the opposite of ${doubt.as} on all rows: a plus on one is a minus on the other.`;
    case "one outcome":
      return `every one of the ${count(doubt.n)} rows ${doubt.holds ? "with" : "without"} ${doubt.rule} is ${label}: ${doubt.isConverted ? "yes" : "no"}; is it known before the outcome? Its points are cut, not measured.`;
    case "knows the outcome":
      return `${doubt.rule} alone tells ${doubt.isOpposite ? `who is not ${label}` : label} (AUC ${doubt.auc.toFixed(3)}): is it known before the outcome? Else leave it out: --without ${doubt.rule}`;
  }
}

function proofText({proof}: PointsResult): string[] {
  if (!proof) return [];
  const {isProved, lowerBound, gap, logLoss, unfinished, supportsLooked, seconds} = proof;
  const took = `${count(supportsLooked)} sets of rules looked at in ${seconds.toFixed(1)} seconds`;
  if (isProved) return [`Proved best: no card under these limits has a lower log-loss (${took}).`];
  const why =
    unfinished === "size"
      ? "there are too many sets of rules to look at all of them; allow fewer rules, or leave some out with --without"
      : `${took}; --seconds gives it longer`;
  return [
    `Not proved best: no card under these limits has a log-loss under ${lowerBound.toFixed(6)}, ${share(gap, logLoss)} below this one (${why}).`,
  ];
}

const realValuedText = ({realValued: {rules, logLoss, cost}, train}: PointsResult): string =>
  `Real-valued weights of all ${rules} rules reach ${logLoss.toFixed(6)}: few rules and whole points cost ${share(cost, train.logLoss)} of log-loss.`;

const share = (part: number, whole: number): string => `${((100 * part) / whole || 0).toFixed(1)} %`;
