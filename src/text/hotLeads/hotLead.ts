import {count, percent, rangeText, rateText, signed} from "../../analysis/figures.ts";
import {
  chanceOfLead,
  type HotLead,
  type HotReport,
  isSlow,
  momentumDays,
  type Unknown,
  waterfall,
} from "../../analysis/hotLeads/hotLeads.ts";
import {say} from "../language.ts";
import {scoreNumber} from "../threshold/threshold.ts";

/** "+2 trial in the last 30 days", one for each rule that holds. */
export const reasonTexts = (lead: HotLead, {rules}: HotReport): string[] =>
  waterfall(lead, rules).map(({text, points}) =>
    say({en: `${signed(points)} ${text}`, ja: `${text}（${signed(points)}）`}),
  );

/** "3 days ago: page_view (pricing), 4 times in 30 days". */
export const latestTexts = ({latest}: HotLead): string[] =>
  latest.map(({what, days, times, isByTeam}) => {
    const often =
      times > 1 ? say({en: `, ${times} times in ${momentumDays} days`, ja: `、${momentumDays}日間に${times}回`}) : "";
    const whose = isByTeam ? say({en: " (your team)", ja: "（自社側）"}) : "";
    return say({en: `${agoText(days)}: ${what}${often}${whose}`, ja: `${agoText(days)}：${what}${often}${whose}`});
  });

const agoText = (days: number): string => {
  const whole = Math.floor(days);
  if (whole === 0) return say({en: "in the last day", ja: "24時間以内"});
  return say({en: whole === 1 ? "1 day ago" : `${count(whole)} days ago`, ja: `${count(whole)}日前`});
};

/** "pricing (4 times), case study (once)". */
export const topicsText = ({topics}: HotLead): string =>
  topics
    .map(({topic, times}) =>
      say({en: `${topic} (${times === 1 ? "once" : `${times} times`})`, ja: `${topic}（${times}回）`}),
    )
    .join(say({en: ", ", ja: "、"}));

/** "Qualified for 44 days, longer than 80 % of those who move on take (35 days)"; empty without stages. */
export function stageText(lead: HotLead, {stages}: Pick<HotReport, "stages">): string {
  if (lead.stage === null) return "";
  const {name, slowAfter} = stages[lead.stage];
  if (lead.daysInStage === null)
    return say({en: `${name}, since when is not known`, ja: `${name}（いつからかは不明）`});
  const slow =
    slowAfter !== null && isSlow(lead, stages)
      ? say({
          en: `, longer than 80 % of those who move on take (${daysText(slowAfter)})`,
          ja: `。先へ進むリードの80%が進むまでの日数（${daysText(slowAfter)}）を超えています`,
        })
      : "";
  const days = daysText(lead.daysInStage);
  return say({en: `${name} for ${days}${slow}`, ja: `${name}に${days}滞留${slow}`});
}

const daysText = (days: number): string => {
  const whole = Math.round(days);
  if (whole === 0) return say({en: "less than a day", ja: "1日未満"});
  return say({en: whole === 1 ? "1 day" : `${count(whole)} days`, ja: `${count(whole)}日`});
};

/** Points now beside points then, and what was done in between; empty where neither is known. */
export function momentumText(lead: HotLead, {momentum}: Pick<HotReport, "momentum">): string[] {
  if (momentum === null) return [];
  const {score, before, recent, earlier} = lead;
  const isRising = before !== null && score > before;
  const change =
    before === null
      ? say({
          en: `new: not under observation ${momentumDays} days ago`,
          ja: `新規：${momentumDays}日前は観測の対象外`,
        })
      : score === before
        ? say({
            en: `steady: ${points(score)}, as ${momentumDays} days ago`,
            ja: `横ばい：${momentumDays}日前と同じ${points(score)}`,
          })
        : say({
            en: `${isRising ? "rising" : "falling"}: from ${scoreNumber(before)} to ${points(score)} in ${momentumDays} days`,
            ja: `${isRising ? "上昇" : "下降"}：${momentumDays}日間で${scoreNumber(before)}から${points(score)}へ`,
          });
  const whose =
    momentum === "leads"
      ? say({en: "things it did", ja: "リードの行動"})
      : say({en: "things done with it", ja: "リードに関する行動"});
  const done =
    recent === null || earlier === null
      ? []
      : [
          say({
            en: `${whose} in the last ${momentumDays} days: ${count(recent)}, in the ${momentumDays} before: ${count(earlier)}`,
            ja: `${whose}：直近${momentumDays}日間に${count(recent)}回、その前の${momentumDays}日間に${count(earlier)}回`,
          }),
        ];
  return [change, ...done];
}

