import {readdirSync} from "node:fs";
import {afterAll, describe, expect, it, vi} from "vitest";
import {main} from "../../../loaders/cli.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {loadProject} from "../../../loaders/warehouse.ts";
import {folderWith, messageOf} from "../loading.ts";
import {beside, type Call, calls, warehouses} from "./commands.ts";
import {keys, texts} from "./projectFiles.ts";
import {type Row, sound} from "./row.ts";
import {sources} from "./sources.ts";

interface Said {
  code: number;
  text: string;
}

/** Runs a command in this process: its exit code and all that it says to people. */
async function call(...args: string[]): Promise<Said> {
  const said: string[] = [];
  const hear = (text: unknown) => void said.push(String(text));
  const spies = [
    vi.spyOn(console, "error").mockImplementation(hear),
    vi.spyOn(console, "log").mockImplementation(() => {}),
    vi.spyOn(process.stdout, "write").mockImplementation(() => true),
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      hear(text);
      return true;
    }),
  ];
  try {
    return {code: await main(args), text: said.join("\n")};
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What engines, parsers and machines say of themselves, and nobody should have to read. */
const noise =
  /\b(Binder|Catalog|Parser|Conversion|Invalid Input|IO|Internal|Constraint|Out of Memory) Error\b|Error: |\n\s+at |node:internal|E[A-Z]{4,}:|Invalid input|undefined|\[object |ZodError|YAMLParseError|NaN\b|flow map|implicit key|step failed/;

const tried = {n: 0, clear: 0, right: 0};

function judge({code, text}: Said, expected: number, says: RegExp): void {
  const isClear = !noise.test(text);
  const isRight = code === expected && says.test(text);
  tried.n += 1;
  tried.clear += Number(isClear);
  tried.right += Number(isRight);
  expect(text).not.toMatch(noise);
  expect(text).toMatch(says);
  expect(code).toBe(expected);
}

afterAll(() => {
  process.stdout.write(`malformed inputs: ${tried.n} tried / ${tried.clear} clear / ${tried.right} right\n`);
});

const unchanged = (dir: string) => readdirSync(dir, {recursive: true}).map(String).sort();

describe.each<[string, Row[]]>([
  ["the text of a project file", texts],
  ["keys of a project file", keys],
  ["sources", sources],
])("hakari check and load, %s", (_, rows) => {
  it.each(rows)("say what is wrong with %s", async (_, files, says) => {
    const dir = folderWith({...sound, ...files});
    const before = unchanged(dir);
    const checked = await call("check", "--project", dir);
    const load = async () => loadProject(readProject(dir), Progress.quiet());
    expect(`hakari: ${await messageOf(load())}`).toBe(checked.text.slice(checked.text.indexOf("hakari: ")).trimEnd());
    expect(unchanged(dir)).toEqual(before);
    judge({...checked, text: checked.text.slice(checked.text.indexOf("hakari: "))}, 1, says);
  });
});

describe.each<[string, Call[]]>([
  ["flags and files", calls],
  ["what lies where the warehouse should be", warehouses],
])("hakari, %s", (_, rows) => {
  it.each(rows)("says what is wrong with %s", async (_, args, code, says, files) => {
    const dir = folderWith({...sound, ...beside, ...files});
    const before = unchanged(dir);
    const said = await call(...args.map((arg) => arg.replace(/^DIR/, dir)));
    expect(unchanged(dir)).toEqual(before);
    judge(said, code, says);
  });
});
