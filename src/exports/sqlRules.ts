import {type AttributeCondition, isAttribute, isSilence, isStage, type Rule} from "../analysis/rules/rules.ts";
import type {Counts} from "./sqlCounts.ts";

/** A text as a SQL literal: in all three engines a backslash is a backslash, and a quote is doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as a quoted SQL identifier. */
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** SQL condition under which the rule holds, over `leads`, `counts` and `stage_now`; what it counts is added to `counts`. */
export function holdsSql({when, in_stage}: Rule, counts: Counts): string {
  const where = in_stage ? ` and ${stageTest(in_stage)}` : "";
  if (isAttribute(when)) return attributeTest(when) + where;
  if (isStage(when)) return stageTest(when.stage) + where;
  return (isSilence(when) ? `${counts.of(when)} = 0` : `${counts.of(when)} >= ${when.at_least}`) + where;
}

const stageTest = (stages: readonly string[]): string => `stage_now.stage in (${stages.map(literal).join(", ")})`;

/** What `leads` has beside attributes; names are compared without regard to case, as engines do. */
const ownColumns = new Set(["lead_no", "lead_id", "created_at", "fold"]);

/**
 * Name of the column of `leads` that holds an attribute: its own, but for those that the table itself has
 * (`created_at` → `attribute created_at`). No two attributes share one.
 */
export const attributeColumnName = (attribute: string): string =>
  ownColumns.has(attribute.toLowerCase()) || /^attribute /i.test(attribute) ? `attribute ${attribute}` : attribute;

/** An attribute as a quoted column, always with its table: names of attributes are anything, and may be ours too. */
export const attributeColumn = (attribute: string, table = "leads"): string =>
  `${table}.${identifier(attributeColumnName(attribute))}`;

/** SQL condition over `leads` alone. */
export function attributeTest({attribute, is, at_least, below, missing}: AttributeCondition): string {
  const column = attributeColumn(attribute);
  if (missing) return `${column} is null`;
  if (is) return `cast(${column} as varchar) in (${is.map(literal).join(", ")})`;
  return [at_least !== undefined && `${column} >= ${at_least}`, below !== undefined && `${column} < ${below}`]
    .filter(Boolean)
    .join(" and ");
}
