import {count, percent, plural, rangeText} from "../../analysis/figures.ts";
import type {AttributeProfile, GroupProfile} from "../../analysis/profile/groupProfiles.ts";
import type {Persona, Trait} from "../../analysis/profile/personas.ts";
import type {ProfileReport, Revenue} from "../../analysis/profile/profile.ts";
import type {Likelihood} from "../../analysis/profile/profileContrast.ts";
import type {Resemblance} from "../../analysis/profile/resemblance.ts";
import {intervalText, list, shareText} from "../format.ts";
import {say} from "../language.ts";
import {money} from "../threshold/threshold.ts";

/** The page's answer: how many customers there are, what tells them from others, and whether the leads in hand are like them. */
export function profileAnswer(report: ProfileReport, currency: string | null): string[] {
  const {persona, resemblance} = report;
  const [unlike] = differences(resemblance);
  return [endsText(report), personaText(persona, report.lookedAt, currency), unlike ? differenceSentence(unlike) : ""];
}

function endsText({leads, wonRate}: ProfileReport): string {
  const [n, won, lost, open] = [leads.n, leads.won, leads.lost, leads.open].map(count);
  const isDecided = wonRate.n > 0;
  return say({
    en: `Of ${plural(leads.n, "lead")} ${won} ${leads.won === 1 ? "is" : "are"} won, ${lost} lost and ${open} open.${isDecided ? ` Of those decided ${shareText(wonRate)} are won.` : ""}`,
    ja: `リード${n}件のうち、受注${won}件、失注${lost}件、未決（商談中）${open}件です。${isDecided ? `結果が出たリードの受注率は${shareText(wonRate)}です。` : ""}`,
  });
}

