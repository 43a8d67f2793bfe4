import {percent} from "../../analysis/figures.ts";
import type {Curve} from "../../analysis/points/line.ts";
import {say} from "../language.ts";

/** Between which chances a curve is held, as a clause (a sentence in Japanese); empty where it is not. */
export function heldChances(within: Curve["within"]): string {
  if (!within) return "";
  const [least, most] = [within.least, within.most].map((logOdds) => percent(1 / (1 + Math.exp(-logOdds))));
  return say({
    en: `never told as less than ${least} or more than ${most}, because so many observations carry no more`,
    ja: `観測の件数から言える範囲として、${least}より低い確率と${most}より高い確率は示しません。`,
  });
}
