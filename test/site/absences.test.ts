import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {builtSite, pages} from "./builtSite.ts";

const projectFile = `title: Attributes only
sources:
  leads: {files: leads.csv, query: select * exclude (bought) from source, columns: {lead_id: id}}
  outcomes:
    files: leads.csv
    query: select source_row, id as lead_id, case bought when 'yes' then 'won' else 'lost' end as outcome from source
observe: {design: static}
publish: {hot_leads: true}
`;

/** 600 leads with an attribute that matters and one that does not: no times, no activities, no stages. */
function leads(): string {
  const rows = Array.from({length: 600}, (_, i) => {
    const isLarge = i % 3 === 0;
    const bought = (i * 7) % 10 < (isLarge ? 5 : 2);
    return `L${i},${isLarge ? "large" : "small"},${["north", "south"][i % 2]},${bought ? "yes" : "no"}`;
  });
  return `id,size,region,bought\n${rows.join("\n")}\n`;
}

describe("the site of an export with attributes only", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-site-"));
  writeFileSync(join(dir, "project.yaml"), projectFile);
  writeFileSync(join(dir, "leads.csv"), leads());
  const site = builtSite(dir);

  it.each([...pages, "hot-leads"])("/%s runs without a fault and says what it cannot show", async (path) => {
    const {page, faults} = await site.open(path);
    expect(faults).toEqual([]);
    expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
    const text = await page.locator("main").innerText();
    expect(text).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
    if (path === "funnel") {
      expect(text).toMatch(/no stages/i);
      expect(text.match(/Not shown/g)).toHaveLength(1);
      expect(text).not.toContain("How long they stay");
      expect(await page.locator("#observablehq-toc a").allInnerTexts()).not.toContain("How long they stay");
    }
    if (path === "drivers") {
      expect(text).toMatch(/no activities/i);
      expect(text).not.toContain("Gathering pace");
    }
    if (path === "hot-leads") expect(text).toMatch(/no open leads: all are decided/i);
    await page.context().close();
  });
});
