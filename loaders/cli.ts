import {Command, CommanderError, InvalidArgumentError} from "commander";
import manifest from "../package.json" with {type: "json"};
import {toolIds} from "../src/analysis/rules/profiles.ts";
import {UsageError} from "./commands/usageError.ts";
import {listenToSignals} from "./stopping.ts";
import {told} from "./unexpected.ts";

const exitCodes = "Exit codes: 0 done, 1 the work failed, 2 wrong usage.";

/** The `hakari` command. Returns its exit code: 0 done, 1 the work failed, 2 wrong usage. */
export async function main(args: string[]): Promise<number> {
  const deaf = makesFiles(args) ? listenToSignals() : () => {};
  try {
    await program().parseAsync(args, {from: "user"});
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      console.error(`error: ${error.message}\n(hakari ${args[0]} --help explains)`);
      return 2;
    }
    console.error(process.env.HAKARI_DEBUG ? error : `hakari: ${told(error, args[0] ?? "hakari").message}`);
    return 1;
  } finally {
    deaf();
  }
}

/** Commands that must tidy up when they are stopped; the others just end. */
const makesFiles = ([command]: readonly string[]): boolean => ["load", "check", "build"].includes(command);

function program(): Command {
  const hakari = new Command("hakari")
    .description(
      "What is each action of a lead worth? Compares leads that became deals with those that did not,\nsuggests points for scoring rules, and shows where leads get stuck.",
    )
    .version(manifest.version)
    .exitOverride()
    .showHelpAfterError("(hakari --help lists the commands)")
    .addHelpText(
      "after",
      `
A first look:
  hakari start                            the sample project: load it, print its card, serve its pages
Your own data:
  hakari check --project data/mine        is the project file right, are the files readable?
  hakari load --project data/mine         read the files, count, fit; leaves data/mine/warehouse.duckdb
  hakari suggest --project data/mine      the suggested card and the findings
  hakari export --project data/mine --format md   the card, to take away
  hakari hot --project data/mine          whom to call, and why
  hakari diff RUN_A RUN_B                 what changed between two loads, and is it more than noise?
  hakari preview --project data/mine      the pages, in your browser
  hakari build --project data/mine        the pages as a static site, in dist/

${exitCodes}`,
    );

  onProject(
    hakari.command("start"),
    "load the project if it is not loaded, print its card and findings, serve its pages",
  )
    .option("--port <number>", "port of the pages; default: the first free one from 3000", port)
    .option("--host <names>", "answer under these names too, as behind a proxy of yours; separated by commas", hosts)
    .action(async (options) => (await import("./commands/start.ts")).start(options));

  onProject(hakari.command("load"), "read the sources into the project's warehouse and compute every finding")
    .option("--leads <number>", "sample project only: generate this many leads", count)
    .addHelpText(
      "after",
      "\nThe load is all or nothing: if it fails or is stopped, the warehouse stays as it was.\nRows that cannot be used go to the table rejects, with file, line and reason.",
    )
    .action(async (options) => (await import("./commands/load.ts")).load(options));

  onProject(hakari.command("check"), "validate the project file and the data without loading").action(async (options) =>
    (await import("./commands/check.ts")).check(options),
  );

  onProject(hakari.command("suggest"), "print the suggested card, its evidence and the findings")
    .option("--json", "print everything that was found as JSON", false)
    .action(async (options) => (await import("./commands/suggest.ts")).suggest(options));

  onProject(
    hakari.command("diff").argument("<run_a>", "the earlier run").argument("<run_b>", "the later run"),
    "print what changed from one run to another, and whether by more than noise",
  )
    .option("--json", "print all of it as JSON", false)
    .addHelpText(
      "after",
      `
A run is a project folder (its last load), a file of its runs/, or an id of a run of --project.

Examples:
  hakari diff 09ea681e9658 4be0c1d2a7f3 --project data/mine
  hakari diff data/mine /backup/mine --json`,
    )
    .action(async (before, after, options) => (await import("./commands/diff.ts")).diff(before, after, options));

  onProject(
    hakari.command("hot"),
    "print the open leads with the highest scores, each with the reasons: whom to call, and why",
  )
    .option("--top <number>", "how many, of those that the load listed", count, 20)
    .option("--csv", "print them as CSV, safe for spreadsheets", false)
    .action(async (options) => (await import("./commands/hot.ts")).hot(options));

  onProject(hakari.command("export"), "write the card so that it can leave: for people, programs and scoring tools")
    .requiredOption("--format <format>", "yaml, csv, json, md, sql or pmml")
    .option("--dialect <engine>", "of the SQL: duckdb, postgres or trino; default: duckdb")
    .option("--card <card>", "suggested, or current: the one in use today", "suggested")
    .option("--tool <profile>", "scoring tool that will run it; what it cannot run is said; default: points.tool")
    .option("--out <file>", "file to write; default: standard output")
    .addHelpText(
      "after",
      `
yaml is the rules: block of a project file; sql scores every lead of the contract's tables in one query.
Tools: ${toolIds.join(", ")}.

Examples:
  hakari export --project data/mine --format md --tool hubspot
  hakari export --project data/mine --format sql --dialect postgres --out score.sql`,
    )
    .action(async (options) => (await import("./commands/export.ts")).exportCommand(options));

  hakari
    .command("points")
    .description("find whole points for any table of yes/no columns")
    .requiredOption(
      "--csv <file>",
      "table with a header; every column but the label is a rule, 0/1, yes/no or true/false",
    )
    .requiredOption("--label <column>", "the outcome, 0/1, yes/no or true/false")
    .option("--k <number>", "rules with points, at most", count, 5)
    .option("--min <points>", "fewest points of a rule", whole, -5)
    .option("--max <points>", "most points of a rule", whole, 5)
    .option("--step <points>", "points are multiples of this; default 1", count)
    .option("--plus <columns>", "only plus points for these; names separated by commas, repeatable", list)
    .option("--minus <columns>", "only minus points for these", list)
    .option("--force <columns>", "these are on the card whatever it costs", list)
    .option("--without <columns>", "these are not on the card", list)
    .option("--fix <column=points>", "these points, whatever the data say", list)
    .option("--total <min,max>", "lowest and highest score, as in -10,20", range)
    .option("--ladder <columns>", "plus points for all of these or minus points for all; one ladder an option", list)
    .option("--prove", "prove that no card under these limits is better, or say how near to that it came", false)
    .option("--seconds <number>", "search for so long, and prove for so long at most", positive)
    .option("--folds <file>", 'JSON {"fold": [...]}, one number for each row')
    .option("--fold <number>", "train on the other folds, test on this one", whole)
    .option("--json", "print as JSON", false)
    .addHelpText(
      "after",
      `
A proof needs seconds for 5 of 40 rules, and is given 60 seconds where --seconds does not say otherwise.

Examples:
  hakari points --csv deals.csv --label won --k 5 --min -5 --max 5 --prove
  hakari points --csv deals.csv --label won --plus demo,pricing --fix partner=10 --total 0,100 --max 40 --step 5
  hakari points --csv deals.csv --label won --ladder visits_1,visits_3,visits_10 --without region_unknown`,
    )
    .action(async (options) => (await import("./commands/points.ts")).pointsCommand(options));

  onProject(hakari.command("preview"), "serve the pages of a loaded project, rebuilt as they are edited")
    .option("--port <number>", "port; default: the first free one from 3000", port)
    .option("--host <names>", "answer under these names too, as behind a proxy of yours; separated by commas", hosts)
    .action(async (options) => (await import("./commands/preview.ts")).preview(options));

  onProject(hakari.command("build"), "write the pages of a loaded project as a static site")
    .option("--out <dir>", "folder of the site; what was there is replaced", "dist")
    .option("--base <path>", "path under which the site will be served", path, "/")
    .option("--pdf", "also print all pages as one document: report.pdf, in the site's folder", false)
    .action(async (options) => (await import("./commands/build.ts")).build(options));

  for (const command of hakari.commands)
    command.exitOverride().showHelpAfterError(`(hakari ${command.name()} --help explains)`);
  return hakari;
}

