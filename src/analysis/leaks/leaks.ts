import {say} from "../../text/language.ts";
import type {Exposure} from "../drivers/exposure.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {type ActionCount, doneBySeller, recordedLate, repeatedWhenStuck} from "./actions.ts";
import {type FillCount, filledOnTheWay, missingByOutcome, onlyOnceDecided, type ProgressCount} from "./fills.ts";
import {flagOf, type LeakFlag, type Suspicion} from "./flag.ts";
import type {Column, Outcomes} from "./strength.ts";
import {tooGood} from "./tooGood.ts";
import {knownForOneOutcome} from "./values.ts";

export type {ActionCount} from "./actions.ts";
export {type EffectSample, withEffects} from "./effects.ts";
export type {FillCount, ProgressCount} from "./fills.ts";
export type {LeakFlag} from "./flag.ts";

/** What the engine counted (see `loaders/steps/leaks/leaks.ts`), and what the project file says. */
export interface LeakEvidence {
  attributes: readonly string[];
  fills: readonly FillCount[];
  progress: readonly ProgressCount[];
  actions: readonly ActionCount[];
  /** Actions beside the time that leads were open. */
  exposure: readonly Exposure[];
  /** A sample of decided leads, and one of open leads with the same columns. */
  sample: Outcomes & {columns: readonly Column[]};
  open: {fold: ArrayLike<number>; columns: readonly Column[]};
  said: {attributes: Said; actions: Said};
  minSupport: number;
}

/** Why a field is known only after the outcome; why a flag on it is wrong. */
type Said = Readonly<Record<string, {known_after?: string; trusted?: string}>>;

/**
 * Attributes and actions that may know the outcome or say less than it seems, each with the first reason that holds.
 *
 * Attributes: declared in the project file; exists only for decided leads (`onlyOnceDecided`); filled in as the deal goes on
 * (`filledOnTheWay`); missingness follows the outcome (`missingByOutcome`); known only for winners (`knownForOneOutcome`); state at
 * export: the name says it holds the latest state (`last …`, `latest …`, `most recent …`, 最終…, 最新…, 直近…); alone too good
 * (`tooGood`).
 *
 * Actions: declared; recorded after the decision (`recordedLate`); repeated on stuck leads (`repeatedWhenStuck`); done by the
 * seller (`doneBySeller`), which is only to be known.
 *
 * Nothing is said of counts under `minSupport`. A field the project file trusts keeps its flag, and is not excluded.
 */
export function findLeaks(evidence: LeakEvidence): LeakFlag[] {
  const {said, sample, minSupport} = evidence;
  const byCounts = attributesByCounts(evidence);
  const flagged = new Set(byCounts.map(({field}) => field));
  const rest = sample.columns.filter(({name}) => !flagged.has(name));
  return [
    ...[...byCounts, ...tooGood(rest, sample, minSupport)].map((one) =>
      flagOf(one, said.attributes[one.field]?.trusted),
    ),
    ...actionsByCounts(evidence).map((one) => flagOf(one, said.actions[one.field]?.trusted)),
  ];
}

function attributesByCounts(evidence: LeakEvidence): Suspicion[] {
  const {attributes, sample, open, said, minSupport} = evidence;
  const fills = groupBy(evidence.fills, ({field}) => field);
  const progress = groupBy(evidence.progress, ({field}) => field);
  const valuesOf = (columns: readonly Column[], field: string) =>
    columns.find(({name}) => name === field)?.values ?? [];
  return attributes.flatMap((field): Suspicion[] => {
    const filling = {fills: fills.get(field) ?? [], progress: progress.get(field) ?? []};
    const found =
      declared(said.attributes[field]?.known_after) ??
      onlyOnceDecided(filling, minSupport) ??
      filledOnTheWay(filling.progress, minSupport) ??
      missingByOutcome(field, filling, sample.columns, minSupport) ??
      knownForOneOutcome(
        {
          decided: valuesOf(sample.columns, field),
          outcomes: sample,
          open: valuesOf(open.columns, field),
          openFold: open.fold,
        },
        minSupport,
      ) ??
      latestState(field);
    return found ? [{field, kind: "attribute", ...found}] : [];
  });
}

function actionsByCounts({actions, exposure, said, minSupport}: LeakEvidence): Suspicion[] {
  return actions.flatMap((count): Suspicion[] => {
    const field = count.activity;
    const found =
      declared(said.actions[field]?.known_after) ??
      recordedLate(count, minSupport) ??
      repeatedWhenStuck(count, exposure) ??
      doneBySeller(count, exposure, minSupport);
    return found ? [{field, kind: "action", ...found}] : [];
  });
}

type Found = Pick<Suspicion, "reason" | "why"> | null;

const declared = (why: string | undefined): Found =>
  why === undefined
    ? null
    : {
        reason: "declared",
        why: say({
          en: `known only after the outcome: ${why}`,
          ja: `結果が出てからでないと分からない項目です（${why}）`,
        }),
      };

const latestWords = new Set(["last", "latest"]);

function latestState(field: string): Found {
  const [first, second] = field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const saysLatest = (latestWords.has(first) && second !== "name") || (first === "most" && second === "recent");
  if (!saysLatest && !/^(最終|最新|直近)/.test(field)) return null;
  const why = say({
    en: "by its name the state at the time of the export, which may be later than the outcome",
    ja: "名前から見て書き出し時点の状態で、結果より後のものかもしれません",
  });
  return {reason: "state at export", why};
}
