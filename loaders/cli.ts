import {Command, CommanderError, InvalidArgumentError} from "commander";
import manifest from "../package.json" with {type: "json"};

const exitCodes = "Exit codes: 0 done, 1 the work failed, 2 wrong usage.";

/** The `hakari` command. Returns its exit code: 0 done, 1 the work failed, 2 wrong usage. */
export async function main(args: string[]): Promise<number> {
  try {
    await program().parseAsync(args, {from: "user"});
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(
      process.env.HAKARI_DEBUG ? error : `hakari: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 1;
  }
}

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
  hakari preview --project data/mine      the pages, in your browser
  hakari build --project data/mine        the pages as a static site, in dist/

${exitCodes}`,
    );

  onProject(
    hakari.command("start"),
    "load the project if it is not loaded, print its card and findings, serve its pages",
  )
    .option("--port <number>", "port of the pages; default: the first free one from 3000", port)
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

  onProject(hakari.command("export"), "write the card so that it can leave: for people, programs and scoring tools")
    .requiredOption("--format <format>", "yaml, csv, json, md, sql or pmml")
    .option("--dialect <engine>", "of the SQL: duckdb, postgres or trino; default: duckdb")
    .option("--card <card>", "suggested, or current: the one in use today", "suggested")
    .option("--tool <profile>", "scoring tool that will run it; what it cannot run is said; default: points.tool")
    .option("--out <file>", "file to write; default: standard output")
    .addHelpText(
      "after",
      "\nyaml is the rules: block of a project file; sql scores every lead of the contract's tables in one query.\n\nExample:\n  hakari export --project data/mine --format sql --dialect postgres --out score.sql",
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
    .option("--folds <file>", 'JSON {"fold": [...]}, one number for each row')
    .option("--fold <number>", "train on the other folds, test on this one", whole)
    .option("--json", "print as JSON", false)
    .addHelpText("after", "\nExample:\n  hakari points --csv deals.csv --label won --k 5 --min -5 --max 5")
    .action(async (options) => (await import("./commands/points.ts")).pointsCommand(options));

  onProject(hakari.command("preview"), "serve the pages of a loaded project, rebuilt as they are edited")
    .option("--port <number>", "port; default: the first free one from 3000", port)
    .action(async (options) => (await import("./commands/site.ts")).preview(options));

  onProject(hakari.command("build"), "write the pages of a loaded project as a static site")
    .option("--out <dir>", "folder of the site; what was there is replaced", "dist")
    .option("--base <path>", "path under which the site will be served", path, "/")
    .action(async (options) => (await import("./commands/site.ts")).build(options));

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
