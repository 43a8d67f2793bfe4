import {count, percent, plural, rateText} from "../../analysis/figures.ts";
import type {JourneyAction, JourneyReport, JourneyStage} from "../../analysis/funnel/journey.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {briefly} from "./funnel.ts";
import {wentOn} from "./shares.ts";

/** At which stages something that leads do goes with moving on, and at which nothing does. */
export function journeyText({stages, leadActions}: JourneyReport): string {
  const seen = stages.filter(({step}) => step !== null && step.lookedAt > 0);
  if (leadActions === 0)
    return say({
      en: "No actions of the leads themselves are recorded, so what moves them on cannot be told.",
      ja: "リード自身の行動が記録されていないため、何が遷移につながるのかは分かりません。",
    });
  if (seen.length === 0)
    return say({
      en: "Too few leads were seen in any one stage to say what those who moved on did.",
      ja: "どのフェーズでも観測したリードが少なく、遷移したリードが何をしていたかは分かりません。",
    });
  const gaps = seen.filter(({isGap}) => isGap).map(({name}) => name);
  const tooFew = seen.filter(({isTooFew, step}) => isTooFew && step?.did.length === 0).map(({name}) => name);
  const works = seen.filter(({step}) => (step?.did.length ?? 0) > 0).length;
  const active = seen.filter(isActivityAll).map(({name}) => name);
  return sentences([
    say({
      en: `At ${count(works)} of ${plural(seen.length, "stage")} something particular that leads do goes with moving on.`,
      ja: `${count(seen.length)}フェーズのうち${count(works)}フェーズに、遷移と関連するリードの具体的な行動があります。`,
    }),
    active.length > 0
      ? say({
          en: `At ${list(active)} being active does, and no single action beyond that.`,
          ja: `${list(active)}では、活発であること自体は遷移と関連しますが、それ以上に関連する個々の行動はありません。`,
        })
      : "",
    tooFew.length > 0
      ? say({
          en: `At ${list(tooFew)} too few leads were seen to tell.`,
          ja: `${list(tooFew)}では、件数不足で判断できません。`,
        })
      : "",
    gaps.length > 0
      ? say({
          en: `At ${list(gaps)} nothing does: look there for what the leads want to know and do not find.`,
          ja: `${list(gaps)}では、遷移と関連する行動が見当たりません。リードが知りたいのに見つけられずにいることがないか、ここを調べてください。`,
        })
      : "",
  ]);
}

/** "614 there now · of those settled 57 % (55–59 %, n 2,425) went on · half need 33 days (29–36)". */
export function stageFacts({stock, passThrough, basis, median, next}: JourneyStage): string {
  const facts = [say({en: `${plural(stock, "lead")} there now`, ja: `現在${count(stock)}件`})];
  if (passThrough.n > 0 && basis.of !== "settled")
    facts.push(say({en: `${rateText(passThrough)} ${wentOn(basis)}`, ja: `${wentOn(basis)}${rateText(passThrough)}`}));
  else if (passThrough.n > 0)
    facts.push(
      say({
        en: `${rateText(passThrough)} of the settled ${isLast(next) ? "were won" : `went on to ${next}`}`,
        ja: `判定済みの${rateText(passThrough)}が${isLast(next) ? "受注" : `${next}へ遷移`}`,
      }),
    );
  if (median?.value != null) {
    const half = briefly(median.value);
    facts.push(say({en: `half of them within ${half}`, ja: `その半数は${half}以内`}));
  }
  return facts.join(" · ");
}

/** Nothing comes after but winning. */
const isLast = (next: string): boolean => next === "won";

/** What goes with leaving the stage upwards: "moving on to Meeting", "winning". */
export const movingOn = ({next}: JourneyStage): string =>
  isLast(next) ? say({en: "winning", ja: "受注"}) : say({en: `moving on to ${next}`, ja: `${next}への遷移`});

/** What is told where no pattern is: that too few were seen, or that nothing is beyond chance. */
export function nothingText({isTooFew, step}: JourneyStage): string {
  if (!step)
    return say({en: "Too few leads were seen in this stage.", ja: "このフェーズで観測したリードが少なすぎます。"});
  if (!isTooFew) return say({en: "Nothing beyond chance.", ja: "偶然では説明しにくいものはありません。"});
  const {n, conversions} = step.base;
  return say({
    en: `Too few to tell: ${count(conversions)} of ${plural(n, "observation")} moved on.`,
    ja: `件数不足で判断できません（観測${count(n)}件中、遷移は${count(conversions)}件）。`,
  });
}

