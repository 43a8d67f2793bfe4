import {html} from "htl";
import {count, percent} from "../analysis/figures.ts";
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
import {shareText} from "../text/format.ts";
import {differenceText} from "../text/funnel/funnelGroups.ts";
import {say} from "../text/language.ts";
import {personaNote, personaText, segmentName, segmentsText} from "../text/profile/persona.ts";
import {afterwardsText, slowText} from "../text/profile/profile.ts";
import {profileWords as words} from "../text/profile/profileWords.ts";
import {differenceSentence, differences} from "../text/profile/resemblance.ts";
import {revenueText} from "../text/profile/revenue.ts";
import {selection} from "./choice.ts";

/** What tells won leads from others, in a sentence and a picture. */
export function persona(report: ProfileReport): HTMLElement {
  if (report.leads.won === 0) return absent(words().noneWon);
  if (report.lookedAt === 0) return absent(words().noAttributes);
  return html`<div>${figure(likelihoods(report.attributes), words().ratios.title, words().ratios)}
    <p class="remark">${personaNote(report)}</p></div>`;
}

/** The persona of each segment. */
export function segments({segments: found}: ProfileReport, currency: string | null): HTMLElement {
  if (!found) return absent(words().noSegments);
  return html`<div><p>${segmentsText(found.field, found.lookedAt)}</p>
    <dl class="facts">${found.personas.map(
      (one) => html`<div><dt>${segmentName(one)}</dt><dd>${personaText(one, found.lookedAt, currency)}</dd></div>`,
    )}</dl></div>`;
}

/** Won, open and lost leads by value of an attribute of the reader's choice. */
export function attributes({attributes: all}: ProfileReport): HTMLElement {
  const [first] = all;
  if (!first) return absent(words().noAttributes);
  const said = html`<p>${slowText(first)}</p>`;
  const shares = liveFigure(profileShares(first), words().shares.title, words().shares);
  const rates = liveFigure(ratePairs(first), words().rates.title, words().rates);
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
        words().attribute,
        all.map(({field}) => ({value: field, label: field})),
        choose,
      )
    : "";

const ratePairs = (attribute: AttributeProfile): Chart => ({
  ...pairs(
    attribute.groups.map(({label, n, decided, inTheEnd}) => ({
      name: say({en: `${label}, n ${count(n)}`, ja: `${label}（n ${count(n)}）`}),
      first: decided.n > 0 ? decided : null,
      second: inTheEnd,
    })),
    {kinds: [words().ofDecided, words().inTheEnd], axis: words().wonAxis},
  ),
  description: describeRates(attribute),
  table: attributeTable(attribute),
});

function describeRates({field, groups}: AttributeProfile): string {
  const each = groups.map(({label, decided, inTheEnd}) => {
    const [ofDecided, end] = [percent(decided.value), inTheEnd ? percent(inTheEnd.value) : ""];
    return say({
      en: `${label} ${ofDecided} of those decided${end ? `, ${end} in the end` : ""}`,
      ja: `${label} 結果が出たうちの${ofDecided}${end ? `、最終的に${end}` : ""}`,
    });
  });
  return say({en: `Won by ${field}: ${each.join("; ")}.`, ja: `${field}別の受注率：${each.join("；")}。`});
}

/** What won leads paid, how far few bring most, and by value of an attribute. */
export function revenue({revenue: found, attributes: all}: ProfileReport, currency: string | null): HTMLElement {
  if (!found) return absent(words().noAmounts);
  const told = all.filter(({groups}) => groups.filter(({revenue: one}) => one !== null).length > 1);
  const [first] = told;
  const drawn = first && liveFigure(revenuePairs(first, currency), words().revenue.title, words().revenue);
  const choose = (name: string) =>
    drawn?.update(revenuePairs(told.find(({field}) => field === name) ?? (first as AttributeProfile), currency));
  return html`<div>${revenueText(found, currency).map((text) => html`<p>${text}</p>`)}
    ${found.concentration ? figure(lorenz(found.concentration), words().lorenz.title, words().lorenz) : ""}
    ${drawn ? html`${chooser(told, choose)}${drawn.element}` : ""}</div>`;
}

const revenuePairs = (attribute: AttributeProfile, currency: string | null): Chart => {
  const told = attribute.groups.filter(({revenue: one}) => one !== null);
  return {
    ...pairs(
      told.map(({label, shareOfWon, revenue: one}) => ({name: label, first: shareOfWon, second: one?.share ?? null})),
      {kinds: [words().ofWon, words().ofRevenue], axis: words().shareAxis},
    ),
    description: describePairs(
      say({
        en: `By ${attribute.field}, share of won leads and of the revenue`,
        ja: `${attribute.field}別の、受注件数の割合と売上の割合`,
      }),
      told.map(({label, shareOfWon, revenue: one}) => ({
        label,
        first: shareOfWon.value,
        second: one?.share.value ?? 0,
      })),
    ),
    table: revenueTable(attribute, currency),
  };
};

function describePairs(what: string, all: readonly {label: string; first: number; second: number}[]): string {
  const each = all.map(({label, first, second}) => {
    const [one, other] = [percent(first), percent(second)];
    return say({en: `${label} ${one} and ${other}`, ja: `${label} ${one}と${other}`});
  });
  return say({en: `${what}: ${each.join("; ")}.`, ja: `${what}：${each.join("；")}。`});
}

/** Won leads beside the open ones in hand. */
export function resemblance({resemblance: all}: ProfileReport): HTMLElement {
  const [first] = all;
  if (!first) return absent(words().noResemblance);
  const largest = differences(all).slice(0, 3);
  const drawn = liveFigure(likeness(first), words().resemblance.title, words().resemblance);
  const choose = (name: string) => drawn.update(likeness(all.find(({field}) => field === name) ?? first));
  return html`<div>${
    largest.length
      ? html`<ul>${largest.map((one) => html`<li>${differenceSentence(one)}</li>`)}</ul>`
      : html`<p>${words().allAlike}</p>`
  }${chooser(all, choose)}${drawn.element}${table(resemblanceTable(all), words().alike)}
    <p class="remark">${words().psi}</p></div>`;
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
      {kinds: [words().ofWon, words().ofOpen], axis: words().shareAxis},
    ),
    description: describePairs(
      say({en: `By ${field}, share of won and of open leads`, ja: `${field}別の、受注リードと未決リードの割合`}),
      groups.map(({label, shareOfWon, shareOfOpen}) => ({label, first: shareOfWon, second: shareOfOpen})),
    ),
    table: {
      columns: [
        field,
        ...say({
          en: ["won", "open", "of won (95 %)", "of open (95 %)", "difference, points (95 %)", "q"],
          ja: [
            "受注",
            "未決",
            "受注に占める割合（95%区間）",
            "未決に占める割合（95%区間）",
            "差（ポイント、95%区間）",
            "q",
          ],
        }),
      ],
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
  if (all.length === 0) return html`<p>${words().noAfterwards}</p>`;
  return html`<div><p>${afterwardsText(all.map(({field}) => field))}</p>
    <dl class="facts">${all.map(({field, why}) => html`<div><dt>${field}</dt><dd>${why}</dd></div>`)}</dl>
    ${all.map((one) => folded(words().valueByValue(one.field), table(attributeTable(one), one.field)))}</div>`;
}
export {profileAnswer} from "../text/profile/profile.ts";
