import type {Condition} from "../../src/analysis/rules/rules.ts";
import type {Project} from "./schema.ts";

/** What a project file spells out, of which it may be that the data have it. */
export interface Named {
  columns: string[];
  /** Attribute and value. */
  values: [string, string][];
  actions: string[];
  /** Action and topic. */
  topics: [string, string][];
}

/**
 * The attributes, values, actions and topics that a project file names: by `candidates.also`, in rules and limits, under `attributes:`
 * and `actions:`. These are looked at first, in this order.
 */
export function namedIn({candidates, rules, points, attributes, actions}: NamingProject): Named {
  const limits = points.limits.map(({for: selector}) => selector);
  const conditions: Condition[] = [
    ...rules.map(({when}) => when),
    ...limits.flatMap((selector) => ("when" in selector ? [selector.when] : [])),
  ];
  const all = [
    ...(candidates.also ?? []).map(meaningsOf),
    ...conditions.map(namedBy),
    {
      ...nothing,
      columns: [...limits.flatMap((one) => ("attribute" in one ? [one.attribute] : [])), ...Object.keys(attributes)],
      actions: [...limits.flatMap((one) => ("activity" in one ? [one.activity] : [])), ...Object.keys(actions)],
    },
  ];
  return {
    columns: all.flatMap(({columns, values}) => [...columns, ...values.map(([column]) => column)]),
    values: all.flatMap(({values}) => values),
    actions: all.flatMap(({actions, topics}) => [...actions, ...topics.map(([action]) => action)]),
    topics: all.flatMap(({topics}) => topics),
  };
}

type NamingProject = Pick<Project, "candidates" | "rules" | "points" | "attributes" | "actions">;

const nothing: Named = {columns: [], values: [], actions: [], topics: []};

/** Everything that a name of `candidates.also` can mean: names may hold the signs that part them. */
export function meaningsOf(text: string): Named {
  return {columns: [text], actions: [text], values: partedAt(text, "="), topics: partedAt(text, "/")};
}

const partedAt = (text: string, sign: string): [string, string][] =>
  [...text].flatMap((letter, i): [string, string][] =>
    letter === sign && i > 0 && i < text.length - 1 ? [[text.slice(0, i), text.slice(i + 1)]] : [],
  );

function namedBy(when: Condition): Named {
  if ("attribute" in when)
    return {
      ...nothing,
      columns: [when.attribute],
      values: ("is" in when ? (when.is ?? []) : []).map((value) => [when.attribute, value]),
    };
  if (!("activity" in when)) return nothing;
  return {...nothing, actions: [when.activity], topics: when.topic === undefined ? [] : [[when.activity, when.topic]]};
}
