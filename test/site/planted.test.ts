import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {auditPrivacy, inspect} from "../../loaders/site/audit/privacy.ts";
import {notCovered, privacyText} from "../../loaders/site/audit/report.ts";
import {buildSite} from "../../loaders/site/build.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import {numberOf, person, writePeople} from "../fixtures/people.ts";
import {type Fact, kinds} from "./planted/facts.ts";
import {numberFacts} from "./planted/numberIds.ts";

/** Each fact is of a lead of its own, so that each has to be found by itself. */
const facts: (Fact & {number: number})[] = kinds
  .flatMap(([kind, told, fault]) => told.map((tell) => ({kind, tell, fault})))
  .map(({kind, tell, fault}, number) => {
    const one = person(number);
    const [what, plant, outcome = fault(one, one.lead_id)] = tell(one, one.lead_id);
    return {kind, what, plant, outcome, number};
  });

const folder = mkdtempSync(join(tmpdir(), "hakari-people-"));
const named = join(folder, "named");
const numbered = join(folder, "numbered");
const clean = join(folder, "clean");
const client = join(named, "dist", "_client");

beforeAll(async () => {
  for (const dir of [named, numbered]) mkdirSync(dir);
  writePeople(named);
  writePeople(numbered, {areIdsNumbers: true});
  for (const dir of [named, numbered]) await loadProject(readProject(dir), Progress.quiet());
  await buildSite({projectDir: named, out: join(named, "dist"), base: "/"});
  // a part of the site that was built: the whole was audited when it was built
  for (const file of ["data.html", "drivers.html", "_import", "_observablehq"])
    cpSync(join(named, "dist", file), join(clean, file), {recursive: true});
  const data = join(named, "dist/_file/data");
  for (const file of readdirSync(data).filter((name) => /^(threshold|drivers|cube)\./.test(name)))
    cpSync(join(data, file), join(clean, "_file/data", file), {recursive: true});
}, 900_000);
afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe("inspect(site) with facts planted in it", () => {
  let faults: string[] = [];
  const files: string[] = [];
  beforeAll(async () => {
    const site = join(folder, "planted");
    cpSync(clean, site, {recursive: true});
    for (const {plant, number} of facts) files[number] = plant(site, number);
    ({faults} = await inspect({site, projectDir: named, client}));
  }, 600_000);
  const ofFile = (number: number) => faults.filter((fault) => fault.startsWith(files[number]));

  it.each(facts.filter(({outcome}) => outcome instanceof RegExp))("finds $kind: $what", ({number, outcome}) => {
    expect(ofFile(number).join("\n")).toMatch(outcome as RegExp);
  });

  it.each(facts.filter(({outcome}) => typeof outcome === "string"))(
    "knowingly finds no $kind: $what",
    ({number, outcome}) => {
      expect(ofFile(number)).toEqual([]);
      expect(notCovered).toHaveProperty(outcome as string);
    },
  );

  it("finds at least 135 of at least 143, and nothing where nothing was planted", () => {
    const found = facts.filter(({number}) => ofFile(number).length > 0);
    expect(facts.length).toBeGreaterThanOrEqual(143);
    expect(found.length).toBeGreaterThanOrEqual(135);
    const planted = new Set(files);
    expect(faults.filter((fault) => !planted.has(fault.split(": ")[0]))).toEqual([]);
  });
});

describe("inspect(site) of leads whose ids are numbers", () => {
  let faults: string[] = [];
  const files: string[] = [];
  beforeAll(async () => {
    const site = join(folder, "planted-numbers");
    cpSync(clean, site, {recursive: true});
    for (const [number, [, plant]] of numberFacts.entries()) files[number] = plant(numberOf(number))(site, number);
    ({faults} = await inspect({site, projectDir: numbered, client}));
  }, 600_000);

  it.each(numberFacts.map(([what], number) => ({what, number})))("finds an id $what", ({number}) => {
    const ofFile = faults.filter((fault) => fault.startsWith(files[number]));
    expect(ofFile.join("\n")).toContain(`the id of a lead: ${numberOf(number)};`);
  });
});

describe("auditPrivacy(site)", () => {
  it("passes the site as it was built, and says what it looked for, what it let pass and what it does not look for", async () => {
    const said = privacyText(await auditPrivacy({site: clean, projectDir: named, client}));
    expect(said).toMatch(/^Checked \d+ files for 400 lead ids, 2,800 personal values, .* groups under 5: none found\./);
    for (const kind of Object.values(notCovered)) expect(said).toContain(kind);
  });

  it("refuses a site with one fact", async () => {
    const site = join(folder, "one");
    cpSync(clean, site, {recursive: true});
    facts[0].plant(site, 0);
    await expect(auditPrivacy({site, projectDir: named, client})).rejects.toThrow(
      /planted-0\.html: line \d+: holds the id of a lead/,
    );
  });
});
