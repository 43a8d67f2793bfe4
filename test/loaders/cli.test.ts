import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {type AddressInfo, createServer} from "node:net";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, describe, expect, it} from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hakari-cli-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const hakari = resolve(import.meta.dirname, "../../loaders/hakari.mjs");

const call = (...args: string[]) =>
  new Promise<{code: number; out: string; err: string}>((done) => {
    const child = execFile(process.execPath, [hakari, ...args], (_, out, err) =>
      done({code: child.exitCode ?? -1, out, err}),
    );
  });

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe("hakari", () => {
  it("teaches with --help and exits with 0", async () => {
    const {code, out} = await call("--help");
    expect(code).toBe(0);
    for (const word of ["load", "check", "suggest", "points", "preview", "build", "Exit codes"])
      expect(out).toContain(word);
  });

  it.each([
    [["lode"]],
    [["points"]],
    [["points", "--csv", "x.csv", "--label", "y", "--k", "zero"]],
    [["points", "--csv", "x.csv", "--label", "y", "--total", "10"]],
    [["points", "--csv", "x.csv", "--label", "y", "--total", "10,0"]],
    [["points", "--csv", "x.csv", "--label", "y", "--seconds", "soon"]],
    [["load", "--leads", "0"]],
    [["build", "--base", "leads"]],
    [["export", "--format", "xls"]],
  ])("exits with 2 and points to the help on wrong usage: %j", async (args) => {
    const {code, err} = await call(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(err).toContain("--help");
  });

  it("exits with 1 and one line where the work failed, without a stack trace", async () => {
    const {code, err} = await call("load", "--project", join(folder, "nowhere"));
    expect(code).toBe(1);
    expect(err).toMatch(/^hakari: /);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each([["build"], ["preview"], ["load"]])("says that the project file is missing: %s", async (command) => {
    const {code, err} = await call(command, "--project", join(folder, "nosuch"));
    expect(code).toBe(1);
    expect(err).toMatch(/^hakari: .*nosuch\/project\.yaml:1: missing project file; give a folder .*--project\n$/);
  });

  it("says in one line that the port of a preview is in use", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const {port} = server.address() as AddressInfo;
    const {code, err} = await call("preview", "--port", String(port), "--project", folder);
    await new Promise((done) => server.close(done));
    expect(code).toBe(1);
    expect(err).toMatch(/^hakari: port in use: \d+; give another with --port.*\n$/);
  });

  it("says which line of a project file is wrong", async () => {
    write("project.yaml", "title: x\nsources:\n  leads: {files: leads.csv}\nstagess: []\n");
    const {code, err} = await call("check", "--project", folder);
    expect(code).toBe(1);
    expect(err).toMatch(/project\.yaml:4: .*stagess.*stages/);
  });

  it("loads, checks and prints as JSON a project of five leads, and says why it suggests nothing", async () => {
    const rows = [1, 2, 3, 4, 5].map(
      (i) => `L${i},2025-0${i}-01,${i % 2 ? "web" : "fair"},${i % 2 ? "won" : "lost"},2025-0${i}-20`,
    );
    write("leads.csv", `lead_id,created_at,source,outcome,decided_at\n${rows.join("\n")}\n`);
    write(
      "project.yaml",
      `title: Five leads
sources:
  leads: {files: leads.csv, attributes: [source]}
  outcomes: {files: leads.csv}
`,
    );
    expect(await call("check", "--project", folder)).toMatchObject({code: 0});
    expect(await call("load", "--project", folder)).toMatchObject({code: 0});
    const {code, out} = await call("suggest", "--project", folder, "--json");
    expect(code).toBe(0);
    const findings = JSON.parse(out);
    expect(findings.load.tables[0]).toEqual({table: "leads", rows: 5});
    expect(findings.suggestion.card).toBeNull();
    expect(findings.suggestion.refusal).toMatch(/observations|conversions|candidates/);
  });
});
