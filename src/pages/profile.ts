import {html} from "htl";
import {count, percent, plural} from "../analysis/figures.ts";
import type {AttributeProfile} from "../analysis/profile/groupProfiles.ts";
import type {ProfileReport} from "../analysis/profile/profile.ts";
import {wilson} from "../analysis/statistics/intervals.ts";
import type {Chart} from "../charts/chart.ts";
import {likelihoods} from "../charts/likelihoods.ts";
import {lorenz} from "../charts/lorenz.ts";
import {pairs} from "../charts/pairs.ts";
import {profileShares} from "../charts/profileShares.ts";
import {attributeTable, qText, resemblanceTable, revenueTable} from "../charts/profileTables.ts";
import {figure, liveFigure} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {list, shareText} from "../text/format.ts";
import {differenceText} from "../text/funnelGroups.ts";
import {
  differenceSentence,
  differences,
  personaNote,
  personaText,
  revenueText,
  slowText,
  profileWords as words,
} from "../text/profile.ts";
import {selection} from "./choice.ts";

/** What tells won leads from others, in a sentence and a picture. */
export function persona(report: ProfileReport): HTMLElement {
  if (report.leads.won === 0) return absent(words.noneWon);
  if (report.lookedAt === 0) return absent(words.noAttributes);
  return html`<div>${figure(likelihoods(report.attributes), "How many times as likely to be won", words.ratios)}
    <p class="remark">${personaNote(report)}</p></div>`;
}

/** The persona of each segment. */
export function segments({segments: found}: ProfileReport, currency: string | null): HTMLElement {
  if (!found) return absent(words.noSegments);
  return html`<div><p>The leads are parted by ${found.field}. ${plural(found.lookedAt, "value")} were compared with the other leads of the same group, all as one list.</p>
    <dl class="facts">${found.personas.map(
      (one) =>
        html`<div><dt>${one.value}: ${count(one.won)} won of ${count(one.n)}</dt><dd>${personaText(one, found.lookedAt, currency)}</dd></div>`,
    )}</dl></div>`;
}

/** Won, open and lost leads by value of an attribute of the reader's choice. */
export function attributes({attributes: all}: ProfileReport): HTMLElement {
  const [first] = all;
  if (!first) return absent(words.noAttributes);
  const said = html`<p>${slowText(first)}</p>`;
  const shares = liveFigure(profileShares(first), "Won, open and lost leads", words.shares);
  const rates = liveFigure(ratePairs(first), "How many are won", words.rates);
  const choose = (name: string) => {
    const attribute = all.find(({field}) => field === name) ?? first;
    said.textContent = slowText(attribute);
    shares.update(profileShares(attribute));
    rates.update(ratePairs(attribute));
  };
  return html`<div>${chooser(all, choose)}${said}${shares.element}${rates.element}</div>`;
}

const chooser = (all: readonly {field: string}[], choose: (field: string) => void): HTMLElement | string =>
  all.length > 1
    ? selection(
        "Attribute",
        all.map(({field}) => ({value: field, label: field})),
        choose,
      )
    : "";

const ratePairs = (attribute: AttributeProfile): Chart => ({
  ...pairs(
    attribute.groups.map(({label, n, decided, inTheEnd}) => ({
      name: `${label}, n ${count(n)}`,
      first: decided.n > 0 ? decided : null,
      second: inTheEnd,
    })),
    {kinds: ["of those decided", "in the end"], axis: "won"},
  ),
  description: `Won by ${attribute.field}: ${attribute.groups.map(({label, decided, inTheEnd}) => `${label} ${percent(decided.value)} of those decided${inTheEnd ? `, ${percent(inTheEnd.value)} in the end` : ""}`).join("; ")}.`,
  table: attributeTable(attribute),
});

