import {count, percent, plural} from "../../analysis/figures.ts";
import type {GroupProfile} from "../../analysis/profile/groupProfiles.ts";
import type {Persona, Trait} from "../../analysis/profile/personas.ts";
import type {ProfileReport} from "../../analysis/profile/profile.ts";
import type {Likelihood} from "../../analysis/profile/profileContrast.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {money} from "../threshold/threshold.ts";
import {valueName} from "./profileWords.ts";

/** The persona in two or three sentences, of nothing but what is beyond chance. */
export function personaText(persona: Persona, lookedAt: number, currency: string | null): string {
  const {more, fewer, median, won} = persona;
  const deal = median ? dealText(median, currency) : "";
  if (won === 0)
    return say({
      en: "No lead is won here, so nothing can be said about customers.",
      ja: "受注したリードがないため、顧客については何も言えません。",
    });
  if (lookedAt === 0)
    return say({
      en: `There are too few leads, or no attributes, to tell won leads from others.${deal}`,
      ja: `受注リードの特徴を見分けるには、リードが少なすぎるか、属性がありません。${deal}`,
    });
  if (more.length + fewer.length === 0)
    return say({
      en: `No value told here is won more or less often than the rest, beyond chance.${deal}`,
      ja: `ここに挙げた値のどれにも、ほかのリードとの間に偶然を超える受注率の差はありません。${deal}`,
    });
  const most = more.filter(({shareOfWon}) => shareOfWon >= 0.5);
  const rest = more.filter(({shareOfWon}) => shareOfWon < 0.5);
  const rarer = fewer.filter(({field}) => !more.some((one) => one.field === field));
  const hasMore = most.length + rest.length > 0;
  const said = sentences([
    most.length
      ? say({
          en: `Most won leads have ${traitList(most)}.`,
          ja: `受注リードの過半数に当てはまるのは、${traitList(most)}です。`,
        })
      : "",
    rest.length
      ? say({
          en: `Won leads more often than others have ${traitList(rest)}.`,
          ja: `ほかのリードに比べて受注リードに多いのは、${traitList(rest)}です。`,
        })
      : "",
    rarer.length
      ? say({
          en: `${hasMore ? "They" : "Won leads"} less often have ${traitList(rarer)}.`,
          ja: `${hasMore ? "逆に" : "受注リードに"}少ないのは、${traitList(rarer)}です。`,
        })
      : "",
  ]);
  return `${said}${deal}`;
}

const dealText = ({amount, n}: {amount: number; n: number}, currency: string | null): string =>
  say({
    en: ` The median deal is ${money(amount, currency)} (n ${count(n)}).`,
    ja: `受注金額の中央値は${money(amount, currency)}（n ${count(n)}）です。`,
  });

/** What the figures in brackets of a persona are, and how many comparisons stand behind it. */
export function personaNote({lookedAt, attributes}: Pick<ProfileReport, "lookedAt" | "attributes">): string {
  const found = attributes.flatMap(({groups}) => groups).filter(isFound);
  const luck = found.reduce((worst, {likelihood}) => Math.max(worst, likelihood?.q ?? 0), 0) * found.length;
  const lucky = luck < 0.95 ? luck.toFixed(1) : count(luck);
  const n = found.length;
  return say({
    en:
      "Times as likely: to be won, beside all other leads. " +
      `${plural(lookedAt, "value")} ${lookedAt === 1 ? "was" : "were"} compared with all other leads, ${count(n)} ${n === 1 ? "differs" : "differ"} beyond chance (q < 0.05)${n ? `; about ${lucky} of these may be chance` : ""}. ` +
      "A persona describes; it does not say that being so makes a lead buy.",
    ja:
      "「倍」は、ほかの全リードと比べた受注のしやすさです。" +
      `${count(lookedAt)}個の値をほかの全リードと比べ、偶然では説明しにくい差（q < 0.05）があったのは${count(n)}個です${n ? `（うち約${lucky}個は偶然かもしれません）` : ""}。` +
      "顧客像は特徴を述べるもので、その特徴があるから買うという意味ではありません。",
  });
}

const isFound = ({likelihood}: GroupProfile): boolean => likelihood !== null && likelihood.q < 0.05;

const traitList = (traits: readonly Trait[]): string => list(traits.map(traitText));

function traitText({field, label, shareOfWon, shareOfLeads, likelihood}: Trait): string {
  const name = valueName(field, label);
  const [ofWon, ofAll, times] = [percent(shareOfWon), percent(shareOfLeads), timesText(likelihood)];
  return say({
    en: `${name} (${ofWon} of won leads, ${ofAll} of all; ${times})`,
    ja: `「${name}」（受注リードの${ofWon}、全リードの${ofAll}。受注しやすさは${times}）`,
  });
}

/** "1.7 times as likely, 1.4–2.0". */
function timesText({ratio: {value, low, high}}: Likelihood): string {
  const said = (times: number) => times.toFixed(low < 0.1 ? 2 : 1);
  return say({
    en: `${said(value)} times as likely, ${said(low)}–${said(high)}`,
    ja: `${said(value)}倍、区間${said(low)}–${said(high)}`,
  });
}

/** How the leads were parted into segments, and how much was compared. */
export const segmentsText = (field: string, lookedAt: number): string =>
  say({
    en: `The leads are parted by ${field}. ${plural(lookedAt, "value")} were compared with the other leads of the same group, all as one list.`,
    ja: `リードを${field}で分けています。${count(lookedAt)}個の値を同じグループのほかのリードと比べ、全体を1つのリストとして偶然を補正しました。`,
  });

/** "enterprise: 41 won of 900". */
export const segmentName = ({value, won, n}: Persona & {value: string}): string =>
  say({
    en: `${value}: ${count(won)} won of ${count(n)}`,
    ja: `${value}：${count(n)}件中${count(won)}件受注`,
  });
