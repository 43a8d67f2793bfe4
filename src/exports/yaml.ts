import {isAttribute, isStage, type Rule, ruleId} from "../analysis/rules/rules.ts";
import {say} from "../text/language.ts";
import type {CardToExport, ExportedRule} from "./card.ts";
import {basisText, cardName, heldText, intervalText, oneLine, reasonText} from "./words.ts";

/**
 * The card as the `rules:` block of a project file, ready to be pasted: read back, it gives the same rules and points. The
 * evidence stands above each rule as a comment.
 */
export function cardYaml(card: CardToExport): string {
  const head = [cardName(card), basisText(card), ...card.notes];
  const rules = card.rules.flatMap((rule) => [`  ${comment(evidence(rule))}`, `  - ${inOneLine(ruleItem(rule))}`]);
  const block = rules.length > 0 ? ["rules:", ...rules] : ["rules: []"];
  return `${[...head.map(comment), "", ...block].join("\n")}\n`;
}

/** Rules with points as lines of a project file's `rules:`. */
export const ruleLines = (rules: readonly Rule[]): string =>
  rules.map((rule) => `- ${inOneLine(ruleItem({rule, points: rule.points ?? 0}))}\n`).join("");

const comment = (text: string): string => `# ${oneLine(text)}`;

/** Names that no reader of YAML takes for anything else stand as they are. */
const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z]\w*$/i;

/** All JSON is YAML, and is easier to read with plain names. */
function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${inOneLine(name)}: ${inOneLine(inner)}`)
      .join(", ")}}`;
  return typeof value === "string" && plain.test(value) ? value : JSON.stringify(value);
}

function evidence(rule: ExportedRule): string {
  const [reason, interval, held] = [reasonText(rule), intervalText(rule), heldText(rule.with)];
  return say({
    en: `${reason}: ${interval ? `95 % interval ${interval}, ` : ""}converted where it holds: ${held}`,
    ja: `${reason}：${interval ? `95%信頼区間${interval}、` : ""}当てはまる場合の転換率：${held}`,
  });
}

/** As the project file writes it; an id only where it is not the one that the condition gives by itself. */
function ruleItem({rule: {id, when, in_stage}, points}: Pick<ExportedRule, "rule" | "points">): object {
  const made = ruleId({when, in_stage});
  return asWritten({
    ...(id === made ? {} : {id}),
    when: compact(when),
    in_stage: in_stage && oneOrMore(in_stage),
    points,
  });
}

function compact(when: ExportedRule["rule"]["when"]): object {
  if (isStage(when)) return {stage: oneOrMore(when.stage)};
  return isAttribute(when) && when.is ? {...when, is: oneOrMore(when.is)} : when;
}

const oneOrMore = (values: readonly string[]): string | readonly string[] => (values.length === 1 ? values[0] : values);

/** The value without undefined keys, and with `${NAME}` written so that reading the file does not take it for a variable. */
function asWritten<T>(value: T): T {
  const text = JSON.stringify(value, (_, part) => (typeof part === "string" ? escaped(part) : part));
  return JSON.parse(text);
}

const escaped = (text: string): string => text.replace(/\$\{(?=[A-Za-z_]\w*(?::-[^}]*)?\})/g, `\${HAKARI_DOLLAR:-$}{`);
