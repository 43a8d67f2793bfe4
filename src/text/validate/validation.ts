import {count, plural} from "../../analysis/figures.ts";
import type {Interval} from "../../analysis/findings.ts";
import type {Contender} from "../../analysis/validation/validate.ts";
import type {
  ContenderReport,
  Difference,
  SwapReport,
  TestReport,
  ValidationReport,
} from "../../analysis/validation/validationReport.ts";
import type {ShownSwap} from "../../analysis/validation/validationShown.ts";
import {intervalText, sentences, shareText} from "../format.ts";
import {say} from "../language.ts";
import {contenderNames, rivalNames} from "./contenders.ts";

/** Would it have worked: how the card does on what it has not seen, against what it replaces, and what that changes. */
export function validateAnswer(
  report: Pick<ValidationReport, "tests"> & {swap: ShownSwap<SwapReport> | null},
): string[] {
  const [first] = report.tests;
  return [sentences([verdict(first), rivals(first)]), report.swap ? swapText(report.swap) : ""];
}

const ofWho = (test: TestReport, who: Contender): ContenderReport => {
  const found = test.contenders.find((one) => one.who === who);
  if (!found) throw new Error(`missing contender: ${who}`);
  return found;
};

function verdict(test: TestReport): string {
  const {auc} = ofWho(test, "suggested").quality;
  const where = say({
    en: `on ${plural(test.n, "observation")} it had not seen (${count(test.conversions)} converted; ${test.how})`,
    ja: `学習に使っていない観測${count(test.n)}件（うち転換${count(test.conversions)}件。${test.how}）で`,
  });
  const figure = intervalText(auc);
  if (auc.low <= 0.5)
    return say({
      en: `No: ${where}, the suggested card is not shown to sort leads better than chance (AUC ${figure}).`,
      ja: `いいえ。${where}、提案の配点表のAUCは${figure}にとどまり、偶然よりうまくリードを並べられるとは言えません。`,
    });
  const yes = say(
    auc.value >= 0.7
      ? {en: "Yes", ja: "はい"}
      : auc.value >= 0.6
        ? {en: "In part", ja: "ある程度は"}
        : {en: "Hardly", ja: "ほとんど役に立ちません"},
  );
  const times = Math.round(100 * auc.value);
  return say({
    en: `${yes}: ${where}, the suggested card ranks a lead that converts above one that does not ${times} times in 100: its AUC is ${figure}.`,
    ja: `${yes}。${where}、転換するリードと転換しないリードを1件ずつ比べると、提案の配点表は100回中${times}回、転換する方を上に並べます。AUCは${figure}です。`,
  });
}

/** The suggested card against today's card and one point each, in one sentence. */
function rivals({differences}: TestReport): string {
  const said = (["current", "one point each"] as const).flatMap((against) => {
    const difference = differences.find((one) => one.against === against);
    return difference ? [differenceText(difference)] : [];
  });
  if (said.length === 0) return "";
  return say({en: `It ${said.join("; it ")}.`, ja: `${said.join("。")}。`});
}

/** "is ahead of today's card by 0.093 of AUC (0.063 to 0.124)". */
export function differenceText({against, auc, logLoss, verdict: is}: Difference): string {
  const rival = contenderNames()[against];
  const [byAuc, byLoss] = [plus(auc), plus(logLoss, 4)];
  if ([auc, logLoss].every(({value, low, high}) => value === 0 && low === 0 && high === 0))
    return say({en: `says the same as ${rival}`, ja: `${rival}とは結果が同じです`});
  if (is === "cannot be told apart")
    return say({
      en: `cannot be told apart from ${rival}: AUC ${byAuc}, log-loss ${byLoss}`,
      ja: `${rival}との差は判別できません：AUCの差は${byAuc}、対数損失の差は${byLoss}です`,
    });
  const isAhead = is === "ahead";
  if (isAhead ? auc.low > 0 : auc.high < 0) {
    const by = apart(auc, 3);
    return say({
      en: `is ${isAhead ? "ahead of" : "behind"} ${rival} by ${by} of AUC`,
      ja: `${rival}をAUCで${by}${isAhead ? "上回ります" : "下回ります"}`,
    });
  }
  const by = apart(logLoss, 4);
  return say({
    en: `is ${isAhead ? "ahead of" : "behind"} ${rival} in how true its chances are, by ${by} of log-loss; by their order of leads the two cannot be told apart (AUC ${byAuc.replace(" (", ", ")}`,
    ja: `確率の正確さでは${rival}を${isAhead ? "上回り" : "下回り"}、対数損失の差は${by}です。並べる順では差を判別できません：AUCの差は${byAuc}です`,
  });
}

