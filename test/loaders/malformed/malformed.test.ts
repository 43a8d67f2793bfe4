import {describe, expect, it, vi} from "vitest";
import {main} from "../../../loaders/cli.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import {loadProject} from "../../../loaders/warehouse.ts";
import {folderWith, messageOf} from "../loading.ts";
import {keys, texts} from "./projectFiles.ts";
import {type Row, sound} from "./row.ts";
import {sources} from "./sources.ts";

it("probe", async () => {
  for (const [what, files, says] of [...texts, ...keys, ...sources] as Row[]) {
    const dir = folderWith({...sound, ...files});
    const err = vi.spyOn(console, "error").mockImplementation(() => {});
    const out = vi.spyOn(console, "log").mockImplementation(() => {});
    const w = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    const code = await main(["check", "--project", dir]);
    const told = err.mock.calls.map((c) => String(c[0])).join("\n");
    err.mockRestore();
    out.mockRestore();
    w.mockRestore();
    const load = `hakari: ${await messageOf((async () => loadProject(readProject(dir), Progress.quiet()))())}`;
    const flags = [
      code === 1 ? "" : "CODE" + code,
      says.test(told) ? "" : "WORDS",
      told === load ? "" : "DISAGREE " + load,
    ].join(" ");
    if (flags.trim() || process.env.ALL)
      process.stdout.write(`## ${what}: ${flags}\n   ${told.replaceAll(dir, "DIR")}\n`);
  }
  expect(1).toBe(1);
});
