import type {CardToExport} from "./card.ts";
import type {Dialect} from "./sql.ts";

/** How a card can leave: what people read, what programs read, what runs. */
export const formats = ["yaml", "csv", "json", "md", "sql", "pmml"] as const;
export type Format = (typeof formats)[number];

export interface ExportOptions {
  format: Format;
  /** SQL only; default `duckdb`. */
  dialect?: Dialect;
  /** Id of a target profile (`profiles`); what it cannot run is then said in the text. */
  tool?: string;
}

export interface ExportedFile {
  /** `sample-card.yaml`: fit for a file system and a download. */
  name: string;
  /** MIME type. */
  type: string;
  text: string;
}

/** The card as text in one of the formats. Pure: the same card and options give the same text. */
export function exportCard(card: CardToExport, {format}: ExportOptions): ExportedFile {
  throw new Error(`unsupported format: ${format} of ${card.run.title}`);
}
