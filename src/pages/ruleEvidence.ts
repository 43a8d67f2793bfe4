import type {Suggestion} from "../analysis/card/suggestion.ts";
import {percent, plural, signed} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {CubeRule} from "../data/rules.ts";
import {againstText} from "../text/calibrate/against.ts";
import {say} from "../text/language.ts";

/**
 * What a run says of a rule's points, a line each: of the suggested points, of today's, of what could stand in for it. A redraw
 * draws the leads anew and searches a card.
 */
export function evidenceOf({id, current}: CubeRule, suggestion: Suggestion): string[] {
  const {card, strength, verdicts, interchangeable, oftenInstead} = suggestion;
  const ours = card?.rules.find(({rule}) => rule.id === id);
  const often = oftenInstead.find(({rule}) => rule === id);
  const verdict = verdicts.find(({rule}) => rule === id);
  const others = interchangeable.filter(({rule}) => rule === id).map(({otherText}) => otherText);
  const standsFor = interchangeable.filter(({other}) => other === id).map(({text}) => text);
  const ofSuggested = ours
    ? [
        suggestedText(
          signed(ours.points),
          strength === "direction only" ? say({en: "direction only", ja: "方向のみ"}) : range(ours.interval),
        ),
        ours.kept === null ? "" : redrawsText(ours.kept, {en: "kept", ja: "採用"}),
        ours.isSure ? "" : say({en: "may be luck", ja: "偶然の可能性あり"}),
      ]
    : [
        card ? say({en: "suggested 0", ja: "提案0点"}) : "",
        often ? redrawsText(often.kept, {en: "chosen", ja: "採用"}) : "",
      ];
  return [
    ofSuggested.filter(Boolean).join(" · "),
    ours ? againstText(ours) : "",
    current === null ? "" : todayText(signed(current), verdict ? verdictText(verdict) : null),
    others.length ? say({en: `could as well be ${oneOf(others)}`, ja: `${oneOf(others)}でも代用可`}) : "",
    standsFor.length ? say({en: `could stand for ${oneOf(standsFor)}`, ja: `${oneOf(standsFor)}の代わりになる`}) : "",
  ].filter(Boolean);
}

const suggestedText = (points: string, about: string): string =>
  say({en: `suggested ${points} (${about})`, ja: `提案${points}（${about}）`});

const redrawsText = (share: number, how: {en: string; ja: string}): string =>
  say({en: `${how.en} in ${percent(share)} of redraws`, ja: `再抽出の${percent(share)}で${how.ja}`});

const todayText = (points: string, verdict: string | null): string =>
  say({
    en: `on today's card ${points}${verdict === null ? "" : `: ${verdict}`}`,
    ja: `現行${points}${verdict === null ? "" : `：${verdict}`}`,
  });

const oneOf = ([first, ...more]: readonly string[]): string =>
  say({
    en: `“${first}”${more.length ? ` or ${plural(more.length, "other rule")}` : ""}`,
    ja: `「${first}」${more.length ? `ほか${more.length}個` : ""}`,
  });

/** What the data say of today's points, in two or three words. */
export function verdictText({verdict, changeTo}: Suggestion["verdicts"][number]): string {
  if (verdict === "keep") return say({en: "keep", ja: "維持"});
  if (verdict === "too few") return say({en: "too few deals to say", ja: "件数不足"});
  return changeTo === null
    ? say({en: "change", ja: "変更"})
    : say({en: `change to ${signed(changeTo)}`, ja: `${signed(changeTo)}に変更`});
}

/** "+2.1 to +5.3"; what is not known is said. */
function range(interval: Interval | null): string {
  const isKnown =
    interval && Number.isFinite(interval.low ?? Number.NaN) && Number.isFinite(interval.high ?? Number.NaN);
  if (!isKnown) return say({en: "interval unknown", ja: "区間は不明"});
  const [low, high] = [signed(round(interval.low)), signed(round(interval.high))];
  return say({en: `${low} to ${high}`, ja: `${low}～${high}`});
}

const round = (value: number): number => Math.round(value * 10) / 10;
