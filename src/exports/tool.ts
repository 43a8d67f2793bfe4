import {type Profile, profileText} from "../analysis/rules/profiles.ts";
import {type Gap, gaps} from "../analysis/rules/toolGaps.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";
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
    const why = able === "no" ? `it has no ${ability}` : `${ability} only by a second rule`;
    return `${reasonText(card.rules[rule])} (${why}): ${instead}`;
  };
  const unknown = groupBy(
    found.filter(({able}) => able === "not known"),
    ({rule}) => rule,
  );
  const tooMany =
    profile.limits.atMost !== undefined && card.rules.length > profile.limits.atMost
      ? [
          `the card has ${card.rules.length} rules, the tool takes ${profile.limits.atMost}: set points.at_most and search again`,
        ]
      : [];
  return {
    name: profile.name,
    note: profile.note,
    limits: profileText(profile),
    cannot: [...tooMany, ...found.filter(({able}) => able !== "not known").map(line)],
    check: [...unknown].map(
      ([rule, asked]) => `${reasonText(card.rules[rule])} (asks for ${asked.map(({ability}) => ability).join(", ")})`,
    ),
    sources: profile.sources,
  };
}

/** The report as lines, for the comments of a text file. */
export const toolLines = ({name, note, limits, cannot, check, sources}: ToolReport): string[] => [
  `For ${name}. ${note}`,
  ...(limits.length ? [`Its limits: ${limits.join("; ")}.`] : []),
  ...cannot.map((text) => `It cannot run as it stands: ${text}.`),
  ...check.map((text) => `Not known whether it can run: ${text}.`),
  ...(sources.length ? [`Taken from: ${sources.join("; ")}.`] : []),
];
