import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, relative} from "node:path";
import {Engine} from "../../engine/duckdb.ts";
import {warehousePath} from "../../places.ts";
import type {Publishing} from "../../project/publishing.ts";
import {home} from "../root.ts";
import {remedyOf} from "./clean.ts";
import type {Passage} from "./contents.ts";
import {excuseOf, numberOf, restOf} from "./excuses.ts";
import {
  cellFaults,
  contentFaults,
  differenceFaults,
  faultText,
  isOfLeads,
  leadsPage,
  secretFault,
  shownFaults,
} from "./faults.ts";
import {Figures} from "./figures.ts";
import {looksPersonal} from "./looks.ts";
import {paddedIn} from "./padded.ts";
import {contentsOf, type Searched, searchedIn} from "./passages.ts";
import type {Excused, PrivacyReport} from "./report.ts";
import {Search, type Secret, type Sought} from "./search.ts";
import type {Found, Place} from "./seekers.ts";
import type {Table} from "./tables.ts";
import {
  groupWords,
  openTexts,
  periodOf,
  rulesOf,
  seekIds,
  seekPairs,
  seekPersonal,
  seekRare,
  titles,
} from "./warehouse.ts";
import {canonical, variants} from "./words.ts";

interface PrivacyAudit {
  /** Folder of the built site. */
  site: string;
  projectDir: string;
  /** Folder of the modules made for the browser, before any data came near them. */
  client: string;
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
 * attribute, none that fewer leads have than `publish.min_cell`, in whatever way these are written; no mail address, telephone number
 * or the like; no group of fewer observations than that, told or to be had by taking one table from another; nothing that cannot be
 * read. Throws with file, place and remedy of all it found.
 */
export async function auditPrivacy(options: PrivacyAudit): Promise<PrivacyReport> {
  const {faults, report} = await inspect(options);
  if (faults.length > 0) throw new Error(faultText(faults));
  return report;
}

/** The same without an end: every fault, and what was looked for. */
export async function inspect({
  site,
  projectDir,
  client,
}: PrivacyAudit): Promise<{faults: string[]; report: PrivacyReport}> {
  const engine = await Engine.open(warehousePath(projectDir), {readOnly: true});
  try {
    const {hotLeads, minCell, personal} = await rulesOf(engine, projectDir);
    const files = filesIn(site).filter((file) => !(hotLeads && isOfLeads(file)));
    const {read, place, faults} = readSite(site, files, {hotLeads, minCell});
    const period = await periodOf(engine);
    const open = await openTexts(engine, personal);
    const marked = personal.map((name) => ({name, what: `a value of ${name}, which is personal`, fewerThan: null}));
    const looking = await looksPersonal(engine, open, minCell);
    const ids = await seekIds(engine, place);
    const people = await seekPairs(engine, place, personal, minCell);
    for (const column of [...marked, ...looking])
      people.push(await seekPersonal(engine, place, column, {minCell, period}));
    const rare = [];
    for (const column of open) rare.push(await seekRare(engine, place, {column, minCell}));
    const direct = [ids, ...people].flatMap(({found}) => found);
    const {told, excused} = await judge(engine, {place, read, direct, client, minCell, personal});
    for (const [i, {secret, place}] of told.entries())
      faults.push(secretFault(place, secret, i < shownFaults ? await remedyOf(engine, projectDir, secret) : undefined));
    const report = {
      files: files.length,
      looked: [ids.looked, ...people.map(({looked}) => looked), ...rare],
      excused,
      minCell,
      publishesLeads: hotLeads,
    };
    return {faults, report};
  } finally {
    engine.close();
  }
}

interface ReadFile {
  file: string;
  searched: Searched[];
}

/** Everything the site says, read once; and what is at fault in it whatever the project's data are. */
function readSite(
  site: string,
  files: readonly string[],
  {hotLeads, minCell}: Pick<Publishing, "hotLeads" | "minCell">,
): {read: ReadFile[]; place: Place; faults: string[]} {
  const faults: string[] = [];
  const search = new Search();
  const figures = new Figures();
  const padded = new Map<string, {text: string; place: string}>();
  const tables: Table[] = [];
  const read = files.map((file): ReadFile => {
    const contents = contentsOf(file, readFileSync(join(site, file)));
    if (!hotLeads) faults.push(...leadsPage(file, contents));
    const searched: Searched[] = [];
    const said = contents.passages.map(({text, ...passage}) => {
      const all = variants(text);
      const one = searchedIn(passage, all);
      search.learn(one);
      searched.push(one);
      for (const reading of all) {
        figures.learnText(file, passage, reading, !isOfProgram(file));
        for (const {key, text} of paddedIn(passage.kind, reading))
          if (!padded.has(key)) padded.set(key, {text, place: `${file}: ${passage.place}`});
      }
      return {...passage, readings: [...new Set(all.map(canonical))]};
    });
    for (const figure of contents.figures) figures.learnNumber(file, figure);
    for (const {place, ...table} of contents.tables) tables.push({...table, place: `${file}: ${place}`});
    faults.push(...contentFaults(file, {...contents, said}, minCell));
    return {file, searched};
  });
  faults.push(...differenceFaults(tables, minCell));
  return {read, place: {search, figures, padded}, faults};
}

/** Modules that were made before any data came near them. */
const isOfProgram = (file: string): boolean => /^(_client|_observablehq)[/\\].*\.(js|css)$/.test(file);

interface Judged {
  place: Place;
  read: readonly ReadFile[];
  /** What needed no search. */
  direct: readonly Found[];
  client: string;
  minCell: number;
  personal: readonly string[];
}

interface Hit {
  one: Sought;
  place: string;
  /** Only modules of the program say it. */
  inProgram: boolean;
}

/** What was found, and what of it is no secret, since the program or the data of whole groups say the same. */
async function judge(engine: Engine, judged: Judged): Promise<{told: Found[]; excused: Excused[]}> {
  const {place, read, direct, client} = judged;
  const hits = new Map<string, Hit>();
  for (const {file, searched} of read) {
    const inProgram = isOfProgram(file);
    for (const passage of searched) {
      for (const one of place.search.find(passage)) {
        const key = keyOf(one.secret);
        const before = hits.get(key);
        if (!before || (before.inProgram && !inProgram))
          hits.set(key, {one, place: `${file}: ${passage.place}`, inProgram});
      }
    }
  }
  if (hits.size === 0) return {told: dedupe(direct), excused: []};
  const suspects = new Search();
  for (const {one, inProgram} of hits.values()) {
    const rest = one.secret.kind === "rare" ? restOf(one.form.letters) : inProgram ? numberOf(one.form.letters) : null;
    const forms = [one.form, ...(rest ? [{...one.form, letters: rest, joints: null}] : [])];
    for (const form of forms) {
      suspects.learn(searchedIn({place: "", kind: "text"}, [form.letters]));
      suspects.seek({...one, form});
    }
  }
  const found = (passages: Iterable<Passage>) => formsIn(suspects, passages);
  const words = await groupWords(engine, judged);
  const program = found(programTexts(client));
  const groups = found(words);
  const named = found(await titles(engine));
  const whole = new Set(words.map(({text}) => canonical(text).trim()));
  const told: Found[] = [...direct];
  const excused: Excused[] = [];
  for (const {one, place, inProgram} of hits.values()) {
    const why = excuseOf(one, {program, groups, named, whole}, inProgram);
    if (why === null) told.push({secret: one.secret, place});
    else excused.push({secret: one.secret, place, why});
  }
  return {told: dedupe(told), excused};
}

const keyOf = ({kind, column, value}: Secret): string => `${kind}\u0000${column}\u0000${value}`;

const dedupe = (found: readonly Found[]): Found[] => [
  ...new Map(found.map((one) => [keyOf(one.secret), one])).values(),
];

/** Forms that are sought and stand in texts that are nobody's secret. */
function formsIn(search: Search, passages: Iterable<Passage>): Set<string> {
  const found = new Set<string>();
  for (const {text, ...passage} of passages) {
    for (const {form} of search.find(searchedIn(passage, [text]), true)) found.add(form.letters);
  }
  return found;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** What the program itself says is nobody's secret: its sources, but for pages that people have added; the libraries in its modules; Framework. */
function* programTexts(client: string): Generator<Passage> {
  const manifest = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
  const framework = ["client", "style"].map((folder) => join(dirname(manifest), "dist", folder));
  const folders = [client, join(home, "src"), join(home, "loaders"), ...framework];
  for (const folder of folders) {
    for (const file of filesIn(folder)) {
      if (/\.(js|ts|css|md)$/.test(file) && !/^(\.|own[/\\])/.test(file))
        yield {place: file, text: readFileSync(join(folder, file), "utf8"), kind: "code"};
    }
  }
}
