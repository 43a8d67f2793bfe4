import {say} from "../../text/language.ts";
import {count, plural, signed} from "../figures.ts";
import type {Decay} from "./decay.ts";

/** What is found of an action's decay, in two or three words. */
export const stateText = (state: Decay["state"]): string =>
  say<Record<Decay["state"], string>>({
    en: {
      fades: "fades",
      "no decay seen": "no decay seen",
      "no effect": "no effect",
      "too few to say": "too few to say",
    },
    ja: {fades: "薄れる", "no decay seen": "減衰なし", "no effect": "効果なし", "too few to say": "件数不足"},
  })[state];

/** What is found of an action's decay, in a sentence or two; `never` is how many observations never did it. */
export function decayText(decay: Omit<Decay, "text">, never: number): string {
  const {action} = decay;
  if (decay.state === "fades" && decay.halfLifeDays && decay.worth) return halvingText(decay, decay.halfLifeDays);
  const told = unfadingText(decay, never);
  return say({en: `${action}: ${told}`, ja: `${action}：${told}`});
}

function unfadingText({state, halfLifeDays, worth, n, conversions}: Omit<Decay, "text">, never: number): string {
  if (state === "too few to say" && worth)
    return say({
      en: `goes with converting ${worth.value < 0 ? "less" : "more"} often at some age; how fast that fades the data do not tell.`,
      ja: `行動からの日数によっては転換が${worth.value < 0 ? "少なく" : "多く"}なりますが、どれくらいの早さで薄れるかはデータからは分かりません。`,
    });
  if (state === "too few to say" && never < n / 100)
    return say({
      en: "nearly all did it, so there is nobody to compare with.",
      ja: "ほとんどのリードが行っているため、比べる相手がいません。",
    });
  if (state === "too few to say")
    return say({
      en: `${plural(n, "observation")} that did it, ${conversions} of which converted, are too few to say whether it fades.`,
      ja: `行った観測は${count(n)}件（うち転換${count(conversions)}件）で、薄れるかどうかを言うには足りません。`,
    });
  if (state === "no effect" || !halfLifeDays || !worth)
    return say({
      en: "no effect seen at any age, with leads that are alike in all else.",
      ja: "ほかの点で似たリードと比べると、何日前の行動でも効果は見られません。",
    });
  const isMinus = worth.value < 0;
  const slowest = halfLifeDays.low > 1 ? days(halfLifeDays.low) : null;
  return say({
    en: `no decay seen. Its ${isMinus ? "minus " : ""}worth need not fade${slowest ? `; if it does, it takes ${slowest} or more to halve` : ""}.`,
    ja: `減衰は見られません。${isMinus ? "マイナスの" : ""}効果は薄れるとは限りません${slowest ? `。薄れるとしても、半減するのに${slowest}以上かかります` : ""}。`,
  });
}

function halvingText(decay: Omit<Decay, "text">, {value, low, high}: NonNullable<Decay["halfLifeDays"]>): string {
  const [half, range] = [days(value as number), `${rounded(low)}–${rounded(high as number)}`];
  return say({
    en: `${decay.action} is worth half as much after ${half} (${range})${given(decay)}.`,
    ja: `${decay.action}の効果は${half}で半減します（95%信頼区間${range}日）。${given(decay)}。`,
  });
}

function given({points}: Omit<Decay, "text">): string {
  if (!points) return say({en: "; it is worth less than one point", ja: "効果は1点に満たない大きさです"});
  const {windows, expiry} = points;
  const [first, ...rest] = windows.map(({withinDays, points: p}) => ({withinDays, points: signed(p)}));
  const single = signed(expiry.points);
  if (windows.length === 1)
    return say({
      en: `; give ${single}, expiring after ${expiry.days} days`,
      ja: `${single}を与え、${expiry.days}日で失効させてください`,
    });
  const ladder = {
    en: [`${first.points} within ${first.withinDays} days`, ...rest.map((w) => `${w.points} within ${w.withinDays}`)],
    ja: [first, ...rest].map((w) => `${w.withinDays}日以内なら${w.points}`),
  };
  return say({
    en: `; give ${ladder.en.join(", ")}; or one ${single} that expires after ${expiry.days} days`,
    ja: `${ladder.ja.join("、")}を与えてください。1つにまとめるなら${single}を与え、${expiry.days}日で失効させてください`,
  });
}

const rounded = (value: number): string => (value < 2 ? value.toFixed(1) : Math.round(value).toString());
const days = (value: number): string =>
  say({en: `${rounded(value)} ${rounded(value) === "1.0" ? "day" : "days"}`, ja: `${rounded(value)}日`});
