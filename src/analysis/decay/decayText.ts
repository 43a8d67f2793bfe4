import {plural, signed} from "../figures.ts";
import type {Decay} from "./decay.ts";

/** What is found of an action's decay, in a sentence or two; `never` is how many observations never did it. */
export function decayText(decay: Omit<Decay, "text">, never: number): string {
  const {action, state, halfLifeDays, worth, n, conversions} = decay;
  if (state === "too few to say" && worth)
    return `${action}: goes with converting ${worth.value < 0 ? "less" : "more"} often at some age; how fast that fades the data do not tell.`;
  if (state === "too few to say" && never < n / 100)
    return `${action}: nearly all did it, so that there is nobody to compare with.`;
  if (state === "too few to say")
    return `${action}: ${plural(n, "observation")} that did it, ${conversions} of which converted, are too few to say whether it fades.`;
  if (state === "no effect" || !halfLifeDays || !worth)
    return `${action}: no effect seen at any age, with leads that are alike in all else.`;
  const kind = worth.value < 0 ? "minus " : "";
  if (state === "no decay seen")
    return `${action}: no decay seen. Its ${kind}worth need not fade${halfLifeDays.low > 1 ? `; if it does, it takes ${days(halfLifeDays.low)} or more to halve` : ""}.`;
  const {value, low, high} = halfLifeDays;
  const half = `${action} is worth half as much after ${days(value as number)} (${rounded(low)}–${rounded(high as number)})`;
  return `${half}${given(decay)}.`;
}

function given({points}: Omit<Decay, "text">): string {
  if (!points) return "; it is worth less than one point";
  const {windows, expiry} = points;
  const [first, ...rest] = windows.map(({withinDays, points: p}) => `${signed(p)} within ${withinDays}`);
  const ladder = `give ${[`${first} days`, ...rest].join(", ")}`;
  return windows.length === 1
    ? `; give ${signed(expiry.points)}, expiring after ${expiry.days} days`
    : `; ${ladder}; or one ${signed(expiry.points)} that expires after ${expiry.days} days`;
}

const rounded = (value: number): string => (value < 2 ? value.toFixed(1) : Math.round(value).toString());
const days = (value: number): string => `${rounded(value)} ${rounded(value) === "1.0" ? "day" : "days"}`;
