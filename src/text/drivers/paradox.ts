import type {Exposure} from "../../analysis/drivers/exposure.ts";
import {timesText} from "../../analysis/drivers/timesText.ts";
import {percent, percentWithRange, plural, rateText} from "../../analysis/figures.ts";
import {intervalText} from "../format.ts";
import {briefly} from "../funnel/funnel.ts";
import {say} from "../language.ts";

type Bin = Exposure["bins"][number];

/** The heading of one paradox. */
export const paradoxTitle = (action: string): string =>
  say({
    en: `More ${action}, fewer wins: no reason to do less`,
    ja: `${action}が多いほど受注が少ない：減らす理由にはなりません`,
  });

/** What is seen, why, what is left at equal time open, and what follows; a paragraph each. */
export function paradoxParagraphs({action, bins, crude, atEqualTime}: Exposure): string[] {
  const done = bins.filter(({label}) => label !== "0");
  const [few, most] = [done[0], done[done.length - 1]];
  if (!few || !most) return [];
  const [fewDays, mostDays] = [briefly(few.medianOpenDays), briefly(most.medianOpenDays)];
  const [equal, first] = [intervalText(atEqualTime, 2), intervalText(crude, 2)];
  const gone = percent(1 - Math.log(atEqualTime.value) / Math.log(crude.value));
  const left =
    atEqualTime.high < 1
      ? say({
          en: `${gone} of the effect is gone. What is left need not be the action's doing either: time open says only roughly how stuck a lead was.`,
          ja: `差の${gone}がなくなります。残りもこの行動のせいとは限りません。決着までの期間は、リードの停滞をおおまかに表すだけだからです。`,
        })
      : say({en: "Nothing is left that can be told from chance.", ja: "偶然と区別できる差は残りません。"});
  return say({
    en: [
      `What is seen: of decided leads with ${few.label} ${action}, ${rateText(few)} were won; with ${most.label}, ${rateText(most)}.`,
      `Why: these were not like leads to begin with. Those with ${few.label} were open for ${fewDays} (median), those with ${most.label} for ${mostDays}. A lead that hangs is followed up again and again, and a lead that hangs is won less often, whoever follows it up.`,
      `At equal time open: ${equalText(few, most)}the odds of winning per further time are ${equal} times as high, instead of ${first} as it is. ${left}`,
      "What follows: no minus points for it, no rule on the suggested card, and no advice to do it less. Ask what keeps these leads open.",
    ],
    ja: [
      `見えること：決着したリードの受注率は、${action}が${timesText(few.label)}のリードで${rateText(few)}、${timesText(most.label)}のリードで${rateText(most)}です。`,
      `理由：そもそも似たリードではありません。決着までの期間の中央値は、${timesText(few.label)}のリードで${fewDays}、${timesText(most.label)}のリードで${mostDays}です。停滞したリードには何度も働きかけますが、停滞したリードは誰が働きかけても受注しにくいものです。`,
      `決着までの期間をそろえると：${equalText(few, most)}1回増えるごとの受注のオッズは、そのままでは${first}倍ですが、そろえると${equal}倍です。${left}`,
      "次の一手：減点せず、提案の配点表のルールにも入れず、減らすようにとも言わないでください。何がリードを停滞させているのかを確かめましょう。",
    ],
  });
}

function equalText(few: Bin, most: Bin): string {
  const [a, b] = [few.atEqualTime, most.atEqualTime];
  if (!a || !b) return "";
  const [first, second] = [percentWithRange(a), percentWithRange(b)];
  return say({
    en: `if all had been open equally long, ${first} would have been won with ${few.label} and ${second} with ${most.label}; `,
    ja: `全員の期間が同じだったとした場合の受注率は、${timesText(few.label)}で${first}、${timesText(most.label)}で${second}です。`,
  });
}

/** What the page says where no paradox is found, of how many actions. */
export const noParadox = (lookedAt: number): string =>
  lookedAt === 0
    ? say({
        en: "Without dated actions and decisions this cannot be looked at.",
        ja: "行動と決着の日付がないため、調べられません。",
      })
    : say({
        en: `None found among ${plural(lookedAt, "action")}.`,
        ja: `${lookedAt}種類の行動の中には見つかりませんでした。`,
      });

/** "open up to 11 days", "open 16 to 28 days". */
export function timeText({fromDays, toDays}: Exposure["byTime"][number], isFirst: boolean): string {
  const [from, to] = [briefly(fromDays), briefly(toDays)];
  return isFirst
    ? say({en: `open up to ${to}`, ja: `決着まで${to}以下`})
    : say({en: `open ${from} to ${to}`, ja: `決着まで${from}～${to}`});
}
