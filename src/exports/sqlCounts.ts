import {anyActivity, type BehaviourCondition, isSilence, type SilenceCondition} from "../analysis/rules/rules.ts";
import {say} from "../text/language.ts";
import {literal} from "./sqlRules.ts";

/** What has to be counted of each lead's activities: every action and window once, however many rules ask for it. */
export class Counts {
  private readonly conditions: string[] = [];
  private hasAny = false;
  private hasTopics = false;

  get isEmpty(): boolean {
    return this.conditions.length === 0;
  }

  /** Columns of `activities` that are read besides lead, time and activity. */
  get columns(): string[] {
    return [...(this.hasTopics ? ["topic"] : []), ...(this.hasAny ? ["actor"] : [])];
  }

  /** SQL of how often the action was done in the condition's window. */
  of(condition: BehaviourCondition | SilenceCondition): string {
    const days = isSilence(condition) ? condition.none_for_days : condition.within_days;
    const test = [
      ...this.action(condition),
      ...(days === undefined ? [] : [`before.occurred_at >= before.whole_as_of - interval '${24 * days}' hour`]),
    ].join(" and ");
    const known = this.conditions.indexOf(test);
    const position = known >= 0 ? known : this.conditions.push(test) - 1;
    return `coalesce(counts.n${position + 1}, 0)`;
  }

  /** The CTEs that leave `counts`, a row a lead with activities before as-of; empty where nothing is counted. */
  sql(): string {
    if (this.isEmpty) return "";
    return `${this.hasAny ? byLeads() : ""}before as (
  -- ${say({en: "windows reach back from as-of without its fraction of a second: ages are whole seconds", ja: "期間は、秒未満を切り捨てた採点時点からさかのぼります（経過時間は秒単位）"})}
  select
    activities.lead_id, activities.occurred_at, activities.activity${this.hasTopics ? ", activities.topic" : ""}${this.hasAny ? ", by_leads.activity is not null as is_by_lead" : ""},
    date_trunc('second', moment.as_of) as whole_as_of
  from activities
  cross join moment${this.hasAny ? "\n  left join by_leads on by_leads.activity = activities.activity" : ""}
  where activities.occurred_at < moment.as_of
),
counts as (
  select
    before.lead_id${this.conditions.map((test, i) => `,\n    count(*) filter (where ${test}) as n${i + 1}`).join("")}
  from before
  group by before.lead_id
),
`;
  }

  private action({activity, topic}: {activity: string; topic?: string}): string[] {
    if (activity === anyActivity && topic === undefined) {
      this.hasAny = true;
      return ["before.is_by_lead"];
    }
    if (topic !== undefined) this.hasTopics = true;
    return [
      `before.activity = ${literal(activity)}`,
      ...(topic === undefined ? [] : [`before.topic = ${literal(topic)}`]),
    ];
  }
}

const byLeads = (): string => `by_leads as (
  -- ${say({en: '"any activity" is what leads do themselves: not the kinds of activity that only sellers do', ja: "「何らかの行動」はリード自身の行動です。営業担当だけが行う種類は含みません"})}
  select distinct activities.activity from activities where activities.actor is null or activities.actor <> 'seller'
),
`;
