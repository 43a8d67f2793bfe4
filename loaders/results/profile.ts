import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import type {PaidCount} from "../../src/analysis/profile/concentration.ts";
import type {Ends} from "../../src/analysis/profile/groupProfiles.ts";
import {segmentField, segmentPersonas} from "../../src/analysis/profile/personas.ts";
import {type ProfileInput, type ProfileReport, profileReport} from "../../src/analysis/profile/profile.ts";
import type {Cuts, ProfileCount} from "../../src/analysis/profile/profileGroups.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Project} from "../project/schema.ts";
import type {Attribute} from "../steps/features/attributeCounts.ts";
import {profileCountsSql, profileMediansSql, profileValuesSql} from "../steps/profile/profileCounts.ts";
import {segmentAttributes} from "./segmentAttributes.ts";

/** Into how many steps of days the follow-up is cut within segments. */
const segmentSteps = 60;

/**
 * Who the customers are. Attributes are those that are not personal; what a leak flag leaves out of rules is told apart. Needs
 * `steps.spells`; leaves `steps.profile_*`.
 */
export async function profileOf(
  engine: Engine,
  project: Project,
  {attributes, leaks}: {attributes: readonly Attribute[]; leaks: readonly LeakFlag[]},
): Promise<ProfileReport> {
  await runStep(engine, "profile_leads");
  await runStep(engine, "profile_amounts");
  await engine.run("profile_values", profileValuesSql(attributes));
  await engine.run("profile_counts", profileCountsSql(attributes));
  await engine.run("profile_medians", profileMediansSql(attributes));
  const excluded = leaks.filter(({kind, excluded}) => kind === "attribute" && excluded);
  const [leads] = await engine.rows<Ends>(
    "profile_leads",
    `select count(*) as n, count(*) filter (outcome = 'won') as won, count(*) filter (outcome = 'open') as open,
      count(*) filter (outcome = 'lost') as lost from steps.profile_leads`,
  );
  const input: ProfileInput = {
    counts: await engine.rows<ProfileCount>("profile_counts", "select * from steps.profile_counts order by all"),
    cuts: await readCuts(engine, attributes),
    medians: await engine.rows("profile_medians", "select * from steps.profile_medians order by all"),
    amounts: await engine.rows<PaidCount>(
      "profile_amounts",
      "select n, amount from steps.profile_amounts order by tile",
    ),
    leads,
    afterwards: new Map(excluded.map(({field, why}) => [field, why])),
    minSupport: project.candidates.min_support,
    minCell: project.publish.min_cell,
  };
  const whole = profileReport(input);
  const names = await segmentAttributes(engine, project, leaks);
  const segment = segmentField(whole.attributes, names, project.candidates.min_support);
  if (segment === null) return whole;
  const longest = input.counts.reduce((most, {days}) => Math.max(most, days ?? 0), 0);
  const width = Math.max(1, Math.ceil(longest / segmentSteps));
  await engine.run("profile_segment_counts", profileCountsSql(attributes, {segment, width}));
  const segmentCounts = await engine.rows<ProfileCount>(
    "profile_segment_counts",
    "select * from steps.profile_segment_counts order by all",
  );
  return {...whole, segments: segmentPersonas(input, {field: segment, counts: segmentCounts, whole: whole.attributes})};
}

async function readCuts(engine: Engine, attributes: readonly Attribute[]): Promise<Cuts[]> {
  const rows = await engine.rows<{field: string; cut: number | null; n_values: number}>(
    "profile_values",
    "select field, cut, n_values from steps.profile_values order by all",
  );
  return attributes.map(({name, type}) => {
    const own = rows.filter(({field}) => field === name);
    return {
      field: name,
      type,
      values: type === "number" ? own.length : (own[0]?.n_values ?? 0),
      cuts: own.flatMap(({cut}) => cut ?? []),
    };
  });
}
