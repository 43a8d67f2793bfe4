import {writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {toolIds} from "../../src/analysis/rules/profiles.ts";
import {cardToExport, exportableCards} from "../../src/exports/card.ts";
import {exportCard, formats} from "../../src/exports/exportCard.ts";
import {dialects} from "../../src/exports/sql.ts";
import {didYouMean} from "../project/faults.ts";
import {findingsOrLoad} from "../warehouse.ts";
import {UsageError} from "./usageError.ts";

interface ExportCommandOptions {
  project: string;
  format: string;
  dialect?: string;
  card: string;
  /** Default: `points.tool` of the project file. */
  tool?: string;
  /** File to write; default: standard output. */
  out?: string;
}

/**
 * `hakari export`: the card in a form that leaves the house. Loads the project first where it has not been loaded.
 * @throws UsageError on an unknown format, dialect, card or tool, before anything is read; Error where there is no such card
 */
export async function exportCommand(options: ExportCommandOptions): Promise<void> {
  const format = known("format", options.format, formats);
  const dialect = known("dialect", options.dialect ?? dialects[0], dialects);
  const which = known("card", options.card, exportableCards);
  if (options.dialect !== undefined && format !== "sql")
    throw new UsageError(`unsupported option --dialect: ${format} has none; leave it out, or export --format sql`);
  if (options.out === "") throw new UsageError("missing file after --out; name one, or leave the option out");
  const asked = options.tool === undefined ? undefined : known("tool", options.tool, toolIds);
  const findings = await findingsOrLoad(options.project);
  const tool = asked ?? findings.run.settings.tool ?? undefined;
  const {text} = exportCard(cardToExport(findings, which), {format, dialect, tool});
  if (options.out === undefined || options.out === "-") process.stdout.write(text);
  else {
    await write(options.out, text);
    console.log(`${options.out}: ${which} card of run ${findings.run.id}`);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw isMissing ? new Error(`missing folder: ${dirname(file)}; make it, or give another --out`) : error;
  }
}

/** The word where it is one of those; an error that names the nearest, or all, where it is not. */
function known<T extends string>(what: string, word: string, words: readonly T[]): T {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  throw new UsageError(`unknown ${what}: ${word}${didYouMean(word, words) || `; expected ${words.join(", ")}`}`);
}
