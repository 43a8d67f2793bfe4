import {count, percent, plural, rangeText} from "../analysis/figures.ts";
import type {AttributeProfile, GroupProfile} from "../analysis/profile/groupProfiles.ts";
import type {Persona, Trait} from "../analysis/profile/personas.ts";
import type {ProfileReport, Revenue} from "../analysis/profile/profile.ts";
import type {Likelihood} from "../analysis/profile/profileContrast.ts";
import type {Resemblance} from "../analysis/profile/resemblance.ts";
import {list, shareText} from "./format.ts";
import {money} from "./threshold.ts";

/** The page's answer: how many customers there are, what tells them from others, and whether the leads in hand are like them. */
export function profileAnswer(report: ProfileReport, currency: string | null): string[] {
  const {leads, persona, resemblance, wonRate} = report;
  const decided = wonRate.n > 0 ? ` Of those decided ${shareText(wonRate)} are won.` : "";
  const [unlike] = differences(resemblance);
  return [
    `Of ${plural(leads.n, "lead")} ${count(leads.won)} ${leads.won === 1 ? "is" : "are"} won, ${count(leads.lost)} lost and ${count(leads.open)} open.${decided}`,
    personaText(persona, report.lookedAt, currency),
    unlike ? differenceSentence(unlike) : "",
  ];
}

/** The persona in two or three sentences, of nothing but what is beyond chance. */
export function personaText(persona: Persona, lookedAt: number, currency: string | null): string {
  const {more, fewer, median, won} = persona;
  const deal = median ? ` The median deal is ${money(median.amount, currency)} (n ${count(median.n)}).` : "";
  if (won === 0) return "No lead is won here, so that nothing can be said of customers.";
  if (lookedAt === 0) return `There are too few leads, or no attributes, to tell won leads from others.${deal}`;
  if (more.length + fewer.length === 0)
    return `No value told here is won more or less often than the rest, beyond chance.${deal}`;
  const most = more.filter(({shareOfWon}) => shareOfWon >= 0.5);
  const rest = more.filter(({shareOfWon}) => shareOfWon < 0.5);
  const rarer = fewer.filter(({field}) => !more.some((one) => one.field === field));
  const sentences = [
    most.length ? `Most won leads have ${traitList(most)}.` : "",
    rest.length ? `Won leads more often than others have ${traitList(rest)}.` : "",
    rarer.length ? `${most.length + rest.length ? "They" : "Won leads"} less often have ${traitList(rarer)}.` : "",
  ];
  return `${sentences.filter(Boolean).join(" ")}${deal}`;
}

/** What the figures in brackets of a persona are, and how many comparisons stand behind it. */
export function personaNote({lookedAt, attributes}: Pick<ProfileReport, "lookedAt" | "attributes">): string {
  const found = attributes.flatMap(({groups}) => groups).filter(isFound);
  const luck = found.reduce((worst, {likelihood}) => Math.max(worst, likelihood?.q ?? 0), 0) * found.length;
  const chance = found.length ? `; about ${luck < 0.95 ? luck.toFixed(1) : count(luck)} of these may be chance` : "";
  return (
    "Times as likely: to be won, beside all other leads. " +
    `${plural(lookedAt, "value")} ${lookedAt === 1 ? "was" : "were"} compared with all other leads, ${count(found.length)} ${found.length === 1 ? "differs" : "differ"} beyond chance (q < 0.05)${chance}. ` +
    "A persona describes; it does not say that being so makes a lead buy."
  );
}

const isFound = ({likelihood}: GroupProfile): boolean => likelihood !== null && likelihood.q < 0.05;

const traitList = (traits: readonly Trait[]): string => list(traits.map(traitText));

const traitText = ({field, label, shareOfWon, shareOfLeads, likelihood}: Trait): string =>
  `${field} ${label} (${percent(shareOfWon)} of won leads, ${percent(shareOfLeads)} of all; ${timesText(likelihood)})`;

/** "1.7 times as likely, 1.4–2.0". */
function timesText({ratio: {value, low, high}}: Likelihood): string {
  const said = (times: number) => times.toFixed(low < 0.1 ? 2 : 1);
  return `${said(value)} times as likely, ${said(low)}–${said(high)}`;
}

/** How concentrated the revenue is. */
export function revenueText({amount, n, unknown, median, concentration}: Revenue, currency: string | null): string[] {
  const missing = unknown > 0 ? `; of ${plural(unknown, "won lead")} the amount is not known and not counted` : "";
  return [
    `${plural(n, "won lead")} brought ${exactly(amount, currency)}, half of them at most ${money(median, currency)} each${missing}.`,
    concentration
      ? `The fifth that paid most brought ${shareText(concentration.topFifth)} of it. The Gini coefficient is ${concentration.gini.value.toFixed(2)} (${concentration.gini.low.toFixed(2)}–${concentration.gini.high.toFixed(2)}): 0 would be all alike, 1 all from one.`
      : "How it is spread cannot be told: too few amounts are known, or some are below 0.",
  ];
}

/** "¥1,839,480,000". */
export const exactly = (amount: number, currency: string | null): string =>
  currency === null
    ? count(amount)
    : amount.toLocaleString("en", {style: "currency", currency, maximumFractionDigits: 0});

export interface Difference {
  field: string;
  group: Resemblance["groups"][number];
}

