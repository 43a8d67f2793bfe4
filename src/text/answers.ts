import type {Suggestion} from "../analysis/card/suggestion.ts";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {capital, count, percent, percentOf, plural} from "../analysis/figures.ts";
import type {Findings, Interval} from "../analysis/findings.ts";
import type {JourneyReport} from "../analysis/funnel/journey.ts";
import {isQuestion, type LeakFlag} from "../analysis/leaks/flag.ts";
import type {OutcomeNote} from "../analysis/notes/outcomes.ts";
import type {RunRecord} from "../analysis/run.ts";
import type {Validation} from "../analysis/validation/validate.ts";
import {isFromStart} from "./counted.ts";
import {teamsAlone} from "./drivers/leaks.ts";
import {intervalText, list} from "./format.ts";
import {say} from "./language.ts";
import {noteText} from "./notes/notes.ts";
import {delayText, stepName} from "./observing.ts";

/** "We looked at 140 patterns; 19 stand out, of which about 2 may be luck." */
export function multiplicity({
  lookedAt,
  found,
  expectedFalse,
  sameWindows = 0,
}: Pick<DriverReport, "lookedAt" | "found" | "expectedFalse" | "sameWindows">): string {
  const luck = count(expectedFalse);
  const isFew = expectedFalse < 1;
  const same =
    sameWindows === 0
      ? ""
      : say({
          en: ` ${plural(sameWindows, "longer window holds", "longer windows hold")} on the very same observations as a shorter one, and ${sameWindows === 1 ? "is" : "are"} not counted again.`,
          ja: `ほかに、短い期間とまったく同じ観測に当てはまる長い期間のパターンが${count(sameWindows)}個あり、重ねて数えていません。`,
        });
  return say({
    en: `We looked at ${plural(lookedAt, "pattern")}: ${plural(found, "stands", "stand")} out (q < 0.05)${found > 0 ? `, and ${isFew ? "fewer than one" : `about ${luck}`} of these may be luck` : ""}.${same}`,
    ja: `${count(lookedAt)}個のパターンを調べ、偶然では説明しにくいもの（q < 0.05）は${count(found)}個でした。${found > 0 ? `このうち偶然かもしれないものは、${isFew ? "1個未満" : `約${luck}個`}です。` : ""}${same}`,
  });
}

/** Quality of one contender of a validation. */
export const qualityOf = (validation: Validation | null, who: string) =>
  validation?.quality.find((entry) => entry.who === who)?.quality ?? null;

/** What must be said wherever the card is offered, if on leads it has not seen it is not shown to beat a coin; else empty. */
export const chanceText = (auc: Interval | null): string =>
  auc && auc.low <= 0.5
    ? say({
        en: `On observations it has not seen the suggested card is not shown to do better than chance (AUC ${intervalText(auc)}): do not rely on it.`,
        ja: `提案の配点表は、作成に使っていない観測で偶然を上回るとは言えません（AUC ${intervalText(auc)}）。頼らないでください。`,
      })
    : "";

/** What the suggested card is worth on leads it has not seen, what whole points cost, and how today's points fare. */
export function calibrateAnswer({card, refusal, outOfTime, grouped, roundingLoss, verdicts}: Suggestion): string[] {
  if (!card)
    return [
      say({
        en: `No points are suggested: ${refusal ?? "the reason is not known"}.`,
        ja: `点数は提案しません。理由：${refusal ?? "不明"}。`,
      }),
    ];
  const changes = verdicts.filter(({verdict}) => verdict === "change").length;
  const loss = percentOf(Math.max(0, roundingLoss), 2);
  return [
    testedText(card.rules.length, outOfTime ?? grouped),
    say({
      en: `Whole points cost ${loss} of log-loss against real-valued weights on the same rules.`,
      ja: `点数を整数にしたことによる対数損失の増加は、同じルールに小数の重みを付けた場合に比べて${loss}です。`,
    }),
    verdicts.length
      ? say({
          en: `Of today's ${plural(verdicts.length, "rule")}, the data contradict the points of ${count(changes)}.`,
          ja: `現行ルール${count(verdicts.length)}個のうち、点数がデータと合わないものは${count(changes)}個です。`,
        })
      : "",
  ];
}