function onProject(command: Command, description: string): Command {
  return command
    .description(description)
    .option("--project <dir>", "project folder, the one with project.yaml", "data/sample");
}

function whole(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

const list = (text: string, before: readonly string[] = []): string[] => [...before, text];

function hosts(text: string, before: readonly string[] = []): string[] {
  const names = [...before, ...text.toLowerCase().split(",")];
  if (names.some((name) => !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/.test(name)))
    throw new InvalidArgumentError("expected names of hosts, as in pages.example.org or localhost:8080");
  return names;
}

function range(text: string): [number, number] {
  const [low, high, ...more] = text.split(",").map(whole);
  if (high === undefined || more.length > 0) throw new InvalidArgumentError("expected two numbers, as in -10,20");
  if (low > high) throw new InvalidArgumentError("expected the smaller number first");
  return [low, high];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("expected a number above 0");
  return value;
}

function count(text: string): number {
  const value = whole(text);
  if (value < 1) throw new InvalidArgumentError("expected a whole number of at least 1");
  return value;
}

function path(text: string): string {
  if (!text.startsWith("/")) throw new InvalidArgumentError("expected a path that begins with /");
  return text;
}

function port(text: string): number {
  const value = count(text);
  if (value > 65535) throw new InvalidArgumentError("expected a port, 1 to 65535");
  return value;
}
