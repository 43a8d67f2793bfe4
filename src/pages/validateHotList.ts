import {html} from "htl";
import {count, plural, signed} from "../analysis/figures.ts";
import type {Swap} from "../analysis/validation/swapSet.ts";
import type {ValidationReport} from "../analysis/validation/validationReport.ts";
import type {ShownReport, ShownSwap} from "../analysis/validation/validationShown.ts";
import type {Table} from "../charts/chart.ts";
import {rates} from "../charts/rates.ts";
import {hotListsByMonth, orderByMonth} from "../charts/validationMonths.ts";
import {figure} from "../components/figure.ts";
import {absent} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {month, shareText} from "../text/format.ts";
import {contenderNames, swapText, tradeText} from "../text/validation.ts";
import {selection} from "./choice.ts";

/** Who enters and who leaves the hot list. */
export function swap({swap: found}: ShownReport): HTMLElement {
  if (!found) return absent("Without a test there is no hot list to compare.");
  const whose = contenderNames[found.against];
  return html`<div>
    <p>${swapText(found)}</p>
    ${figure(swapChart(found, found.base), "Those who stay, enter and leave", {
      shows: `The hot list of ${whose} beside that of the suggested card, both of the same size, on leads that were not learned from.`,
      read: "Enter should lie to the right of leave, and leave near the dashed line, which is the rate of all leads. Leads with the same score at the edge share the places that are left.",
      act: "If those who leave convert as often as those who enter, the new card only moves leads around.",
    })}
    ${found.difference ? html`<p>${tradeText(found.difference)}</p>` : ""}
  </div>`;
}

function swapChart({stay, enter, leave, proposed, rival}: ShownSwap<Swap>, base: number) {
  const groups = {stay, enter, leave, "the whole new list": proposed, "the whole old list": rival};
  const bins = Object.entries(groups).flatMap(([label, rate]) => (rate ? [{label, ...rate}] : []));
  return rates(bins, {groups: "leads that", rate: "converted", base});
}

/** Period by period, with the card that could have been known then. */
export function months({replay, swap: found, rules}: ShownReport): HTMLElement {
  if (!replay)
    return absent(
      "The data have no as-of dates, so that past months cannot be replayed. The test above leaves out leads in turn instead.",
    );
  const rival = found?.against === "current" ? "today's" : "one point each";
  const {before, all, cards, months: shown} = replay;
  return html`<div>
    <p>${replayText(all, shown.length, rival)}${before.length ? ` ${plural(before.length, "earlier period is", "earlier periods are")} not shown: too few outcomes were known to learn from.` : ""}</p>
    ${figure(hotListsByMonth(shown, rival), "What the hot list would have brought", {
      shows: "For each period the conversion rate of the hot list by each card, and of all leads.",
      read: "Each period's suggested card was learned only on outcomes known when the period began; lines are 95 % intervals. The last periods are those of the test.",
      act: "Look for periods in which the order of the two turns round: what was different then?",
    })}
    ${figure(orderByMonth(shown, rival), "Order period by period", {
      shows: "The AUC of each card in each period. The table has the chance it gave and what came true.",
      read: "A card that learns should rise over the first periods and then stay; a fall at the end is a card that ages.",
      act: "If the last periods fall, learn anew before going on.",
    })}
    ${oneMonth(shown, cards, rules, rival)}
  </div>`;
}

function replayText({enter, leave, proposed, rival: theirs}: ShownSwap<Swap>, n: number, rival: string): string {
  if (!proposed || !theirs) return "";
  const lists = `Over ${plural(n, "period")} the suggested card's hot lists convert ${shareText(proposed)}, those of ${rival === "today's" ? "today's card" : rival} ${shareText(theirs)}.`;
  return enter && leave
    ? `${lists} Those it would have added convert ${shareText(enter)}, those it would have dropped ${shareText(leave)}.`
    : lists;
}

type Replay = NonNullable<ShownReport["replay"]>;

/** The period of the reader's choice; the last first. */
function oneMonth(
  all: Replay["months"],
  cards: Replay["cards"],
  rules: ValidationReport["rules"],
  rival: string,
): HTMLElement {
  const latest = [...all].reverse();
  const words = html`<p></p>`;
  const lists = shownTable(monthTable(latest[0], rival), "Hot lists of the period");
  const card = shownTable(cardTable(cards[latest[0].card], rules), "The card as of the period");
  const show = (one: Replay["months"][number]) => {
    const {from, to, train} = cards[one.card];
    words.textContent = `As of ${month(one.period)}, the card was learned on ${month(from)} to ${month(to)}: ${plural(train.n, "observation")}, ${count(train.conversions)} converted.`;
    lists.update(monthTable(one, rival));
    card.update(cardTable(cards[one.card], rules));
  };
  show(latest[0]);
  const options = latest.map(({period}) => ({value: period, label: month(period)}));
  const choose = (period: string) => show(latest.find((one) => one.period === period) ?? latest[0]);
  return html`<div><h3>One period</h3>${selection("Period", options, choose)}${words}${lists.element}${card.element}</div>`;
}

function monthTable({swap: found, proposed}: Replay["months"][number], rival: string): Table {
  const groups = {
    "suggested card's list": found.proposed,
    [`${rival === "today's" ? "today's card" : rival}: list`]: found.rival,
    "on both": found.stay,
    enter: found.enter,
    leave: found.leave,
    "all leads": proposed.observed,
  };
  return {
    columns: ["leads", "n", "converted", "rate (95 %)"],
    rows: Object.entries(groups).map(([name, rate]) =>
      rate ? [name, count(rate.n), count(rate.conversions), shareText(rate)] : [name, "too few to show", "–", "–"],
    ),
  };
}

const cardTable = ({points}: Replay["cards"][number], rules: ValidationReport["rules"]): Table => ({
  columns: ["rule", "points"],
  rows: points.map(({rule, points: given}) => [rules[rule], signed(given)]),
});
