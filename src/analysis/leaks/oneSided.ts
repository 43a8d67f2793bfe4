import {say} from "../../text/language.ts";
import {count, percent} from "../figures.ts";
import {type Pattern, tally} from "../rules/patterns.ts";
import {isAttribute, isBehaviour, ruleText} from "../rules/rules.ts";
import {fisherP} from "../statistics/exact.ts";
import {groupBy} from "../statistics/groupBy.ts";
import type {Suspicion} from "./flag.ts";

/** Of so many patterns looked at, one may be one-sided by chance in twenty exports. */
const chance = 0.05;

/**
 * Fields with a pattern on which every observation converted (448 of 448), a question to ask: was it known before? The
 * pattern that most observations show, where it holds on `minSupport` or more and chance does not explain it (Fisher's exact test
 * over all patterns looked at, Bonferroni). None of the fields that have a flag already. A pattern on which nobody converted is
 * no suspicion: there is good reason why some never buy.
 */
export function alwaysConverted(
  patterns: readonly Pattern[],
  flagged: ReadonlySet<string>,
  minSupport: number,
): Suspicion[] {
  const open = patterns.filter(
    ({rule: {when}, field}) => !flagged.has(field) && (isAttribute(when) || isBehaviour(when)),
  );
  const found = open
    .map((pattern) => ({pattern, counts: tally(pattern)}))
    .filter(({counts: {n, conversions, all}}) => {
      if (n < minSupport || conversions < n || all.n - n < minSupport) return false;
      const rest = all.conversions - conversions;
      return fisherP(conversions, n, rest, all.n - n) * open.length < chance;
    });
  return [...groupBy(found, ({pattern}) => pattern.field)].map(([field, some]) => {
    const [{pattern, counts}] = some.sort((a, b) => b.counts.n - a.counts.n);
    const {n, all} = counts;
    const others = percent((all.conversions - n) / (all.n - n));
    const text = ruleText(pattern.rule);
    const why = say({
      en: `all ${count(n)} observations with ${text} converted, ${others} of the others: was it known before the outcome?`,
      ja: `「${text}」の観測は${count(n)}件すべてが転換し、それ以外では${others}です。結果の前に分かっていたことですか`,
    });
    return {field, kind: isAttribute(pattern.rule.when) ? "attribute" : "action", reason: "always converted", why};
  });
}
