import {toolIds} from "../../src/analysis/rules/profiles.ts";
import {formatWords} from "../sources/files/dateShapes.ts";
import {checkDeals} from "./checkDeals.ts";
import {dayFault} from "./dayFault.ts";
import {didYouMean} from "./faults.ts";
import type {ProjectFile} from "./schema.ts";
import type {Finding, Path} from "./yamlFile.ts";

/** What no single key can be blamed for: names that must exist elsewhere in the file, values that must agree. */
export function crossCheck(project: ProjectFile): Finding[] {
  return [
    ...checkTimezone(project.timezone),
    ...checkAsOf(project.as_of),
    ...checkStages(project),
    ...checkRules(project),
    ...checkNumbers(project),
    ...checkLimits(project),
    ...checkTool(project),
    ...checkThreshold(project),
    ...checkSources(project),
    ...checkDeals(project),
  ];
}

function checkTimezone(zone: string): Finding[] {
  try {
    new Intl.DateTimeFormat("en", {timeZone: zone});
    return [];
  } catch {
    const known = didYouMean(zone, Intl.supportedValuesOf("timeZone"));
    return [
      {
        path: ["timezone"],
        message: `unknown timezone: ${zone}${known || "; expected an IANA name such as Asia/Tokyo"}`,
      },
    ];
  }
}

function checkAsOf(asOf: string | undefined): Finding[] {
  const message = asOf === undefined ? null : dayFault(asOf);
  return message === null ? [] : [{path: ["as_of"], message}];
}

function checkStages({stages, target, observe}: ProjectFile): Finding[] {
  const ids = stages.map(({id}) => id);
  const twice = ids.flatMap((id, i): Finding[] =>
    ids.indexOf(id) < i
      ? [{path: ["stages", i, "id"], message: `duplicate stage: ${id}; each stage is listed once`}]
      : [],
  );
  return [
    ...twice,
    ...(target === "won" ? [] : knownStage(target, ids, ["target"], "expected won or the id of a stage")),
    ...(observe.stage === undefined ? [] : knownStage(observe.stage, ids, ["observe", "stage"])),
  ];
}

function knownStage(stage: string, ids: string[], path: Path, expected = "expected the id of a stage"): Finding[] {
  if (ids.includes(stage)) return [];
  const listed = ids.length ? `${expected}: ${ids.join(", ")}` : `${expected}, and the project lists no stages`;
  return [{path, message: `unknown stage: ${stage}${didYouMean(stage, ids) || `; ${listed}`}`}];
}

function checkRules({rules, stages}: ProjectFile): Finding[] {
  const ids = stages.map(({id}) => id);
  return rules.flatMap(({id, when, in_stage}, i) => {
    const limits = (in_stage ?? []).flatMap((s) => knownStage(s, ids, ["rules", i, "in_stage"]));
    const named = "stage" in when ? when.stage.flatMap((s) => knownStage(s, ids, ["rules", i, "when", "stage"])) : [];
    const twice: Finding[] =
      id !== undefined && rules.findIndex((other) => other.id === id) < i
        ? [{path: ["rules", i, "id"], message: `duplicate rule: ${id}; each rule has a name of its own`}]
        : [];
    return [...limits, ...named, ...twice, ...checkRange(when, ["rules", i, "when"])];
  });
}

function checkRange(when: ProjectFile["rules"][number]["when"], path: Path): Finding[] {
  if (!("attribute" in when) || "is" in when || "missing" in when) return [];
  const {attribute, at_least, below} = when;
  if (at_least === undefined && below === undefined) {
    return [{path, message: `missing condition on ${attribute}; add one of is, at_least, below, missing`}];
  }
  if (at_least === undefined || below === undefined || at_least < below) return [];
  return [{path: [...path, "below"], message: `below ${below} excludes at_least ${at_least}; below must be larger`}];
}