/** The same of what goes with moving on, which may be no more than that leads are active. */
export const nothingDidText = (stage: JourneyStage): string =>
  isActivityAll(stage)
    ? say({
        en: "Being active at all; no single action beyond that, or too few leads to tell.",
        ja: "活発であること自体。それ以上に関連する個々の行動はないか、件数不足で判断できません。",
      })
    : nothingText(stage);

const isActivityAll = ({isTooFew, step}: JourneyStage): boolean =>
  !isTooFew && step !== null && step.isActivityTelling && step.did.length === 0;

/** Heads of a card's parts. */
export const labels = {
  wants: () => say({en: "They want to know", ja: "リードが知りたいこと"}),
  play: () => say({en: "Our play", ja: "打ち手"}),
  did: (step: string) => say({en: `Goes with ${step}`, ja: `${step}と関連する行動`}),
  against: () => say({en: "Goes with staying or being lost", ja: "停滞・失注と関連する行動"}),
  gap: () => say({en: "Gap.", ja: "空白。"}),
};

/** What the cards' patterns are, below all of them. */
export const toldHow = (): string =>
  say({
    en: "Listed are only patterns of what leads do themselves that have at least 50 observations, are beyond chance (q < 0.05), give no reason for doubt, and hold among equally active leads too (alike in how often they did anything in a month, and how long ago last; Mantel–Haenszel, q < 0.05): leads that have gone quiet do nothing, good or bad. Near-copies are listed once. The patterns go along with moving on; they need not cause it.",
    ja: "挙げているのは、リード自身の行動のパターンのうち、観測が50件以上あり、偶然では説明しにくく（q < 0.05）、疑うべき理由がなく、活発さが同程度のリードの間でも成り立つもの（1か月の行動回数と最後の行動からの日数をそろえた比較、Mantel–Haenszel、q < 0.05）だけです。活発さをそろえるのは、反応の途絶えたリードは良い行動も悪い行動もしないためです。ほぼ同じパターンは1つにまとめています。遷移と関連するというだけで、原因とは限りません。",
  });

/** "trial in the last 7 days: 31 % (25–38 %, n 204) moved on with it, 12 % (11–13 %, n 4,100) without". */
export const actionLine = ({text, with: withIt, without}: JourneyAction): string =>
  say({
    en: `${text}: ${rateText(withIt)} moved on, ${rateText(without)} of the rest`,
    ja: `${text}：遷移は${rateText(withIt)}、それ以外では${rateText(without)}`,
  });

/** That nothing leads do here goes with moving on, with what was looked at; null where something does, or it cannot be told. */
export function gapText({isGap, step, wants}: JourneyStage): string | null {
  if (!isGap || !step) return null;
  const n = say({
    en: `${plural(step.lookedAt, "pattern")} of what leads do looked at, over ${plural(step.base.n, "observation")} of ${plural(step.leads, "lead")}`,
    ja: `リードの行動${count(step.lookedAt)}パターンを、リード${count(step.leads)}件の観測${count(step.base.n)}件で確認`,
  });
  return wants === null
    ? say({
        en: `Nothing that leads do at this stage goes with moving on (${n}).`,
        ja: `このフェーズには、遷移と関連するリードの行動が見当たりません（${n}）。`,
      })
    : say({
        en: `Nothing that leads do at this stage goes with moving on (${n}): it may be that there is no content for what they want to know here.`,
        ja: `このフェーズには、遷移と関連するリードの行動が見当たりません（${n}）。ここでリードが知りたいことに応える情報がないのかもしれません。`,
      });
}

/** What the step was judged by. */
export function basisText({step}: JourneyStage, {horizonDays}: Pick<RunRecord, "horizonDays">): string {
  if (!step) return "";
  const {n, value} = step.base;
  const within =
    horizonDays === null ? "" : say({en: ` within ${plural(horizonDays, "day")}`, ja: `${count(horizonDays)}日以内に`});
  const censored =
    step.censored > 0
      ? say({
          en: `, ${count(step.censored)} not followed long enough left out`,
          ja: `（経過観察中の${count(step.censored)}件は除外）`,
        })
      : "";
  return say({
    en: `${plural(n, "observation")} of ${plural(step.leads, "lead")} in this stage, ${percent(value)} moved on${within}${censored}; ${plural(step.lookedAt, "pattern")} looked at.`,
    ja: `このフェーズのリード${count(step.leads)}件の観測${count(n)}件のうち、${within}遷移したのは${percent(value)}です${censored}。確認したパターンは${count(step.lookedAt)}個です。`,
  });
}

/** Where a stage lacks words in the project file. */
export const missingWords = (key: "wants" | "play", {stage}: JourneyStage): string =>
  say({
    en: `Not stated. Add \`${key}:\` to the stage ${stage} in project.yaml.`,
    ja: `記載がありません。project.yamlのフェーズ${stage}に\`${key}:\`を書き加えてください。`,
  });
