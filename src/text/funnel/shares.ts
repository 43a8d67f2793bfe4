import {count, percent, rateText} from "../../analysis/figures.ts";
import type {FunnelReport} from "../../analysis/funnel/funnel.ts";
import type {ShareBasis} from "../../analysis/funnel/shareWithin.ts";
import {duration} from "../format.ts";
import {say} from "../language.ts";

/** "30 days" without the same in hours behind it. */
const span = (days: number): string => duration(days).replace(/ ?[(（].*$/, "");

/** What share moved on, as a verb: "went on", "went on within 30 days"; of all who entered where nobody is recorded as lost. */
export function wentOn(basis: ShareBasis): string {
  if (basis.of === "settled") return say({en: "of settled went on", ja: "判定済みのうち遷移"});
  if (basis.of === "entered") return say({en: "of all went on so far", ja: "全到達者のうち現時点で遷移"});
  const days = span(basis.days);
  return say({en: `went on within ${days}`, ja: `${days}以内に遷移`});
}

/** Whom a share is of, for the head of a count: "settled", "followed", "entered". */
export const ofWhom = (basis: ShareBasis): string =>
  ({
    settled: say({en: "settled", ja: "判定済み"}),
    followed: say({en: "followed equally long", ja: "同じ長さだけ追跡"}),
    entered: say({en: "of all that entered", ja: "到達した全件"}),
  })[basis.of];

/** That nobody is recorded as lost, and what the shares are therefore; nothing where some are. */
export const noneLostText = ({lost, stages}: Pick<FunnelReport, "lost" | "stages">): string =>
  lost > 0 || stages.length === 0
    ? ""
    : say({
        en: "No lead is recorded as lost: shares are of all who entered, each stage's leads followed equally long; lost_after_days or lost_when in project.yaml say who is lost.",
        ja: "失注の記録がありません。割合は、フェーズごとに同じ長さだけ追った到達者全員に対するものです。失注は、project.yamlの`lost_after_days`か`lost_when`で示せます。",
      });

/** That some of the lost are assumed to be; nothing where none are. */
export const assumedLostText = ({lost, assumedLost}: Pick<FunnelReport, "lost" | "assumedLost">): string =>
  assumedLost && assumedLost.leads > 0
    ? say({
        en: `Of ${count(lost)} lost leads ${count(assumedLost.leads)} are assumed to be: they gave no sign for ${count(assumedLost.days)} days, and nobody recorded a loss.`,
        ja: `失注${count(lost)}件のうち${count(assumedLost.leads)}件は、${count(assumedLost.days)}日間動きがないための推定です。失注の記録はありません。`,
      })
    : "";

/** How many are won, and of whom: of the decided, or of all, followed equally long; nothing where that is nobody. */
export function wonText({won, wonRate, wonBasis}: Pick<FunnelReport, "won" | "wonRate" | "wonBasis">): string {
  if (wonRate.n === 0) return "";
  if (wonBasis.of === "settled")
    return say({
      en: `Of all decided leads ${rateText(wonRate)} were won; open leads are not yet decided.`,
      ja: `決着したリード全体のうち${rateText(wonRate)}が受注です。未決のリードは含みません。`,
    });
  if (wonBasis.of === "entered")
    return say({
      en: `Of all ${count(wonRate.n)} leads ${count(won)} (${percent(wonRate.value)}) are won so far.`,
      ja: `全リード${count(wonRate.n)}件のうち、現時点で${count(won)}件（${percent(wonRate.value)}）が受注です。`,
    });
  const days = span(wonBasis.days);
  return say({
    en: `Of all leads ${rateText(wonRate)} are won within ${days} of their creation.`,
    ja: `全リードのうち、作成から${days}以内に${rateText(wonRate)}が受注しています。`,
  });
}
