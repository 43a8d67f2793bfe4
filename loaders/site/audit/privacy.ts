import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, relative} from "node:path";
import {plural} from "../../../src/analysis/figures.ts";
import {Engine} from "../../engine/duckdb.ts";
import {warehousePath} from "../../openWarehouse.ts";
import type {Publishing} from "../../project/publishing.ts";
import {home} from "../root.ts";
import {cellFaults, contentFaults, faultText, isOfLeads, leadsPage, secretFault} from "./faults.ts";
import {contentsOf, type Passage, type Said, saidIn} from "./passages.ts";
import {Search} from "./secrets.ts";
import {groupWords, type Looked, lookFor, lookForRare, openTexts, rulesOf, type Sought, titles} from "./warehouse.ts";

interface PrivacyAudit {
  /** Folder of the built site. */
  site: string;
  projectDir: string;
  /** Folder of the modules made for the browser, before any data came near them. */
  client: string;
}

/** What was looked at and looked for. */
export interface PrivacyReport {
  files: number;
  ids: number;
  personal: number;
  /** Values of other attributes that fewer leads have than `minCell`. */
  rare: number;
  /** Ids that cannot be told from a count, a letter, or a word that the program or whole groups of leads use, too. */
  untoldIds: number;
  untoldPersonal: number;
  untoldRare: number;
  minCell: number;
  /** The project file asks that leads be published: files of their page were not looked at. */
  publishesLeads: boolean;
}

/**
 * Demands of a site's page data, before pages are drawn from them and they are removed, that no figures are of a group of fewer
 * than `minCell`: in a page's text a figure no longer says what it is. Throws with file, place and remedy.
 */
export function auditCells(site: string, {minCell, hotLeads}: Pick<Publishing, "minCell" | "hotLeads">): void {
  const faults = filesIn(site)
    .filter((file) => /\.(json|arrow)$/.test(file) && !(hotLeads && isOfLeads(file)))
    .flatMap((file) => cellFaults(file, contentsOf(file, readFileSync(join(site, file))), minCell));
  if (faults.length > 0) throw new Error(faultText(faults));
}

/**
 * Reads every file of a built site, decoded, and demands that nobody can be found in it: no id of a lead, no value of a personal
 * attribute, none that fewer leads have than `publish.min_cell`, no mail address or telephone number, no group of fewer
 * observations than that, nothing that cannot be read. Throws with file, place and remedy of all it found.
 */
export async function auditPrivacy({site, projectDir, client}: PrivacyAudit): Promise<PrivacyReport> {
  const engine = await Engine.open(warehousePath(projectDir), {readOnly: true});
  try {
    const {hotLeads, minCell, personal} = await rulesOf(engine, projectDir);
    const files = filesIn(site).filter((file) => !(hotLeads && isOfLeads(file)));
    const faults: string[] = [];
    const search = new Search();
    const read = files.map((file): ReadFile => {
      const contents = contentsOf(file, readFileSync(join(site, file)));
      const said = contents.passages.map(saidIn);
      if (!hotLeads) faults.push(...leadsPage(file, contents));
      faults.push(...contentFaults(file, {...contents, said}, minCell));
      search.learn(said);
      return {file, said};
    });
    const ids = await lookFor(engine, search, {column: "lead_id", what: "the id of a lead"});
    const values: Looked[] = [];
    for (const column of personal)
      values.push(await lookFor(engine, search, {column, what: `a value of ${column}, which is personal`}));
    const rare: Looked[] = [];
    for (const column of await openTexts(engine, personal))
      rare.push(await lookForRare(engine, search, {column, minCell}));
    const sought = new Map([...rare, ...values, ids].flatMap(({possible}) => [...possible]));
    search.seek([...sought.values()].map(({core}) => core));
    const found = placesFound(search, read);
    const suspects = [...found].map(([core, place]) => ({...(sought.get(core) as Sought), place}));
    search.seek(suspects.flatMap(({core, apartFromCounts}) => [core, apartFromCounts ?? []].flat()));
    const common =
      found.size > 0
        ? commonAmong(search, [...(await groupWords(engine, {minCell, personal})), ...programTexts(client)])
        : new Set<string>();
    const isRare = ({core}: Sought) => rare.some(({possible}) => possible.get(core.text) === sought.get(core.text));
    const named = suspects.some(isRare) ? commonAmong(search, await titles(engine)) : new Set<string>();
    const isNoSecret = (one: Sought) =>
      common.has(one.core.text) ||
      (isRare(one) && (named.has(one.core.text) || common.has(one.apartFromCounts?.text ?? "")));
    for (const one of suspects) if (!isNoSecret(one)) faults.push(secretFault(one.place, one.secret));
    if (faults.length > 0) throw new Error(faultText(faults));
    const shared = ({possible}: Looked) => [...possible.values()].filter(isNoSecret).length;
    const sum = (looked: readonly Looked[], of: (one: Looked) => number) => looked.reduce((n, one) => n + of(one), 0);
    return {
      files: files.length,
      ids: ids.all,
      personal: sum(values, ({all}) => all),
      rare: sum(rare, ({all}) => all),
      untoldIds: ids.untold + shared(ids),
      untoldPersonal: sum(values, (of) => of.untold + shared(of)),
      untoldRare: sum(rare, (of) => of.untold + shared(of)),
      minCell,
      publishesLeads: hotLeads,
    };
  } finally {
    engine.close();
  }
}

interface ReadFile {
  file: string;
  said: Said[];
}

/** Where each core that is sought stands first. */
function placesFound(search: Search, read: readonly ReadFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const {file, said} of read) {
    for (const passage of said) {
      for (const core of search.find(passage)) if (!found.has(core)) found.set(core, `${file}: ${passage.place}`);
    }
  }
  return found;
}

/** The cores that are sought and stand in texts that are nobody's secret. */
function commonAmong(search: Search, passages: readonly Passage[]): Set<string> {
  const worthReading = passages.filter(({text}) => search.isWorthReading(text));
  return new Set(worthReading.flatMap((passage) => [...search.find(saidIn(passage), true)]));
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** What the program itself says is nobody's secret: its sources, but for pages that people have added; the libraries in its modules; Framework. */
function* programTexts(client: string): Generator<Passage> {
  const manifest = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
  const folders = [client, join(home, "src"), join(home, "loaders"), join(dirname(manifest), "dist", "client")];
  for (const folder of folders) {
    for (const file of filesIn(folder)) {
      if (/\.(js|ts|css|md)$/.test(file) && !/^(\.|own[/\\])/.test(file))
        yield {place: file, text: readFileSync(join(folder, file), "utf8"), kind: "code"};
    }
  }
}

/** One line of what was checked. */
export function privacyText(report: PrivacyReport): string {
  const {files, ids, personal, rare, untoldIds, untoldPersonal, untoldRare, minCell, publishesLeads} = report;
  const untold = [
    untoldIds && plural(untoldIds, "id"),
    untoldPersonal && plural(untoldPersonal, "personal value"),
    untoldRare && plural(untoldRare, "rare value"),
  ].filter(Boolean);
  return [
    `Checked ${plural(files, "file")} for ${plural(ids, "lead id")}, ${plural(personal, "personal value")}, ${plural(rare, "value")} that fewer than ${minCell} leads have, mail addresses, telephone numbers and groups under ${minCell}: none found.`,
    untold.length > 0 &&
      ` Not looked for, being like a count or a word that is on the pages anyway: ${untold.join(" and ")}.`,
    publishesLeads && " Leads are published, as publish.hot_leads asks: on their page nothing was looked for.",
  ]
    .filter(Boolean)
    .join("");
}
