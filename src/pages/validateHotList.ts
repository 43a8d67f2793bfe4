import {html} from "htl";
import {count, signed} from "../analysis/figures.ts";
import type {Swap} from "../analysis/validation/swapSet.ts";
import type {SwapReport, ValidationReport} from "../analysis/validation/validationReport.ts";
import type {ShownReport, ShownSwap} from "../analysis/validation/validationShown.ts";
import type {Table} from "../charts/chart.ts";
import {rates} from "../charts/rates.ts";
import {hotListsByMonth, orderByMonth} from "../charts/validationMonths.ts";
import {figure} from "../components/figure.ts";
import {absent} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {month, shareText} from "../text/format.ts";
import {shortNames} from "../text/validate/contenders.ts";
import {swapText, tradeText} from "../text/validate/validation.ts";
import {validationFigures} from "../text/validate/validationFigures.ts";
import {
  cardOfText,
  listTable,
  noReplay,
  noSwap,
  replayText,
  swapGroups,
  swapReading,
  validationLabels,
} from "../text/validate/validationPage.ts";
import {selection} from "./choice.ts";

/** Who enters and who leaves the hot list. */
export function swap({swap: found}: ShownReport): HTMLElement {
  if (!found) return absent(noSwap());
  return html`<div>
    <p>${swapText(found)}</p>
    ${figure(swapChart(found, found.base), validationLabels().swap, swapReading(found.against))}
    ${found.difference ? html`<p>${tradeText(found.difference)}</p>` : ""}
  </div>`;
}

function swapChart(found: ShownSwap<Swap>, base: number) {
  const {groups, rate, ...labels} = swapGroups();
  const parts = ["stay", "enter", "leave", "proposed", "rival"] as const;
  const bins = parts.flatMap((part) => (found[part] ? [{label: labels[part], ...found[part]}] : []));
  return rates(bins, {groups, rate, base});
}

/** Period by period, with the card that could have been known then. */
export function months({replay, swap: found, rules}: ShownReport): HTMLElement {
  if (!replay) return absent(noReplay());
  const against = found?.against ?? "one point each";
  const rival = shortNames()[against];
  const of = validationFigures();
  return html`<div>
    <p>${replayText(replay, against)}</p>
    ${figure(hotListsByMonth(replay.months, rival), of.hotLists.title, of.hotLists)}
    ${figure(orderByMonth(replay.months, rival), of.orderByPeriod.title, of.orderByPeriod)}
    ${oneMonth(replay, rules, against)}
  </div>`;
}

type Replay = NonNullable<ShownReport["replay"]>;

/** The period of the reader's choice; the last first. */
function oneMonth(
  {months: all, cards}: Replay,
  rules: ValidationReport["rules"],
  against: SwapReport["against"],
): HTMLElement {
  const labels = validationLabels();
  const latest = [...all].reverse();
  const words = html`<p></p>`;
  const lists = shownTable(monthTable(latest[0], against), labels.lists);
  const card = shownTable(cardTable(cards[latest[0].card], rules), labels.cardThen);
  const show = (one: Replay["months"][number]) => {
    words.textContent = cardOfText(one.period, cards[one.card]);
    lists.update(monthTable(one, against));
    card.update(cardTable(cards[one.card], rules));
  };
  show(latest[0]);
  const options = latest.map(({period}) => ({value: period, label: month(period)}));
  const choose = (period: string) => show(latest.find((one) => one.period === period) ?? latest[0]);
  return html`<div><h3>${labels.onePeriod}</h3>${selection(labels.period, options, choose)}${words}${lists.element}${card.element}</div>`;
}

function monthTable({swap: found, proposed}: Replay["months"][number], against: SwapReport["against"]): Table {
  const {columns, tooFew, all, ...labels} = listTable(against);
  const parts = ["proposed", "rival", "stay", "enter", "leave"] as const;
  const groups = [
    ...parts.map((part) => ({name: labels[part], rate: found[part]})),
    {name: all, rate: proposed.observed},
  ];
  return {
    columns,
    rows: groups.map(({name, rate}) =>
      rate ? [name, count(rate.n), count(rate.conversions), shareText(rate)] : [name, tooFew, "–", "–"],
    ),
  };
}

const cardTable = ({points}: Replay["cards"][number], rules: ValidationReport["rules"]): Table => ({
  columns: validationLabels().cardColumns,
  rows: points.map(({rule, points: given}) => [rules[rule], signed(given)]),
});