/** The persona in two or three sentences, of nothing but what is beyond chance. */
export function personaText(persona: Persona, lookedAt: number, currency: string | null): string {
  const {more, fewer, median, won} = persona;
  const deal = median ? dealText(median, currency) : "";
  if (won === 0)
    return say({
      en: "No lead is won here, so that nothing can be said of customers.",
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
  const said = say({
    en: [
      most.length ? `Most won leads have ${traitList(most)}.` : "",
      rest.length ? `Won leads more often than others have ${traitList(rest)}.` : "",
      rarer.length ? `${hasMore ? "They" : "Won leads"} less often have ${traitList(rarer)}.` : "",
    ]
      .filter(Boolean)
      .join(" "),
    ja: [
      most.length ? `受注リードの過半数に当てはまるのは、${traitList(most)}です。` : "",
      rest.length ? `ほかのリードに比べて受注リードに多いのは、${traitList(rest)}です。` : "",
      rarer.length ? `${hasMore ? "逆に" : "受注リードに"}少ないのは、${traitList(rarer)}です。` : "",
    ].join(""),
  });
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

/** "industry manufacturing": an attribute and its value. */
export const valueName = (field: string, label: string): string =>
  say({en: `${field} ${label}`, ja: `${field}：${label}`});

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

/** How concentrated the revenue is. */
export function revenueText({amount, n, unknown, median, concentration}: Revenue, currency: string | null): string[] {
  const [all, half] = [exactly(amount, currency), money(median, currency)];
  return [
    say({
      en: `${plural(n, "won lead")} brought ${all}, half of them at most ${half} each${unknown > 0 ? `; of ${plural(unknown, "won lead")} the amount is not known and not counted` : ""}.`,
      ja: `受注リード${count(n)}件の売上は合計${all}、中央値は${half}です（半数はこの金額以下）。${unknown > 0 ? `ほかに金額が不明な受注リードが${count(unknown)}件あり、含めていません。` : ""}`,
    }),
    concentration
      ? say({
          en: `The fifth that paid most brought ${shareText(concentration.topFifth)} of it. The Gini coefficient is ${intervalText(concentration.gini, 2)}: 0 would be all alike, 1 all from one.`,
          ja: `金額の大きい上位2割が、売上の${shareText(concentration.topFifth)}を占めます。ジニ係数は${intervalText(concentration.gini, 2)}です（0は全員が同額、1は1件がすべて）。`,
        })
      : say({
          en: "How it is spread cannot be told: too few amounts are known, or some are below 0.",
          ja: "売上の偏りは分かりません。金額の分かる件数が少なすぎるか、0未満の金額があります。",
        }),
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

/**
 * The largest difference of each attribute between won and open leads that is beyond chance, largest first. Values left together
 * are no kind of lead that one could look for.
 */
export function differences(all: readonly Resemblance[]): Difference[] {
  return all
    .flatMap(({field, groups}): Difference[] => {
      const found = groups.filter(({q, kind}) => q < 0.05 && kind !== "other");
      const [largest] = found.sort((a, b) => size(b) - size(a) || b.difference.value - a.difference.value);
      return largest ? [{field, group: largest}] : [];
    })
    .sort((a, b) => size(b.group) - size(a.group));
}

/** In tenths of a point, so that two values of one attribute are equally far apart. */
const size = ({difference}: Resemblance["groups"][number]): number => Math.round(1000 * Math.abs(difference.value));

/** "42 % of open leads have size enterprise, 18 % of won ones (24 points more, 20 to 28): …". */
export function differenceSentence({field, group}: Difference): string {
  const {label, shareOfOpen, shareOfWon, difference, won} = group;
  const [low, high] = [difference.low, difference.high]
    .map((x) => Math.abs(100 * x))
    .sort((a, b) => a - b)
    .map((x) => x.toFixed(0));
  const points = Math.abs(100 * difference.value).toFixed(0);
  const isMore = difference.value > 0;
  const name = valueName(field, label);
  return say({
    en: `${percent(shareOfOpen)} of open leads have ${name}, ${percent(shareOfWon)} of won ones (${points} points ${isMore ? "more" : "fewer"}, ${low} to ${high}): ${isMore ? `what is said of them rests on ${plural(won, "won lead")}` : "such customers are rarer among the leads in hand"}.`,
    ja: `「${name}」は未決リードの${percent(shareOfOpen)}、受注リードの${percent(shareOfWon)}です（未決のほうが${points}ポイント${isMore ? "多い" : "少ない"}、区間${low}–${high}）。${isMore ? `この層について言えることの根拠は、受注リード${count(won)}件です。` : "このような顧客は、手元のリードには少なめです。"}`,
  });
}

/** How alike won and open leads are by an attribute, in the usual words for the index. */
export function likenessText({psi, psiByChance}: Resemblance): string {
  if (psi <= psiByChance) return say({en: "alike, but for chance", ja: "偶然の範囲で同じ"});
  if (psi < 0.1) return say({en: "nearly alike", ja: "ほぼ同じ"});
  return psi < 0.25 ? say({en: "differ somewhat", ja: "やや異なる"}) : say({en: "differ much", ja: "大きく異なる"});
}

export const ratioText = ({ratio}: Likelihood): string => {
  const text = (x: number) => (!Number.isFinite(x) ? "∞" : x < 0.095 ? x.toFixed(2) : x.toFixed(1));
  const range = `${text(ratio.low)}–${text(ratio.high)}`;
  return say({en: `${text(ratio.value)} (${range})`, ja: `${text(ratio.value)}（${range}）`});
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
  const name = valueName(field, slowest.label);
  const [open, end] = [percent(openOf(slowest)), percent(slowest.inTheEnd.value)];
  return say({
    en: `Of ${name} ${open} are still open, of all leads ${percent(all)}: judge it by what is won in the end (${end}, ${rangeText(slowest.inTheEnd)}).`,
    ja: `「${name}」は${open}がまだ未決です（全リードでは${percent(all)}）。最終的な受注率（${end}、区間${rangeText(slowest.inTheEnd)}）で判断してください。`,
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

/** Which attributes are known only afterwards. */
export const afterwardsText = (fields: readonly string[]): string =>
  say({
    en: `${list(fields)} ${fields.length === 1 ? "is" : "are"} known only afterwards: no description of customers, and not compared above.`,
    ja: `${list(fields)}は、結果が出てから分かる属性です。顧客の特徴とは言えないため、上では比べていません。`,
  });

export const profileWords = () =>
  say({
    en: {
      attribute: "Attribute",
      noAttributes:
        "the leads have no attributes that can be told: none is mapped, all are personal, or all have one value.",
      noneWon: "no lead is won, so that there is no customer to describe.",
      noSegments: "no attribute of 2 to 12 values parts the leads into groups with enough won ones.",
      noAmounts:
        "the outcomes have too few amounts. Map a column `amount` of the outcomes in project.yaml to see revenue.",
      noResemblance: "it needs enough won leads and enough open ones to set beside each other.",
      noAfterwards: "No attribute was found that only tells what came of a lead.",
      allAlike: "Won and open leads are alike in every attribute, but for chance.",
      alike: "How alike won and open leads are",
      psi: "PSI (population stability index) sums how far the shares lie apart: under 0.1 is usually called alike, over 0.25 much apart; the third column is what chance alone stays under 19 times in 20.",
      valueByValue: (field: string) => `${field}, value by value`,
      ofWon: "of won leads",
      ofOpen: "of open leads",
      ofRevenue: "of the revenue",
      ofDecided: "of those decided",
      inTheEnd: "in the end",
      wonAxis: "won",
      shareAxis: "share",
      shares: {
        title: "Won, open and lost leads",
        shows: "How won, open and lost leads spread over the values of one attribute. Each kind adds up to 100 %.",
        read: "Where the filled circle lies right of the square, customers have the value more often than those who were lost. Lines are 95 % intervals: where they overlap much, nothing is told apart.",
        act: "Look for leads where the circle is ahead, and ask what those on the other side lack before you stop courting them.",
      },
      rates: {
        title: "How many are won",
        shows: "How many of the leads with each value are won: of those decided so far, and in the end.",
        read: "Hollow squares leave open leads out. Filled circles count them as not yet decided (Aalen–Johansen): a group that takes long does not look worse for it.",
        act: "Judge a group by the circle; give points to an attribute only where the Calibrate page does.",
      },
      ratios: {
        title: "How many times as likely to be won",
        shows: "How many times as likely leads with a value are to be won as all others, the surest differences first.",
        read: "Right of 1 more often won, left of 1 less often. Grey ones may well be chance, given how many were compared.",
        act: "Build the picture of the customer from the coloured ones alone.",
      },
      lorenz: {
        title: "From how many the revenue comes",
        shows:
          "Won leads in the order of what they paid, from the least, and what share of the revenue they brought together.",
        read: "On the straight line all would have paid the same. The more the curve hangs, the fewer leads bring most of the revenue.",
        act: "Where few bring most, look at who they are (below) before you judge a campaign by its number of deals.",
      },
      revenue: {
        title: "Of won leads, and of the revenue",
        shows: "Each value's share of the won leads beside its share of the revenue.",
        read: "A circle right of its square: such customers are worth more than their number.",
        act: "Weigh a value by the circle when time for calls is short.",
      },
      resemblance: {
        title: "Customers beside the leads in hand",
        shows:
          "How won leads, from which points are learned, and the open leads in hand spread over the values of one attribute.",
        read: "A circle far right of its square is a kind of lead of which few were won so far: what is said of it rests on little. Leads that take long are open more often, also where they win as often.",
        act: "Where the two differ much, trust the score less, and look at the share won in the end before you write such leads off.",
      },
    },
    ja: {
      attribute: "属性",
      noAttributes: "リードに比べられる属性がありません（設定されていない、すべて個人情報、または値が1種類だけ）。",
      noneWon: "受注したリードがないため、顧客像を描けません。",
      noSegments: "値が2–12種類で、各グループに十分な受注がある属性がありません。",
      noAmounts:
        "金額の分かる結果が少なすぎます。売上を見るには、project.yamlのoutcomesでamountの列を指定してください。",
      noResemblance: "比べるには、受注リードと未決リードの両方が十分に必要です。",
      noAfterwards: "結果が出てから分かるだけの属性は見つかりませんでした。",
      allAlike: "受注リードと未決リードは、どの属性でも偶然の範囲で同じです。",
      alike: "受注リードと未決リードはどれだけ似ているか",
      psi: "PSI（母集団安定性指数）は、割合の隔たりを合計した指標です。一般に0.1未満なら「ほぼ同じ」、0.25超なら「大きく異なる」とされます。3列目は、偶然だけなら20回中19回はその値に収まる上限です。",
      valueByValue: (field: string) => `${field}の値ごとの内訳`,
      ofWon: "受注リードに占める割合",
      ofOpen: "未決リードに占める割合",
      ofRevenue: "売上に占める割合",
      ofDecided: "結果が出たリードのうち",
      inTheEnd: "最終的に（推定）",
      wonAxis: "受注率",
      shareAxis: "割合",
      shares: {
        title: "受注・未決・失注リードの内訳",
        shows: "受注・未決・失注リードが、属性の値ごとにどう分布しているか。それぞれの合計が100%です。",
        read: "●が□より右にある値は、失注より受注に多い値です。線は95%信頼区間で、大きく重なるところでは差があるとは言えません。",
        act: "●が右にある層のリードを探してください。逆の層は、追うのをやめる前に何が足りないのかを確かめてください。",
      },
      rates: {
        title: "受注率",
        shows: "値ごとの受注率。結果が出たリードだけで見た率と、最終的な率の推定。",
        read: "□は未決リードを除いた率です。●は未決を「まだ決まっていない」と数えた率です（アーレン・ヨハンセン推定）。時間のかかる層が、そのために不利に見えることはありません。",
        act: "層の良し悪しは●で判断してください。属性に点数を付けるのは、「配点」のページが付けている場合だけにしてください。",
      },
      ratios: {
        title: "受注のしやすさ（何倍か）",
        shows: "その値を持つリードは、ほかの全リードの何倍受注しやすいか。確かな差から順に並べています。",
        read: "1より右は受注しやすく、左は受注しにくい値です。灰色は、比べた数の多さを考えると偶然かもしれません。",
        act: "顧客像は、色の付いたものだけから描いてください。",
      },
      lorenz: {
        title: "売上はどれだけの顧客に偏っているか",
        shows: "受注リードを金額の小さい順に並べ、累計で売上の何割を占めるか。",
        read: "直線は全員が同額の場合です。曲線が下にたわむほど、少数の顧客が売上の大半を占めています。",
        act: "少数に偏っているなら、施策を受注件数で評価する前に、その少数が誰なのか（下の図）を見てください。",
      },
      revenue: {
        title: "受注件数の割合と売上の割合",
        shows: "値ごとに、受注リードに占める割合と、売上に占める割合を並べたもの。",
        read: "●が□より右なら、件数の割に金額の大きい顧客です。",
        act: "電話をかける時間が足りないときは、●の割合が大きい値から優先してください。",
      },
      resemblance: {
        title: "受注した顧客と手元のリード",
        shows: "点数の学習に使った受注リードと、手元の未決リードが、属性の値ごとにどう分布しているか。",
        read: "●が□よりずっと右にある値は、手元には多いのに受注例が少ない層です。根拠は薄くなります。時間のかかる層は、受注率が同じでも未決に多く残ります。",
        act: "両者が大きく違う層では、スコアを控えめに見てください。見切る前に、最終的な受注率を確かめてください。",
      },
    },
  });