/** What won leads paid, how far few bring most, and by value of an attribute. */
export function revenue({revenue: found, attributes: all}: ProfileReport, currency: string | null): HTMLElement {
  if (!found) return absent(words.noAmounts);
  const told = all.filter(({groups}) => groups.filter(({revenue: one}) => one !== null).length > 1);
  const [first] = told;
  const drawn = first && liveFigure(revenuePairs(first, currency), "Of won leads, and of the revenue", words.revenue);
  const choose = (name: string) =>
    drawn?.update(revenuePairs(told.find(({field}) => field === name) ?? (first as AttributeProfile), currency));
  return html`<div>${revenueText(found, currency).map((text) => html`<p>${text}</p>`)}
    ${found.concentration ? figure(lorenz(found.concentration), "From how many the revenue comes", words.lorenz) : ""}
    ${drawn ? html`${chooser(told, choose)}${drawn.element}` : ""}</div>`;
}

const revenuePairs = (attribute: AttributeProfile, currency: string | null): Chart => {
  const told = attribute.groups.filter(({revenue: one}) => one !== null);
  return {
    ...pairs(
      told.map(({label, shareOfWon, revenue: one}) => ({name: label, first: shareOfWon, second: one?.share ?? null})),
      {kinds: ["of won leads", "of the revenue"], axis: "share"},
    ),
    description: `By ${attribute.field}, share of won leads and of the revenue: ${told.map(({label, shareOfWon, revenue: one}) => `${label} ${percent(shareOfWon.value)} and ${percent(one?.share.value ?? 0)}`).join("; ")}.`,
    table: revenueTable(attribute, currency),
  };
};

/** Won leads beside the open ones in hand. */
export function resemblance({resemblance: all}: ProfileReport): HTMLElement {
  const [first] = all;
  if (!first) return absent(words.noResemblance);
  const largest = differences(all).slice(0, 3);
  const drawn = liveFigure(likeness(first), "Customers beside the leads in hand", words.resemblance);
  const choose = (name: string) => drawn.update(likeness(all.find(({field}) => field === name) ?? first));
  return html`<div>${
    largest.length
      ? html`<ul>${largest.map((one) => html`<li>${differenceSentence(one)}</li>`)}</ul>`
      : html`<p>Won and open leads are alike in every attribute, but for chance.</p>`
  }${chooser(all, choose)}${drawn.element}${table(resemblanceTable(all), "How alike won and open leads are")}
    <p class="remark">PSI (population stability index) sums how far the shares lie apart: under 0.1 is usually called alike, over 0.25 much apart; the third column is what chance alone stays under 19 times in 20.</p></div>`;
}

const likeness = ({field, groups}: ProfileReport["resemblance"][number]): Chart => {
  const all = {won: 0, open: 0};
  for (const {won, open} of groups) {
    all.won += won;
    all.open += open;
  }
  return {
    ...pairs(
      groups.map(({label, won, open}) => ({name: label, first: wilson(won, all.won), second: wilson(open, all.open)})),
      {kinds: ["of won leads", "of open leads"], axis: "share"},
    ),
    description: `By ${field}, share of won and of open leads: ${groups.map(({label, shareOfWon, shareOfOpen}) => `${label} ${percent(shareOfWon)} and ${percent(shareOfOpen)}`).join("; ")}.`,
    table: {
      columns: [field, "won", "open", "of won (95 %)", "of open (95 %)", "difference, points (95 %)", "q"],
      rows: groups.map(({label, won, open, difference, q}) => [
        label,
        count(won),
        count(open),
        shareText(wilson(won, all.won)),
        shareText(wilson(open, all.open)),
        differenceText(difference),
        qText(q),
      ]),
    },
  };
};

/** Attributes that tell what came of a lead, apart from what leads are. */
export function afterwards({afterwards: all}: ProfileReport): HTMLElement {
  if (all.length === 0) return html`<p>${words.noAfterwards}</p>`;
  return html`<div><p>${list(all.map(({field}) => field))} ${all.length === 1 ? "is" : "are"} known only afterwards: no description of customers, and not compared above.</p>
    <dl class="facts">${all.map(({field, why}) => html`<div><dt>${field}</dt><dd>${why}</dd></div>`)}</dl>
    ${all.map((one) => folded(`${one.field}, value by value`, table(attributeTable(one), one.field)))}</div>`;
}
export {profileAnswer} from "../text/profile.ts";
