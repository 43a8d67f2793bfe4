import type {Activity} from "./actions.ts";
import {daySeconds} from "./calendar.ts";
import type {Journey} from "./journey.ts";
import type {Model} from "./model.ts";
import {integer, oneOf, type Random} from "./random.ts";

const hour = 3600;

/** What is recorded because a lead was won: rows that look like actions that lead to winning. */
export function recordAftermath(random: Random, model: Model, {decision, activities}: Journey, end: number): void {
  if (decision?.outcome !== "won") return;
  const {contract_sent, onboarding_mail} = model.traps;
  const rows: Activity[] = [];
  if (random() < contract_sent.of_won) {
    const isBefore = random() < contract_sent.before;
    const at = isBefore
      ? decision.at - integer(random, hour, 20 * hour)
      : decision.at + integer(random, hour / 2, 2 * daySeconds);
    rows.push({at, activity: "contract_sent", channel: "mail", actor: "seller"});
  }
  if (random() < onboarding_mail.of_won) {
    const at = decision.at + integer(random, daySeconds, 9 * daySeconds);
    rows.push({at, activity: "onboarding_mail", channel: "mail", actor: "seller"});
  }
  activities.push(...rows.filter(({at}) => at < end));
}

/** Fields that sales fills in once it knows the end; empty text: not filled in. */
export function fillAfterwards(random: Random, model: Model, {decision}: Journey): Record<string, string> {
  const {budget_confirmed, lost_reason} = model.traps;
  const isFilled = random() < budget_confirmed[decision?.outcome ?? "open"];
  const isYes = random() < (decision?.outcome === "won" ? 0.96 : 0.5);
  const reason = oneOf(random, lost_reason);
  return {
    budget_confirmed: isFilled ? (isYes ? "yes" : "no") : "-",
    lost_reason: decision?.outcome === "lost" ? reason : "",
  };
}
