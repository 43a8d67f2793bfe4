import {say} from "../../text/language.ts";
import type {Interval} from "../findings.ts";
import type {LeakEffect, LeakFlag} from "./flag.ts";
import {type Column, jointQuality, type Outcomes} from "./strength.ts";

/** Observations, one a lead: attributes as they are, actions as they were before the day looked at. */
export interface EffectSample extends Outcomes {
  /** Attributes; for each action how often and how recently. `name` is the field's, so that an action has several. */
  columns: readonly (Column & Pick<LeakFlag, "kind">)[];
}

/**
 * The flags with what each field would do to a card: the AUC of everything a card may use, without the field and with it, on
 * observations held out by lead. None where fewer than `minSupport` observations converted, or did not.
 */
export function withEffects(flags: readonly LeakFlag[], sample: EffectSample, minSupport: number): LeakFlag[] {
  const n = sample.won.length;
  const conversions = Array.from(sample.won).filter((won) => won === 1).length;
  const of = (flag: LeakFlag) => sample.columns.map(({name, kind}) => name === flag.field && kind === flag.kind);
  const shown = flags.filter((flag) => of(flag).includes(true));
  if (shown.length === 0 || Math.min(conversions, n - conversions) < minSupport) return [...flags];
  const excluded = flags.filter((flag) => flag.excluded).map(of);
  const usable = sample.columns.map((_, j) => !excluded.some((own) => own[j]));
  const positions = (isIn: (j: number) => boolean) => sample.columns.flatMap((_, j) => (isIn(j) ? [j] : []));
  const sets = shown.flatMap((flag) => {
    const own = of(flag);
    return [positions((j) => usable[j] && !own[j]), positions((j) => usable[j] || own[j])];
  });
  const quality = jointQuality(sample.columns, sample, sets);
  const effects = new Map(
    shown.map((flag, i) => {
      const measured = {without: quality[2 * i], with: quality[2 * i + 1], n, conversions};
      return [flag, {...measured, text: effectText(flag, measured)}];
    }),
  );
  return flags.map((flag) => ({...flag, effect: effects.get(flag) ?? null}));
}

/** Differences of the AUC from which it is said that a field lifts it, and that it is too good. */
const noticeable = 0.01;
const leap = 0.05;
/** AUC from which a card would be hard to believe. */
const unbelievable = 0.85;

function effectText({kind}: LeakFlag, {without, with: joined}: Pick<LeakEffect, "without" | "with">): string {
  const gain = joined.value - without.value;
  const [before, after] = [auc(without), auc(joined)];
  const isAction = kind === "action";
  const counted = say({en: "Counted strictly before the day looked at, it", ja: "基準日より前の分だけを数えると、"});
  if (gain < noticeable) {
    const isNothing = before === after;
    return say({
      en: `${isAction ? `${counted} lifts` : "It would lift"} ${isNothing ? "nothing" : "hardly anything"}: an AUC of ${before} without it, ${after} with it.`,
      ja: `${isAction ? counted : "使っても、"}AUCは${isNothing ? "変わりません" : "ほとんど変わりません"}。使わない場合は${before}、使う場合は${after}です。`,
    });
  }
  if (isAction)
    return say({
      en: `${counted} lifts the AUC of all that a card may use from ${before} to ${after}.`,
      ja: `${counted}配点表に使えるものすべてによるAUCは${before}から${after}に上がります。`,
    });
  const isIncredible = gain > leap && joined.value > unbelievable;
  return say({
    en: `With it the AUC of all that a card may use would read ${after} instead of ${before}: ${isIncredible ? "too good to be true" : "a gain that leads whose end is not known yet may not show"}.`,
    ja: `使うと、配点表に使えるものすべてによるAUCが${before}ではなく${after}になります。${isIncredible ? "良すぎて信じられない値です" : "結果がまだ分からないリードでは、この改善は出ないおそれがあります"}。`,
  });
}

function auc({value, low, high}: Interval): string {
  const [at, range] = [value.toFixed(2), `${low.toFixed(2)}–${high.toFixed(2)}`];
  return say({en: `${at} (${range})`, ja: `${at}（${range}）`});
}
