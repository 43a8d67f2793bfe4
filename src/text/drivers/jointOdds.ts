import type {JointReport, JointRule, Own} from "../../analysis/drivers/jointOdds.ts";
import {count, percent, plural} from "../../analysis/figures.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {leftOutSentence} from "./countGrid.ts";

/** How much of what a pattern seems worth alone is its own. */
export const ownText = ({own}: Pick<JointRule, "own">): string =>
  say<Record<Own, string>>({
    en: {
      "its own": "its own",
      partly: "partly its own",
      "not its own": "not its own",
      "turns round": "turns round",
      "only then": "shows only beside the others",
      neither: "says nothing either way",
    },
    ja: {
      "its own": "大半が残る",
      partly: "一部が残る",
      "not its own": "残らない",
      "turns round": "逆転する",
      "only then": "ほかをそろえると現れる",
      neither: "どちらでも差がない",
    },
  })[own];

function named(some: readonly JointRule[]): string {
  const most = some.slice(0, 3).map(({text}) => text);
  const left = count(some.length - 3);
  return say({
    en: list(some.length > 3 ? [...most, `${left} more`] : most),
    ja: most.map((text) => `「${text}」`).join("") + (some.length > 3 ? `ほか${left}個` : ""),
  });
}

/** How many of the patterns that stand out alone do so on their own account. */
export function jointAnswer({rules}: JointReport): string {
  const of = (own: Own) => rules.filter((rule) => rule.own === own);
  const alone = rules.filter(({own}) => own !== "neither" && own !== "only then");
  if (alone.length === 0)
    return say({
      en: `None of ${plural(rules.length, "pattern")} stands out alone.`,
      ja: `${count(rules.length)}個のパターンのうち、単独で偶然を超える差のあるものはありません。`,
    });
  const [full, partly] = [of("its own"), of("partly")];
  const all = say({
    en:
      `${plural(alone.length, "pattern")} of ${count(rules.length)} ${alone.length === 1 ? "stands" : "stand"} out alone. With all others held equal, ${count(full.length)} ${verb(full, "keep")} at least half of it` +
      (partly.length > 0 ? `, ${count(partly.length)} ${verb(partly, "keep")} less than half (${named(partly)})` : "") +
      ".",
    ja:
      `${count(rules.length)}個のパターンのうち${count(alone.length)}個は、単独で偶然を超える差があります。ほかのすべてをそろえると、その半分以上が残るのは${count(full.length)}個` +
      (partly.length > 0 ? `、一部しか残らないのは${count(partly.length)}個（${named(partly)}）` : "") +
      "です。",
  });
  const told = (own: Own, text: (some: readonly JointRule[]) => string) => (of(own).length > 0 ? text(of(own)) : "");
  const rest = [
    told("not its own", (none) =>
      say({
        en: `${count(none.length)} ${verb(none, "keep")} nothing that can be told from chance: ${named(none)}. What goes along with them does the work; points for both count the same thing twice.`,
        ja: `偶然と区別できる差が残らないのは${count(none.length)}個です：${named(none)}。一緒に起きるほかの行動や属性が効いており、両方に点を付けると同じことを二重に数えます。`,
      }),
    ),
    told("turns round", (turned) =>
      say({
        en: `${count(turned.length)} ${verb(turned, "turn")} round: ${named(turned)}.`,
        ja: `逆転するのは${count(turned.length)}個です：${named(turned)}。`,
      }),
    ),
    told("only then", (hidden) =>
      say({
        en: `${count(hidden.length)} ${verb(hidden, "show")} only once the others are held equal: ${named(hidden)}.`,
        ja: `ほかをそろえて初めて差が現れるのは${count(hidden.length)}個です：${named(hidden)}。`,
      }),
    ),
  ];
  return sentences([all, ...rest]);
}

const verb = (some: readonly unknown[], many: string): string => (some.length === 1 ? `${many}s` : many);

/** What the joint fit is of, and what it leaves out. */
export function jointSummary({n, conversions, sameSubject, tooFew, flagged, untold}: JointReport): string {
  const rulesThat = (number: number, en: string, ja: string) =>
    number > 0 ? [say({en: `${plural(number, "rule")} ${en}`, ja: `${ja}ルール${count(number)}個`})] : [];
  const out = [
    ...rulesThat(
      sameSubject,
      "on other counts, windows or values of the same",
      "同じ行動・属性の別の回数・期間・値による",
    ),
    ...rulesThat(tooFew, "with too few observations", "件数不足の"),
    ...rulesThat(flagged, "with a warning", "警告のある"),
  ];
  const share = percent(conversions / Math.max(1, n));
  const fit = say({
    en: `One fit on ${plural(n, "observation")} (${share} convert), each action and attribute by the rule that tells most of it.`,
    ja: `観測${count(n)}件（転換率${share}）をまとめて1つの式に当てはめました。行動と属性ごとに、最もよく見分けるルールを1つずつ使っています。`,
  });
  const apart =
    untold.length > 0
      ? say({
          en: ` Cannot be told apart: ${untold.join("; ")}.`,
          ja: `区別できないもの：${untold.join("；")}。`,
        })
      : "";
  return fit + leftOutSentence(out) + apart;
}