/** "0.093 (0.063 to 0.124)": how far two cards lie apart, whichever is ahead. */
function apart({value, low, high}: Interval, digits: number): string {
  const [from, to] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b).map((x) => x.toFixed(digits));
  const figure = Math.abs(value).toFixed(digits);
  return say({en: `${figure} (${from} to ${to})`, ja: `${figure}（${from}–${to}）`});
}

/** "+0.093 (+0.063 to +0.124)": a difference and its interval. */
export function plus({value, low, high}: Interval, digits = 3): string {
  const one = (x: number) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(digits)}`;
  const isKnown = Number.isFinite(low ?? Number.NaN) && Number.isFinite(high ?? Number.NaN);
  return isKnown
    ? say({en: `${one(value)} (${one(low)} to ${one(high)})`, ja: `${one(value)}（${one(low)}～${one(high)}）`})
    : say({en: `${one(value)} (interval unknown)`, ja: `${one(value)}（区間は不明）`});
}

/** What changes on the hot list, and how those who enter and those who leave ended. */
export function swapText({against, size, periods, n, rival, enter, leave, difference}: ShownSwap<SwapReport>): string {
  const whose = rivalNames()[against];
  const {capacityAMonth} = size;
  const places =
    capacityAMonth === null
      ? say({en: "the best fifth of the leads", ja: "上位5分の1のリード"})
      : say({en: `${plural(capacityAMonth, "place")} a month`, ja: `月${count(capacityAMonth)}件`});
  if (rival && rival.n > n - 0.5)
    return say({
      en: `A hot list of ${places} has room for every lead: nothing is traded.`,
      ja: `ホットリスト（${places}）には全リードが入るため、入れ替わりはありません。`,
    });
  if (!enter || !leave || !difference || !rival)
    return say({
      en: `Of a hot list of ${places}, next to nothing changes against that of ${whose}.`,
      ja: `ホットリスト（${places}）の顔ぶれは、${whose}のものとほとんど変わりません。`,
    });
  const over =
    periods > 1 ? say({en: ` over ${count(periods)} periods`, ja: `${count(periods)}期間の`}) : say({en: "", ja: ""});
  const sure =
    difference.low > 0
      ? ""
      : difference.high < 0
        ? say({en: " It trades good leads for worse ones.", ja: "良いリードを、より悪いリードに入れ替えています。"})
        : say({en: " The difference may be luck.", ja: "この差は偶然かもしれません。"});
  return say({
    en: `Against ${whose}, a hot list of ${places} trades ${count(enter.n)} of ${count(rival.n)} places${over}: those who enter convert ${shareText(enter)}, those who leave ${shareText(leave)}.${sure}`,
    ja: `${whose}と比べると、ホットリスト（${places}）は${over}${count(rival.n)}件のうち${count(enter.n)}件が入れ替わります。新しく入るリードの転換率は${shareText(enter)}、外れるリードは${shareText(leave)}です。${sure}`,
  });
}

/** By how much more (or less) often those who enter convert than those who leave. */
export function tradeText(difference: Interval): string {
  const {value, low, high} = difference;
  const points = (x: number) => (100 * x).toFixed(1).replace("-", "−");
  const more = `${value > 0 ? "+" : ""}${points(value)}`;
  return say({
    en: `Those who enter convert ${value < 0 ? `${points(-value)} percentage points less` : `${points(value)} percentage points more`} often than those who leave (95 % interval of the difference ${points(low)} to ${points(high)}).`,
    ja: `新しく入るリードと外れるリードの転換率の差は${more}ポイントです（95%信頼区間は${points(low)}～${points(high)}）。`,
  });
}
