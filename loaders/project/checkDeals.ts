import {didYouMean} from "./faults.ts";
import type {ProjectFile} from "./schema.ts";
import type {Finding, Path} from "./yamlFile.ts";

type Table = keyof ProjectFile["sources"];
type Source = ProjectFile["sources"]["outcomes"][number];

/** What the keys of a source about stages and outcomes (`wide`, `values`, `several`, `lost_…`) must agree with. */
export function checkDeals(project: ProjectFile): Finding[] {
  const {sources} = project;
  const all = (Object.keys(sources) as Table[]).flatMap((table) =>
    sources[table].map((source, i) => ({
      table,
      source,
      path: (sources[table].length > 1 ? ["sources", table, i] : ["sources", table]) as Path,
    })),
  );
  return [
    ...all.flatMap(({table, source, path}) => [
      ...checkPlace(table, source, path),
      ...checkWide(project, table, source, path),
      ...checkValues(project, table, source, path),
    ]),
    ...checkAgreement(all.filter(({table, source}) => givesOutcomes(table, source))),
  ];
}

const isOutcome = (target: string): boolean => ["won", "lost"].includes(target.normalize("NFKC").trim().toLowerCase());

const givesOutcomes = (table: Table, {wide}: Source): boolean =>
  table === "outcomes" || (table === "stage_visits" && Object.values(wide ?? {}).some(isOutcome));

function checkPlace(table: Table, source: Source, path: Path): Finding[] {
  const isDeals = table === "outcomes" || table === "stage_visits";
  const misplaced = (key: string, where: string) => ({
    path: [...path, key],
    message: `unsupported in ${table}: ${key} belongs to ${where}; move it there`,
  });
  return [
    ...(["wide", "values"] as const).flatMap((key) =>
      source[key] !== undefined && !isDeals ? [misplaced(key, "stage_visits or outcomes")] : [],
    ),
    ...(["lost_after_days", "lost_when"] as const).flatMap((key) =>
      source[key] !== undefined && !givesOutcomes(table, source) ? [misplaced(key, "outcomes")] : [],
    ),
    ...(source.several !== "any won" && !givesOutcomes(table, source) ? [misplaced("several", "outcomes")] : []),
  ];
}

function checkWide(
  {stages}: ProjectFile,
  table: Table,
  {wide, columns, constants, values}: Source,
  path: Path,
): Finding[] {
  if (!wide || (table !== "outcomes" && table !== "stage_visits")) return [];
  const ids = stages.map(({id}) => id);
  const unknown = Object.entries(wide).flatMap(([column, target]): Finding[] =>
    isOutcome(target) || ids.includes(target)
      ? []
      : [
          {
            path: [...path, "wide", column],
            message: `unknown stage: ${target}${didYouMean(target, [...ids, "won", "lost"]) || `; expected won, lost${ids.length ? ` or the id of a stage: ${ids.join(", ")}` : ", and the project lists no stages"}`}`,
          },
        ],
  );
  const given = (["stage", "entered_at", "outcome", "decided_at"] as const).flatMap((name): Finding[] =>
    (["columns", "constants"] as const).flatMap((key) =>
      ({columns, constants})[key][name] === undefined
        ? []
        : [{path: [...path, key, name], message: `${name} beside wide, which gives it; leave it out`}],
    ),
  );
  const empty =
    Object.keys(wide).length === 0
      ? [{path: [...path, "wide"], message: "missing: a column and what its date tells, as in wide: {MQL date: mql}"}]
      : [];
  const worded = values
    ? [{path: [...path, "values"], message: "values beside wide, which has no words to explain; leave it out"}]
    : [];
  return [...empty, ...unknown, ...given, ...worded];
}

function checkValues({stages}: ProjectFile, table: Table, {values}: Source, path: Path): Finding[] {
  if (!values || (table !== "outcomes" && table !== "stage_visits")) return [];
  const known = table === "outcomes" ? ["won", "lost", "open"] : stages.map(({id}) => id);
  const found = Object.entries(values).flatMap(([meaning, words]): Finding[] => {
    const at = [...path, "values", meaning];
    if (!known.includes(meaning)) {
      const expected = `; expected ${table === "outcomes" ? "won, lost or open" : `the id of a stage: ${known.join(", ")}`}`;
      return [
        {
          path: at,
          message: `unknown ${table === "outcomes" ? "outcome" : "stage"}: ${meaning}${didYouMean(meaning, known) || expected}`,
        },
      ];
    }
    if (words === "rest" && meaning !== "open")
      return [{path: at, message: `unsupported: rest is for open alone; list the words that mean ${meaning}`}];
    return [];
  });
  const pairs = Object.entries(values).flatMap(([meaning, words]) =>
    words === "rest" ? [] : words.map((word) => ({meaning, word})),
  );
  const same = (a: string, b: string) =>
    a.normalize("NFKC").trim().toLowerCase() === b.normalize("NFKC").trim().toLowerCase();
  const twice = pairs.flatMap(({meaning, word}, i): Finding[] => {
    const before = pairs.slice(0, i).find((one) => same(one.word, word) && one.meaning !== meaning);
    return before
      ? [
          {
            path: [...path, "values", meaning],
            message: `duplicate word: ${word} means ${before.meaning} already; each word means one thing`,
          },
        ]
      : [];
  });
  return [...found, ...twice];
}

/** `several` and `lost_after_days` speak of leads, not of rows: sources that say them say the same. */
function checkAgreement(all: readonly {source: Source; path: Path}[]): Finding[] {
  const several = all.filter(({source}) => source.several !== "any won");
  const days = all.filter(({source}) => source.lost_after_days !== undefined);
  return [
    ...several
      .filter(({source}) => source.several !== several[0].source.several)
      .map(({source, path}) => ({
        path: [...path, "several"],
        message: `several: ${source.several} here, ${several[0].source.several} elsewhere; one setting holds for all outcomes`,
      })),
    ...days
      .filter(({source}) => source.lost_after_days !== days[0].source.lost_after_days)
      .map(({source, path}) => ({
        path: [...path, "lost_after_days"],
        message: `lost_after_days: ${source.lost_after_days} here, ${days[0].source.lost_after_days} elsewhere; one setting holds for all outcomes`,
      })),
  ];
}