function testedText(rules: number, validation: Validation | null): string {
  const ours = qualityOf(validation, "suggested");
  const theirs = qualityOf(validation, "current");
  if (!ours)
    return say({
      en: `The suggested card has ${plural(rules, "rule")}; there are too few observations to test it on some it has not seen.`,
      ja: `提案の配点表のルールは${count(rules)}個です。作成に使っていない観測で検証するには、観測が足りません。`,
    });
  const isChance = ours.auc.low <= 0.5;
  return say({
    en: `On ${count(ours.n)} observations it had not seen (${count(ours.conversions)} converted), the suggested card of ${plural(rules, "rule")} has an AUC of ${intervalText(ours.auc)}${theirs ? `; today's rules have ${intervalText(theirs.auc)}` : ""}.${isChance ? " That is not shown to be better than chance: do not rely on it." : ""}`,
    ja: `作成に使っていない観測${count(ours.n)}件（うち転換${count(ours.conversions)}件）で、提案の配点表（ルール${count(rules)}個）のAUCは${intervalText(ours.auc)}です。${theirs ? `現行ルールは${intervalText(theirs.auc)}です。` : ""}${isChance ? "偶然を上回るとは言えないため、頼らないでください。" : ""}`,
  });
}

/** Fields that no suggested rule uses: those that may know the outcome, and actions that stuck leads collect. */
function leftOutFields(leaks: readonly LeakFlag[]): {knowing: string[]; stuck: string[]} {
  const excluded = leaks.filter((leak) => leak.excluded);
  const isStuck = ({reason}: LeakFlag) => reason === "repeated on stuck leads";
  return {
    knowing: excluded.filter((leak) => !isStuck(leak)).map(({field}) => field),
    stuck: excluded.filter(isStuck).map(({field}) => field),
  };
}

/** Notes of a load about who is won and who is lost: all shares rest on it. */
const leadsEnds: ReadonlySet<string> = new Set<OutcomeNote["kind"]>([
  "none lost",
  "assumed lost",
  "no is lost",
  "decisions undated",
]);

/** What a reader must know before believing anything: leaks, whose actions they are, rejected and censored rows. */
export function warnings({
  leaks,
  load,
  observations,
  suggestion,
  journey,
}: Pick<Findings, "leaks" | "load" | "observations" | "suggestion"> & {
  journey: Pick<JourneyReport, "leadActions">;
}): string[] {
  const {knowing: excluded, stuck} = leftOutFields(leaks);
  const rejected = load.sources.reduce((sum, source) => sum + source.rejected, 0);
  const read = load.sources.reduce((sum, source) => sum + source.read - source.notSelected, 0);
  const all = observations.labelled + observations.censored;
  return [
    excluded.length
      ? say({
          en: `${plural(excluded.length, "field")} may know the outcome and ${excluded.length === 1 ? "is" : "are"} left out of suggested rules: ${list(excluded)}.`,
          ja: `${count(excluded.length)}項目は結果を先に知っている疑い（リーク）があるため、提案のルールから外しています：${list(excluded)}。`,
        })
      : "",
    stuck.length
      ? say({
          en: `${list(stuck)} ${stuck.length === 1 ? "is" : "are"} repeated on leads that are stuck, and left out of suggested rules too: more of it is not why they are lost.`,
          ja: `${list(stuck)}は、停滞したリードに繰り返される行動のため、同じく提案のルールから外しています。回数が多いことが失注の理由ではありません。`,
        })
      : "",
    ...leaks.filter(isQuestion).map(({text}) => text),
    teamsAlone(leaks, journey),
    ...load.notes
      .filter(({kind}) => leadsEnds.has(kind))
      .map((note) => say({en: `${capital(noteText(note))}.`, ja: `${noteText(note)}。`})),
    rejected > 0
      ? say({
          en: `${plural(rejected, "row")} of ${count(read)} (${percent(rejected / read)}) could not be used.`,
          ja: `${count(read)}行のうち${count(rejected)}行（${percent(rejected / read)}）は使えませんでした。`,
        })
      : "",
    observations.censored > 0
      ? say({
          en: `${count(observations.censored)} of ${plural(all, "observation")} (${percent(observations.censored / all)}) are not followed long enough to know their outcome; they are counted, not taken for failures.`,
          ja: `観測${count(all)}件のうち${count(observations.censored)}件（${percent(observations.censored / all)}）は、判定期間が終わっておらず結果がまだ分かりません。件数は数え、失注とは扱いません。`,
        })
      : "",
    ...suggestion.notes,
  ].filter(Boolean);
}

