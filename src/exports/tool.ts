import {abilityText, type Profile, profileText} from "../analysis/rules/profiles.ts";
import {type Gap, gaps} from "../analysis/rules/toolGaps.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";
import {say} from "../text/language.ts";
import type {CardToExport} from "./card.ts";
import {reasonText} from "./words.ts";

/** What stands in the way of running the card in a tool, as lines of text. */
export interface ToolReport {
  name: string;
  note: string;
  limits: string[];
  /** Rules that it cannot run as they stand, with what to do instead. */
  cannot: string[];
  /** Rules of which it is not known whether it can. */
  check: string[];
  sources: readonly string[];
}

/** The tool's limits, and the rules of the card that it cannot run as they stand. */
export function toolReport(card: CardToExport, profile: Profile): ToolReport {
  const found = gaps(
    profile,
    card.rules.map(({rule, points}) => ({...rule, points})),
  );
  const line = ({rule, ability, able, instead}: Gap) => {
    const [asked, reason] = [abilityText(ability), reasonText(card.rules[rule])];
    return able === "no"
      ? say({en: `${reason} (it has no ${asked}): ${instead}`, ja: `${reason}（${asked}は使えません）：${instead}`})
      : say({
          en: `${reason} (${asked} only by a second rule): ${instead}`,
          ja: `${reason}（${asked}には別のルールが必要です）：${instead}`,
        });
  };
  const unknown = groupBy(
    found.filter(({able}) => able === "not known"),
    ({rule}) => rule,
  );
  const tooMany =
    profile.limits.atMost !== undefined && card.rules.length > profile.limits.atMost
      ? [
          say({
            en: `the card has ${card.rules.length} rules, the tool takes ${profile.limits.atMost}: set points.at_most and search again`,
            ja: `配点表のルールは${card.rules.length}個ですが、このツールで使えるのは${profile.limits.atMost}個までです。points.at_mostを設定して探し直してください`,
          }),
        ]
      : [];
  return {
    name: profile.name,
    note: profile.note,
    limits: profileText(profile),
    cannot: [...tooMany, ...found.filter(({able}) => able !== "not known").map(line)],
    check: [...unknown].map(([rule, asked]) => {
      const [reason, abilities] = [reasonText(card.rules[rule]), asked.map(({ability}) => abilityText(ability))];
      return say({
        en: `${reason} (asks for ${abilities.join(", ")})`,
        ja: `${reason}（必要な機能：${abilities.join("、")}）`,
      });
    }),
    sources: profile.sources,
  };
}

/** The report as lines, for the comments of a text file. */
export const toolLines = ({name, note, limits, cannot, check, sources}: ToolReport): string[] => [
  say({en: `For ${name}. ${note}`, ja: `使うツール：${name}。${note}`}),
  ...(limits.length ? [limitsText(limits)] : []),
  ...cannot.map((text) =>
    say({en: `It cannot run as it stands: ${text}.`, ja: `このままでは実行できません：${text}。`}),
  ),
  ...check.map((text) => say({en: `Not known whether it can run: ${text}.`, ja: `実行できるか不明です：${text}。`})),
  ...(sources.length ? [say({en: `${sourcesText(sources)}.`, ja: `${sourcesText(sources)}。`})] : []),
];

/** What the tool limits, as a sentence. */
export const limitsText = (limits: readonly string[]): string =>
  say({en: `Its limits: ${limits.join("; ")}.`, ja: `ツールの制限：${limits.join("；")}。`});

/** Where the facts come from, without a full stop. */
export const sourcesText = (sources: readonly string[]): string =>
  say({en: `Taken from: ${sources.join("; ")}`, ja: `出典：${sources.join("；")}`});
