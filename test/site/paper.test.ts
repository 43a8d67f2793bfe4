import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {drawnSheets, withoutInk} from "./pdfPixels.ts";

const projectFile = `title: つむぎ
language: ja
timezone: Asia/Tokyo
sources:
  leads: {files: leads.csv}
  outcomes: {files: leads.csv}
attributes:
  size: {}
`;

/** Leads of two sizes, of which the larger one is won more often. */
function leads(large: string): string {
  const rows = Array.from({length: 400}, (_, i) => {
    const isLarge = i % 3 === 0;
    const bought = (i * 7) % 10 < (isLarge ? 5 : 2);
    const month = String((i % 9) + 1).padStart(2, "0");
    return `L${i},2025-${month}-01,${isLarge ? large : "小口"},${bought ? "won" : "lost"},2025-${month}-20`;
  });
  return `lead_id,created_at,size,outcome,decided_at\n${rows.join("\n")}\n`;
}

describe("hakari build --pdf", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-paper-"));
  afterAll(() => rmSync(dir, {recursive: true, force: true}));
  const out = join(dir, "site");
  const hakari = (...args: string[]) =>
    spawnSync(process.execPath, ["loaders/hakari.mjs", ...args, "--project", dir], {encoding: "utf8"});

  it("prints every letter of a Japanese report", async () => {
    writeFileSync(join(dir, "project.yaml"), projectFile);
    writeFileSync(join(dir, "leads.csv"), leads("大口→鬱"));
    expect(hakari("load").status).toBe(0);
    const {status, stdout, stderr} = hakari("build", "--pdf", "--out", out);
    expect({status, stderr}).toMatchObject({status: 0});
    expect(stdout).toContain("The same on paper:");
    const sheets = await drawnSheets(readFileSync(join(out, "report.pdf")));
    expect(sheets.map(({text}) => text).join("")).toContain("大口→鬱");
    expect(withoutInk(sheets)).toEqual([]);
  });
});