/** "One observation is every lead as of its entry into the stage; it converted if the lead was won within 120 days." */
export function observedHow({design, every, delayDays, horizonDays, target, stage: from, stages}: RunRecord): string {
  const isIntoStage = !isFromStart({stage: from, stages});
  const stage = stages.find(({id}) => id === target)?.name ?? target;
  const isWon = target === "won";
  const whom = say({
    en: {
      snapshot: `every lead that was undecided on fixed dates${every ? ` (each ${every})` : ""}, as it was known then`,
      entry: delayDays
        ? `every lead still undecided ${delayText(delayDays)} after its entry${isIntoStage ? " into the stage" : ""}`
        : `every lead as of its entry${isIntoStage ? " into the stage" : ""}`,
      decision: "decided leads looking back from the decision",
      static: "every decided lead, its attributes as exported",
    },
    ja: {
      snapshot: `決まった基準日${every ? `（${stepName(every)}）` : ""}に未決だったリード1件を、その時点で分かっていたことだけで見たもの`,
      entry: delayDays
        ? `${isIntoStage ? "フェーズに入って" : "入ってきて"}から${delayText(delayDays)}後にまだ未決のリード1件`
        : `${isIntoStage ? "フェーズに入った" : "入ってきた"}時点のリード1件`,
      decision: "結果が出たリード1件を、その時点から振り返ったもの",
      static: "結果が出たリード1件を、現在の属性で見たもの",
    },
  })[design];
  return say({
    en: `One observation is ${whom}; it converted if the lead ${isWon ? "was won" : `reached ${stage}`}${horizonDays ? ` within ${plural(horizonDays, "day")}` : ""}.`,
    ja: `1つの観測は、${whom}です。${horizonDays ? `その後${count(horizonDays)}日以内に` : ""}${isWon ? "受注すれば" : `${stage}に到達すれば`}「転換」と数えます。`,
  });
}

/** How much of the data is in use, and what stands in the way of believing it. */
export function dataAnswer({load, observations, leaks}: Pick<Findings, "load" | "observations" | "leaks">): string[] {
  const rejected = load.sources.reduce((sum, source) => sum + source.rejected, 0);
  const selected = load.sources.reduce((sum, source) => sum + source.read - source.notSelected, 0);
  const share = percent(selected > 0 ? rejected / selected : 0);
  const {labelled, censored} = observations;
  const excluded = leftOutFields(leaks).knowing.length;
  return [
    say({
      en: `${plural(selected - rejected, "row")} from ${plural(load.sources.length, "source")} are in use; ${count(rejected)} (${share}) could not be used.`,
      ja: `${count(load.sources.length)}個のファイルから${count(selected - rejected)}行を使っています。使えなかったのは${count(rejected)}行（${share}）です。`,
    }),
    censored > 0
      ? say({
          en: `${plural(labelled, "observation")} have a known outcome; ${count(censored)} are not followed long enough and are left out of fits.`,
          ja: `観測${count(labelled)}件は結果が分かっています。${count(censored)}件は判定期間が終わっていないため、分析から除いています。`,
        })
      : say({
          en: `All ${plural(labelled, "observation")} have a known outcome.`,
          ja: `観測${count(labelled)}件のすべてで、結果が分かっています。`,
        }),
    excluded > 0
      ? say({
          en: `${plural(excluded, "field")} may know the outcome and ${excluded === 1 ? "is" : "are"} left out of suggested rules.`,
          ja: `${count(excluded)}項目は結果を先に知っている疑い（リーク）があるため、提案のルールから外しています。`,
        })
      : say({
          en: "No field looks as if it knew the outcome.",
          ja: "結果を先に知っているように見える項目はありません。",
        }),
  ];
}