function checkThreshold({threshold: {value, call_cost, bands = []}}: ProjectFile): Finding[] {
  const found: Finding[] = [];
  if ((value === undefined) !== (call_cost === undefined)) {
    const [given, missing] = value === undefined ? ["call_cost", "value"] : ["value", "call_cost"];
    found.push({
      path: ["threshold", given],
      message: `missing threshold.${missing}; profit is value × conversions − call_cost × calls and needs both`,
    });
  }
  const twice = bands.findIndex((cut, i) => bands.indexOf(cut) < i);
  if (twice >= 0)
    found.push({
      path: ["threshold", "bands", twice],
      message: `duplicate band: ${bands[twice]}; each score begins one band`,
    });
  return found;
}

function checkNumbers({points, candidates}: ProjectFile): Finding[] {
  const found: Finding[] = [];
  if (points.min >= points.max) {
    found.push({path: ["points", "min"], message: `min ${points.min} is not under max ${points.max}`});
  }
  const windows = candidates.windows_days;
  if (windows.some((w, i) => i > 0 && w <= windows[i - 1])) {
    found.push({path: ["candidates", "windows_days"], message: `windows not ascending: ${windows.join(", ")}`});
  }
  return found;
}

function checkTool({points: {tool}}: ProjectFile): Finding[] {
  if (tool === undefined || toolIds.includes(tool)) return [];
  return [
    {
      path: ["points", "tool"],
      message: `unknown tool: ${tool}${didYouMean(tool, toolIds) || `; expected ${toolIds.join(", ")}`}`,
    },
  ];
}

function checkLimits({points, stages}: ProjectFile): Finding[] {
  const ids = stages.map(({id}) => id);
  return points.limits.flatMap((limit, i): Finding[] => {
    const path = ["points", "limits", i];
    const {for: selector, sign, min, max, fixed, use, cap, floor, at_most} = limit;
    const low = Math.max(min ?? points.min, sign === "plus" ? 0 : points.min);
    const high = Math.min(max ?? points.max, sign === "minus" ? 0 : points.max);
    const asks = [sign, min, max, fixed, use, cap, floor, at_most].some((part) => part !== undefined);
    const found: Finding[] = [];
    if (!asks) found.push({path, message: "missing limit; add one of sign, min, max, fixed, use, at_most, cap, floor"});
    if (low > high) found.push({path, message: `no points between ${low} and ${high}; mend min, max or sign`});
    if (fixed !== undefined && (use === "never" || sign !== undefined || min !== undefined || max !== undefined))
      found.push({path, message: "fixed says all; leave out sign, min, max and use: never"});
    if ("when" in selector) {
      const {when} = selector;
      found.push(...checkRange(when, [...path, "for", "when"]));
      if ("stage" in when)
        found.push(...when.stage.flatMap((s) => knownStage(s, ids, [...path, "for", "when", "stage"])));
    }
    return found;
  });
}

function checkSources({sources, missing}: ProjectFile): Finding[] {
  const found: Finding[] = [];
  for (const [table, list] of Object.entries(sources)) {
    list.forEach((source, i) => {
      const at = list.length > 1 ? ["sources", table, i] : ["sources", table];
      for (const [column, format] of Object.entries(source.dates)) {
        if (isDateFormat(format)) continue;
        const message = `invalid format: ${format}; expected strptime codes for year, month and day such as '%d-%m-%y'`;
        found.push({path: [...at, "dates", column], message});
      }
      const {actor} = source.constants;
      if (table === "activities" && actor !== undefined && !actors.includes(actor)) {
        const message = `unknown actor: ${actor}${didYouMean(actor, actors) || "; expected lead or seller"}`;
        found.push({path: [...at, "constants", "actor"], message});
      }
      if (source.attributes !== undefined && table !== "leads") {
        found.push({path: [...at, "attributes"], message: "attributes belong to leads; move them to sources.leads"});
      }
    });
  }
  missing.forEach((text, i) => {
    if (text.trim() !== text)
      found.push({path: ["missing", i], message: `placeholder with spaces: "${text}"; write it trimmed`});
  });
  return found;
}

/** Who does things; see the data contract. */
const actors = ["lead", "seller"];

/** Whether a strptime format names a whole date, or is one of the words in place of one. */
function isDateFormat(format: string): boolean {
  if (formatWords.includes(format)) return true;
  return /%[yYcx]/.test(format) && /%-?[mbBcx]/.test(format) && /%-?[dcx]/.test(format);
}
