import {closeSync, mkdirSync, openSync, writeFileSync, writeSync} from "node:fs";
import {join} from "node:path";
import {exponential, integer, normal, type Random, randomStream} from "../../loaders/sources/sample/random.ts";

/** How much of everything a generated project has. */
export interface Width {
  leads: number;
  /** Attribute columns in all; of them `numbers` hold numbers, `names` hardly a value twice, `lists` two hundred values each, others up to twelve. */
  columns: number;
  numbers: number;
  names: number;
  lists: number;
  /** Kinds of activities, some far commoner than others. */
  actions: number;
  /** Different topics; 0: activities have none. */
  topics: number;
  activities: number;
  stages: number;
  /** Entries into stages; with several files, each table is spread over them. */
  visits: number;
  files: number;
}

/** Wider than one load can look at whole: 200 columns, one of 10,000 values or as many as there are leads, 500 actions, 60 stages, 91,000 visits. */
export const wide: Width = {
  leads: 3_000,
  columns: 200,
  numbers: 40,
  names: 1,
  lists: 9,
  actions: 500,
  topics: 10_000,
  activities: 91_000,
  stages: 60,
  visits: 91_000,
  files: 1,
};

/** What is planted: odds of winning are e^1.6 times as high with it. */
export const planted = {attribute: "column_7", value: "v1", activity: "action_4"};

const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);

/** Writes such a project into a folder; the same width gives the same bytes. `more` is appended to its project file. */
export function writeWideProject(folder: string, width: Width, more = ""): void {
  mkdirSync(folder, {recursive: true});
  const {leads, columns, numbers, names, lists, files} = width;
  const categories = columns - numbers - names - lists;
  const header = [
    ...Array.from({length: categories}, (_, i) => `column_${i}`),
    ...Array.from({length: lists}, (_, i) => `list_${i}`),
    ...Array.from({length: names}, (_, i) => `name_${i}`),
    ...Array.from({length: numbers}, (_, i) => `number_${i}`),
  ];
  const parts = (table: string, head: string) =>
    Array.from({length: files}, (_, i) => {
      const file = openSync(join(folder, `${table}${files > 1 ? `-${i}` : ""}.csv`), "w");
      writeSync(file, `${head}\n`);
      return file;
    });
  const out = {
    leads: parts("leads", ["lead_id", "created_at", ...header].join(",")),
    activities: parts("activities", `lead_id,occurred_at,activity${width.topics > 0 ? ",topic" : ""}`),
    visits: parts("visits", "lead_id,stage,entered_at"),
    outcomes: parts("outcomes", "lead_id,outcome,decided_at"),
  };
  const time = (at: number) => new Date(Math.round(at / 1000) * 1000).toISOString().slice(0, 19);
  for (let i = 0; i < leads; ++i) {
    const random = randomStream(13, i);
    const put = (files: number[], lines: string[]) => {
      if (lines.length > 0) writeSync(files[i % files.length], `${lines.join("\n")}\n`);
    };
    const id = `W${String(i).padStart(7, "0")}`;
    const created = start + random() * 400 * day;
    const cells = header.map((name, j) => cell(random, name, j, i));
    put(out.leads, [[id, time(created), ...cells].join(",")]);
    const acts = Math.round((width.activities / leads) * (0.5 + random()));
    const done = Array.from({length: acts}, () => action(random, width));
    const isPlanted =
      Number(cells[header.indexOf(planted.attribute)] === planted.value) + Number(done.includes(planted.activity));
    put(
      out.activities,
      done.map((name) => {
        const at = time(created + 0.1 * day + random() * 60 * day);
        return width.topics > 0 ? `${id},${at},${name},${topic(random, width)}` : `${id},${at},${name}`;
      }),
    );
    const steps = Math.min(width.stages, Math.round((width.visits / leads) * 2 * random()));
    let entered = created;
    put(
      out.visits,
      Array.from({length: steps}, (_, s) => {
        entered += exponential(random, 2) * day;
        return `${id},stage_${s},${time(entered)}`;
      }),
    );
    const chance = 1 / (1 + Math.exp(2.5 - 1.6 * isPlanted));
    const decided = created + (61 + exponential(random, 30)) * day;
    const isDecided = random() < 0.8;
    if (isDecided) put(out.outcomes, [`${id},${random() < chance ? "won" : "lost"},${time(decided)}`]);
  }
  for (const file of Object.values(out).flat()) closeSync(file);
  writeFileSync(join(folder, "project.yaml"), projectFile(width, more));
}

/** A category of a few values, a long list, a name of its own, or a number: round, skew or counted. */
function cell(random: Random, name: string, j: number, i: number): string {
  if (random() < 0.03) return "";
  if (name.startsWith("name")) return `n${(i * 7919) % 10_000}`;
  if (name.startsWith("list")) return `l${Math.floor(200 * random() ** 2)}`;
  if (name.startsWith("number")) {
    return j % 3 === 0
      ? String(integer(random, 0, 400))
      : (j % 3 === 1 ? exponential(random, 1000) : normal(random)).toFixed(2);
  }
  return `v${Math.floor((3 + (j % 10)) * random() ** 1.5)}`;
}

const action = (random: Random, {actions}: Width): string => `action_${Math.floor(actions * random() ** 3)}`;

const topic = (random: Random, {topics}: Width): string => `topic ${Math.floor(topics * random() ** 4)}`;

function projectFile({stages, files, topics: _}: Width, more: string): string {
  const of = (table: string) => `${table}${files > 1 ? "-*" : ""}.csv`;
  const ids = Array.from({length: stages}, (_, s) => `  - id: stage_${s}`).join("\n");
  return `title: Wide
timezone: UTC
sources:
  leads: {files: ${of("leads")}}
  activities: {files: ${of("activities")}}
${stages > 0 ? `  stage_visits: {files: ${of("visits")}}\n` : ""}  outcomes: {files: ${of("outcomes")}}
${stages > 0 ? `stages:\n${ids}\n` : ""}${more}`;
}
