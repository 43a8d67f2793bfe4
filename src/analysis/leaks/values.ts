import {say} from "../../text/language.ts";
import {count, percent} from "../figures.ts";
import {oddsRatio, wilson} from "../statistics/intervals.ts";
import type {Suspicion} from "./flag.ts";
import {type Column, heldOutFolds, type Outcomes} from "./strength.ts";

/** Values of one attribute, of some decided leads and of some open ones. */
interface ValueSample {
  decided: Column["values"];
  outcomes: Outcomes;
  open: Column["values"];
  openFold: ArrayLike<number>;
}

type Found = Pick<Suspicion, "reason" | "why"> | null;

/** From how many times as common on one side a value tells the outcome. */
const farCommoner = 10;
const manyValues = 10;

/**
 * Whether there are values (an owner, a queue, a kind of number) that hardly any but won leads have, or hardly any but lost ones:
 * values that are ten times as common on that side in four fifths of the leads, looked at on the other fifth. A flag needs, on
 * leads held out, a tenth or more of the won with such a value, odds ten times those of the lost by the interval's bound, and
 * - where there are open leads: at most a tenth of that share among them;
 * - in exports without open leads, for the won only and not for numbers: ten such values or more, or values that name the outcome
 *   ("closed won"), or the beginning that four fifths of the won share in a column of many different values (C-2041 beside
 *   L-33). A few good sources or products may win as often, and are known beforehand.
 *
 * Choosing the values on other leads than those they are judged by leaves nothing to the luck of many small groups.
 */
export function knownForOneOutcome(sample: ValueSample, minSupport: number): Found {
  const {decided, outcomes, open, openFold} = sample;
  const all = {won: 0, lost: 0, open: open.length};
  for (let i = 0; i < decided.length; ++i) all[outcomes.won[i] ? "won" : "lost"] += 1;
  if (Math.min(all.won, all.lost) < minSupport) return null;
  const {keyOf, isBeginning} = keying(decided);
  const counts = new Map<string, Count>();
  decided.forEach((value, i) => {
    if (value !== null)
      countOf(counts, keyOf(value))[outcomes.won[i] ? "won" : "lost"][outcomes.fold[i] % heldOutFolds] += 1;
  });
  open.forEach((value, i) => {
    if (value !== null) countOf(counts, keyOf(value)).open[openFold[i] % heldOutFolds] += 1;
  });
  const isNumber = decided.some((value) => typeof value === "number");
  for (const [side, other] of [
    ["won", "lost"],
    ["lost", "won"],
  ] as const) {
    const {values, ...held} = judge(counts, all, side, other);
    const [on, off, undecided] = [
      wilson(held.on, all[side]),
      wilson(held.off, all[other]),
      wilson(held.open, all.open),
    ];
    if (held.on < minSupport || on.value < 0.1) continue;
    if (oddsRatio(held.on, all[side], held.off, all[other]).low < farCommoner) continue;
    const hasOpen = all.open >= minSupport;
    const isTold = isBeginning
      ? on.low >= 0.8
      : values.length >= manyValues || values.every((v) => namesOutcome.test(v));
    if (hasOpen ? undecided.value > on.value / farCommoner : side === "lost" || isNumber || !isTold) continue;
    const has = described(values, isBeginning, counts, minSupport);
    const [ours, theirs] = [percent(on.value), percent(off.value)];
    const outcome = {won: "受注", lost: "失注"};
    const why = say({
      en:
        `${ours} of ${count(all[side])} ${side} leads have ${has}, ${theirs} of the ${other}` +
        `${hasOpen ? ` and ${percent(undecided.value)} of the open` : ""}: set once the outcome is known`,
      ja:
        `${outcome[side]}${count(all[side])}件の${ours}が${has}を持ち、${outcome[other]}では${theirs}` +
        `${hasOpen ? `、未決では${percent(undecided.value)}` : ""}です。結果が分かってから設定されています`,
    });
    return {reason: side === "won" ? "known only for winners" : "exists only for decided leads", why};
  }
  return null;
}

/** Leads with a value by outcome and part held out. */
type Count = Record<"won" | "lost" | "open", number[]>;

function countOf(counts: Map<string, Count>, key: string): Count {
  const none = () => new Array<number>(heldOutFolds).fill(0);
  const count = counts.get(key) ?? {won: none(), lost: none(), open: none()};
  counts.set(key, count);
  return count;
}

type Side = "won" | "lost";

/** Leads held out that have a value which is far commoner on the side among the rest (on three leads or more). */
function judge(counts: ReadonlyMap<string, Count>, all: Record<Side, number>, side: Side, other: Side) {
  const held = {on: 0, off: 0, open: 0};
  const values = new Set<string>();
  for (const [value, count] of counts) {
    for (let fold = 0; fold < heldOutFolds; ++fold) {
      const learned = (key: Side) => sum(count[key]) - count[key][fold];
      const share = (key: Side) => (learned(key) + 0.5) / (all[key] * (1 - 1 / heldOutFolds) + 1);
      if (learned(side) < 3 || share(side) < farCommoner * share(other)) continue;
      values.add(value);
      held.on += count[side][fold];
      held.off += count[other][fold];
      held.open += count.open[fold];
    }
  }
  return {...held, values: [...values].sort()};
}

const namesOutcome = /\b(won|lost|win|closed|converted|signed)\b|成約|受注|失注|契約済/i;

/** “Closed won team”; “a” or “b”; "one of 24 values". Values of few leads are not named. */
function described(values: readonly string[], isBeginning: boolean, counts: ReadonlyMap<string, Count>, least: number) {
  const n = (value: string) => {
    const count = counts.get(value);
    return count ? sum(count.won) + sum(count.lost) : 0;
  };
  if (values.length > 3 || values.some((value) => n(value) < least))
    return say({
      en: `one of ${count(values.length)} ${isBeginning ? "beginnings of values" : "values"}`,
      ja: `${count(values.length)}種類の${isBeginning ? "先頭の文字列" : "値"}のどれか`,
    });
  const named = values.map((value) => `${value.slice(0, 30)}${isBeginning ? "…" : ""}`);
  return say({
    en: named.map((value) => `“${value}”`).join(" or "),
    ja: named.map((value) => `「${value}」`).join("または"),
  });
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What leads are compared by: the value; or, where most leads have one of their own, how it begins (all digits alike). */
function keying(values: Column["values"]): {isBeginning: boolean; keyOf: (value: string | number) => string} {
  const known = values.filter((value) => value !== null);
  const isBeginning = typeof known[0] === "string" && new Set(known).size > known.length / 2;
  return {
    isBeginning,
    keyOf: (value) => (isBeginning ? String(value).slice(0, 12).replace(/\d+/g, "9").slice(0, 5) : String(value)),
  };
}