const points = (score: number): string =>
  say({
    en: `${scoreNumber(score)} ${Math.abs(score) === 1 ? "point" : "points"}`,
    ja: `${scoreNumber(score)}点`,
  });

/** "role unknown: −2 to +3". */
export const unknownTexts = ({unknown}: HotLead): string[] =>
  unknown.map((one) =>
    say({en: `${one.attribute} unknown: ${worthText(one)}`, ja: `${one.attribute}が未入力：${worthText(one)}`}),
  );

const worthText = ({low, high}: Unknown): string => {
  if (low === high) return signed(high);
  if (low >= 0) return say({en: `up to ${signed(high)}`, ja: `最大${signed(high)}`});
  return high <= 0
    ? say({en: `down to ${signed(low)}`, ja: `最大${signed(low)}`})
    : say({en: `${signed(low)} to ${signed(high)}`, ja: `${signed(low)}～${signed(high)}`});
};

/**
 * The one chance of a lead: "94 % of past leads that were in Contract for 2 days or longer converted within 45 days (91–97 %,
 * n 270)"; under 30 of them only "2 of 3"; and that it is dormant.
 */
export function chanceTexts(lead: HotLead, report: HotReport, horizonDays: number | null): string[] {
  const {n, converted} = lead.past;
  const {en, ja} = pastText(lead, report);
  const rate = chanceOfLead(lead);
  const within =
    horizonDays === null ? "" : say({en: ` within ${daysText(horizonDays)}`, ja: `${daysText(horizonDays)}以内の`});
  const few =
    n === 0
      ? say({
          en: `no chance can be told: there are no ${en} and could be followed to the end`,
          ja: `${ja}で、判定期間の終わりまで追えたものがないため、確率は示せません`,
        })
      : say({
          en: `${count(converted)} of ${count(n)} ${en} converted${within}: too few to tell a chance`,
          ja: `${ja}${count(n)}件のうち${within}転換は${count(converted)}件。少なすぎて確率は示せません`,
        });
  const told = rate
    ? say({
        en: `${percent(rate.value)} of ${en} converted${within} (${rangeText(rate)}, n ${count(rate.n)})`,
        ja: `${ja}の${within}転換率は${rateText(rate)}`,
      })
    : few;
  const last = lead.stage === null ? null : report.stages[lead.stage].lastAfter;
  if (!lead.isDormant || last === null) return [told];
  return [
    say({
      en: `dormant: 99 % of those who moved on had within ${daysText(last)}`,
      ja: `休眠：先へ進んだリードの99%は${daysText(last)}以内に進んでいます`,
    }),
    told,
  ];
}

/** Past leads like this one, in words of both languages. */
function pastText(
  {stage, band, past: {inBand, fromDays}}: HotLead,
  {stages, bands}: HotReport,
): {en: string; ja: string} {
  const {name} = bands[band];
  const there = stage === null ? "" : stages[stage].name;
  const long = fromDays === null || fromDays === 0 ? null : daysText(fromDays);
  return {
    en: `past leads${inBand ? ` of band ${name}` : ""} that were ${there ? `in ${there}` : "open"}${long === null ? "" : ` for ${long} or longer`}`,
    ja: `${there ? `${there}に${long === null ? "" : `${long}以上`}いた` : ""}過去の${inBand ? `ランク${name}の` : ""}リード`,
  };
}

/** What the team does for a lead of this stage, and of this band; empty where the project file names neither. */
export const playTexts = ({stage, band}: HotLead, {stages, bands, plays}: HotReport): string[] =>
  [stage === null ? null : stages[stage].play, plays[bands[band].name]].filter((play) => typeof play === "string");

/** All that a reader may search a lead by: id, stage, reasons, latest activities, topics and open questions. */
export const leadWords = (lead: HotLead, report: HotReport): string =>
  [
    lead.id,
    lead.stage === null ? "" : report.stages[lead.stage].name,
    ...reasonTexts(lead, report),
    ...latestTexts(lead),
    ...lead.topics.map(({topic}) => topic),
    ...unknownTexts(lead),
  ].join("\n");
