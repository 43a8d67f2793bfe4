import type {Files} from "../loading.ts";

/** A malformed project: what is wrong, its files beside the ones that every row has, and a part of the sentence that tells it. */
export type Row = [what: string, files: Files, says: RegExp];

/** What every project has unless its row says otherwise. */
export const sound: Files = {
  "project.yaml":
    "title: T\nsources:\n  leads: {files: leads.csv}\n  activities: {files: acts.csv}\n  outcomes: {files: deals.csv}\n",
  "leads.csv": "lead_id,created_at,size\nL1,2025-01-02,small\nL2,2025-01-03,large\n",
  "acts.csv": "lead_id,occurred_at,activity\nL1,2025-01-04,visit\nL2,2025-01-05,call\n",
  "deals.csv": "lead_id,outcome,decided_at\nL1,won,2025-02-01\nL2,lost,2025-02-02\n",
};

/** A project file of these lines. */
export const project = (...lines: string[]): Files => ({"project.yaml": `${lines.join("\n")}\n`});

const head = [
  "title: T",
  "sources:",
  "  leads: {files: leads.csv}",
  "  activities: {files: acts.csv}",
  "  outcomes: {files: deals.csv}",
];

/** The sound project file with these lines after it. */
export const plus = (...lines: string[]): Files => project(...head, ...lines);

/** The sound project file with another source of leads. */
export const leads = (source: string): Files =>
  project("title: T", "sources:", `  leads: ${source}`, "  outcomes: {files: deals.csv}");

/** The sound project file with another source of activities, and of outcomes. */
export const activities = (source: string): Files =>
  project("title: T", "sources:", "  leads: {files: leads.csv}", `  activities: ${source}`);
export const outcomes = (source: string): Files =>
  project("title: T", "sources:", "  leads: {files: leads.csv}", `  outcomes: ${source}`);
