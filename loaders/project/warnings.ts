import {stringify} from "yaml";
import {anyActivity, type Rule} from "../../src/analysis/rules/rules.ts";
import {attributeColumn} from "../../src/exports/sqlRules.ts";
import type {Engine} from "../engine/duckdb.ts";
import {contactsIn} from "../site/audit/contacts.ts";
import {heldSecrets} from "../site/audit/held.ts";
import {readings} from "../site/audit/words.ts";
import {attributesOf} from "../tables/attributes.ts";
import {didYouMean, faultText} from "./faults.ts";
import {faultsIn} from "./project.ts";
import type {Project} from "./schema.ts";
import type {Finding} from "./yamlFile.ts";

/**
 * What is probably not meant, by the loaded tables: rules on actions that no lead has, attributes that look like mail addresses or
 * telephone numbers and are not marked personal, and values of groups that hold an id or a personal value. A line each, with the place
 * in the project file.
 */
export async function warningsOf(engine: Engine, project: Project): Promise<string[]> {
  const found = [
    ...(await unknownActions(engine, project)),
    ...(await contacts(engine, project)),
    ...(await heldSecrets(engine, project)),
  ];
  return faultsIn(project, found).map((fault) => `warning: ${faultText(fault)}`);
}

async function unknownActions(engine: Engine, project: Project): Promise<Finding[]> {
  const rows = await engine.rows<{activity: string; topic: string | null}>(
    "actions",
    "select distinct activity, topic from main.activities order by all",
  );
  const actions = [...new Set(rows.map(({activity}) => activity))];
  const unknown = (word: string, known: readonly string[], path: Finding["path"]): Finding[] => {
    if (known.includes(word)) return [];
    const hint = didYouMean(word, known) || (known.length ? `; the data have ${known.slice(0, 12).join(", ")}` : "");
    return [{path, message: `no lead has: ${word}${hint}`}];
  };
  const inRules = project.rules.flatMap(({when}: Rule, i) => {
    if (!("activity" in when)) return [];
    const path = ["rules", i, "when"];
    const isAny = when.activity === anyActivity;
    const missing = isAny ? [] : unknown(when.activity, actions, [...path, "activity"]);
    if (missing.length || when.topic === undefined) return missing;
    const topics = rows.flatMap(({activity, topic}) => (isAny || activity === when.activity ? (topic ?? []) : []));
    return unknown(when.topic, topics, [...path, "topic"]);
  });
  return [...inRules, ...Object.keys(project.actions).flatMap((name) => unknown(name, actions, ["actions", name]))];
}

/** Values of an attribute that are looked at, and the share of them that makes it one of contacts. */
const lookedAt = 500;
const leastShare = 0.1;

async function contacts(engine: Engine, project: Project): Promise<Finding[]> {
  const hasBlock = Object.keys(project.attributes).length > 0;
  const found: Finding[] = [];
  for (const {name, type} of await attributesOf(engine)) {
    if (type === "number" || project.attributes[name]?.personal) continue;
    const rows = await engine.rows<{value: string}>(
      "values",
      `select distinct ${attributeColumn(name)} as value from main.leads where ${attributeColumn(name)} is not null limit ${lookedAt}`,
    );
    const kinds = rows.map(({value}) => contactsIn({place: name, kind: "text", readings: readings(value)}));
    const mails = kinds.filter(({mail}) => mail !== null).length;
    const phones = kinds.filter(({phone}) => phone !== null).length;
    const most = Math.max(mails, phones);
    if (most === 0 || most < leastShare * rows.length) continue;
    const what = mails >= phones ? "mail addresses" : "telephone numbers";
    const marked = stringify(
      {[name]: {personal: true}},
      {collectionStyle: "flow", flowCollectionPadding: false},
    ).trim();
    const remedy = hasBlock ? `add to them: ${marked.slice(1, -1)}` : `write attributes: ${marked}`;
    found.push({
      path: ["attributes"],
      message: `${name} looks like ${what} (${most} of ${rows.length} values looked at) and is not marked personal; if it is, ${remedy}`,
    });
  }
  return found;
}