/** The largest difference of each attribute between won and open leads that is beyond chance, largest first. */
export function differences(all: readonly Resemblance[]): Difference[] {
  return all
    .flatMap(({field, groups}): Difference[] => {
      const found = groups.filter(({q, label}) => q < 0.05 && !isOther(label));
      const [largest] = found.sort((a, b) => size(b) - size(a) || b.difference.value - a.difference.value);
      return largest ? [{field, group: largest}] : [];
    })
    .sort((a, b) => size(b.group) - size(a.group));
}

/** What is left together: no kind of lead that one could look for. */
const isOther = (label: string): boolean => /^other( \(\d+ values?\))?$/.test(label);

/** In tenths of a point, so that two values of one attribute are equally far apart. */
const size = ({difference}: Resemblance["groups"][number]): number => Math.round(1000 * Math.abs(difference.value));

/** "42 % of open leads have size enterprise, 18 % of won ones (24 points more, 20 to 28): …". */
export function differenceSentence({field, group}: Difference): string {
  const {label, shareOfOpen, shareOfWon, difference, won} = group;
  const [low, high] = [difference.low, difference.high].map((x) => Math.abs(100 * x)).sort((a, b) => a - b);
  const points = `${Math.abs(100 * difference.value).toFixed(0)} points ${difference.value > 0 ? "more" : "fewer"}, ${low.toFixed(0)} to ${high.toFixed(0)}`;
  const so =
    difference.value > 0
      ? `what is said of them rests on ${plural(won, "won lead")}`
      : "such customers are rarer among the leads in hand";
  return `${percent(shareOfOpen)} of open leads have ${field} ${label}, ${percent(shareOfWon)} of won ones (${points}): ${so}.`;
}

/** How alike won and open leads are by an attribute, in the usual words for the index. */
export function likenessText({psi, psiByChance}: Resemblance): string {
  if (psi <= psiByChance) return "alike, but for chance";
  return psi < 0.1 ? "nearly alike" : psi < 0.25 ? "differ somewhat" : "differ much";
}

export const ratioText = ({ratio}: Likelihood): string => {
  const text = (x: number) => (!Number.isFinite(x) ? "∞" : x < 0.095 ? x.toFixed(2) : x.toFixed(1));
  return `${text(ratio.value)} (${text(ratio.low)}–${text(ratio.high)})`;
};

/** What an attribute's groups say at first sight and in the end, where these disagree. */
export function slowText({field, groups}: AttributeProfile): string {
  const openOf = ({open, n}: GroupProfile) => open / n;
  const told = groups.filter(({kind, n}) => kind === "value" && n >= 30);
  const [slowest] = [...told].sort((a, b) => openOf(b) - openOf(a));
  const all =
    groups.reduce((sum, {open}) => sum + open, 0) /
    Math.max(
      1,
      groups.reduce((sum, {n}) => sum + n, 0),
    );
  if (!slowest || openOf(slowest) < 1.25 * all || !slowest.inTheEnd) return "";
  return `Of ${field} ${slowest.label} ${percent(openOf(slowest))} are still open, of all leads ${percent(all)}: judge it by what is won in the end (${percent(slowest.inTheEnd.value)}, ${rangeText(slowest.inTheEnd)}).`;
}

export const profileWords = {
  noAttributes:
    "the leads have no attributes that can be told: none is mapped, all are personal, or all have one value.",
  noneWon: "no lead is won, so that there is no customer to describe.",
  noSegments: "no attribute of 2 to 12 values parts the leads into groups with enough won ones.",
  noAmounts: "the outcomes have too few amounts. Map a column `amount` of the outcomes in project.yaml to see revenue.",
  noResemblance: "it needs enough won leads and enough open ones to set beside each other.",
  noAfterwards: "No attribute was found that only tells what came of a lead.",
  shares: {
    shows: "How won, open and lost leads spread over the values of one attribute. Each kind adds up to 100 %.",
    read: "Where the filled circle lies right of the square, customers have the value more often than those who were lost. Lines are 95 % intervals: where they overlap much, nothing is told apart.",
    act: "Look for leads where the circle is ahead, and ask what those on the other side lack before you stop courting them.",
  },
  rates: {
    shows: "How many of the leads with each value are won: of those decided so far, and in the end.",
    read: "Hollow squares leave open leads out. Filled circles count them as not yet decided (Aalen–Johansen): a group that takes long does not look worse for it.",
    act: "Judge a group by the circle; give points to an attribute only where the Calibrate page does.",
  },
  ratios: {
    shows: "How many times as likely leads with a value are to be won as all others, the surest differences first.",
    read: "Right of 1 more often won, left of 1 less often. Grey ones may well be chance, given how many were compared.",
    act: "Build the picture of the customer from the coloured ones alone.",
  },
  lorenz: {
    shows:
      "Won leads in the order of what they paid, from the least, and what share of the revenue they brought together.",
    read: "On the straight line all would have paid the same. The more the curve hangs, the fewer leads bring most of the revenue.",
    act: "Where few bring most, look at who they are (below) before you judge a campaign by its number of deals.",
  },
  revenue: {
    shows: "Each value's share of the won leads beside its share of the revenue.",
    read: "A circle right of its square: such customers are worth more than their number.",
    act: "Weigh a value by the circle when time for calls is short.",
  },
  resemblance: {
    shows:
      "How won leads, from which points are learned, and the open leads in hand spread over the values of one attribute.",
    read: "A circle far right of its square is a kind of lead of which few were won so far: what is said of it rests on little. Leads that take long are open more often, also where they win as often.",
    act: "Where the two differ much, trust the score less, and look at the share won in the end before you write such leads off.",
  },
} as const;
