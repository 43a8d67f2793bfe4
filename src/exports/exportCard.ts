import {profileOf} from "../analysis/rules/profiles.ts";
import {say} from "../text/language.ts";
import type {CardToExport} from "./card.ts";
import {cardCsv} from "./csv.ts";
import {cardJson} from "./json.ts";
import {cardMarkdown} from "./markdown.ts";
import {cardPmml} from "./pmml.ts";
import {cardSql, type Dialect} from "./sql.ts";
import {toolLines, toolReport} from "./tool.ts";
import {cardYaml} from "./yaml.ts";

/** How a card can leave: what people read, what programs read, what runs. */
export const formats = ["yaml", "csv", "json", "md", "sql", "pmml"] as const;
export type Format = (typeof formats)[number];

export interface ExportOptions {
  format: Format;
  /** SQL only; default `duckdb`. */
  dialect?: Dialect;
  /** Id of a target profile (`profiles`): the text then tells its limits and the rules that it cannot run. */
  tool?: string;
}

export interface ExportedFile {
  /** `sample-card.yaml`: fit for a file system and a download. */
  name: string;
  /** MIME type. */
  type: string;
  text: string;
}

const types: Record<Format, string> = {
  yaml: "application/yaml",
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  sql: "application/sql",
  pmml: "application/xml",
};

/**
 * The card as text in one of the formats. Pure: the same card and options give the same text. What the tool of a profile
 * cannot run is part of every text but CSV and PMML, which have no place for it.
 *
 * @throws where no rule has points, or the tool has no profile
 */
export function exportCard(card: CardToExport, {format, dialect = "duckdb", tool}: ExportOptions): ExportedFile {
  if (card.rules.length === 0)
    throw new Error(
      say({en: "no card to export: no rule has points", ja: "点数の付いたルールがなく、書き出す配点表がありません"}),
    );
  const profile = tool === undefined ? undefined : profileOf(tool);
  if (tool !== undefined && !profile) throw new Error(`unknown tool: ${tool}`);
  const told = profile ? {...card, notes: [...card.notes, ...toolLines(toolReport(card, profile))]} : card;
  const write: Record<Format, () => string> = {
    yaml: () => cardYaml(told),
    csv: () => cardCsv(card),
    json: () => cardJson(card, profile ?? null),
    md: () => cardMarkdown(card, profile ?? null),
    sql: () => cardSql(told, dialect),
    pmml: () => cardPmml(card),
  };
  const {which, run} = card;
  const of = format === "sql" ? `-${dialect}` : "";
  const name = `${run.project.replace(/[^\p{L}\p{N}._-]+/gu, "-")}-${which}-card${of}.${format}`;
  return {name, type: types[format], text: write[format]()};
}
