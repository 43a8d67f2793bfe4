import {html} from "htl";
import {pointsOf} from "../analysis/card/calibrateState.ts";
import type {Suggestion} from "../analysis/card/suggestion.ts";
import {count, percent, plural, signed} from "../analysis/figures.ts";
import {matrix} from "../analysis/threshold/subScores.ts";
import {fitByEngagement} from "../charts/matrix.ts";
import {parsimony, type Step} from "../charts/parsimony.ts";
import {figure, type LiveFigure, liveFigure} from "../components/figure.ts";
import {absent, bullets, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {qualityOf} from "../text/answers.ts";
import {halvesReading, parsimonyReading, redrawsText, wholePointsText} from "../text/calibrate/calibrate.ts";
import {intervalText, list} from "../text/format.ts";
import {say} from "../text/language.ts";
import {verdictText} from "./ruleEvidence.ts";
import type {CalibrateData, Workbench} from "./workbench.ts";

export {decaySection} from "./decay.ts";
export {takeAway} from "./takeAway.ts";
export {workbench} from "./workbench.ts";

/** What the data say of each of today's points. */
export function verdicts({verdicts: all, current}: Suggestion): HTMLElement {
  if (!current && all.length === 0)
    return absent(
      say({
        en: "The project file has no rules in use today. List them under rules, with their points, to see which to keep.",
        ja: "プロジェクトファイルに現行ルールがありません。rulesに点数とともに書くと、どれを残すべきかが分かります。",
      }),
    );
  return html`<div>${table(
    {
      columns: say({en: ["today's rule", "points", "verdict", "why"], ja: ["現行ルール", "点数", "判定", "理由"]}),
      rows: all.map((one) => [one.text, signed(one.points), verdictText(one), one.why]),
    },
    say({en: "Today's points", ja: "現行の点数"}),
  )}<p class="remark">${say({
    en: "Keep: the points lie in the interval of what the data say, in points of today's card. Change: they do not; the whole points nearest to what the data say are given.",
    ja: "維持：データが示す区間（現行の配点表の点数に換算）に、いまの点数が入っています。変更：入っていません。データに最も近い整数の点数を示します。",
  })}</p></div>`;
}

/** Rules that could take each other's place, those that other draws of the leads choose, and cards on other rules. */
export function standsFor(suggestion: Suggestion): HTMLElement {
  const {card, interchangeable, oftenInstead, resamples} = suggestion;
  if (!card)
    return absent(
      say({en: "Without a card no rule stands for another.", ja: "配点表がないため、代わりになるルールもありません。"}),
    );
  return html`<div>
    ${
      interchangeable.length > 0
        ? html`<div><p>${say({
            en: "What is recorded of leads goes together, so that a rule on the card also stands for others:",
            ja: "リードの属性や行動は互いに関連しているため、配点表のルールは別のルールの代わりも務めています。",
          })}</p>${bullets(interchangeable.map(({sentence}) => sentence))}</div>`
        : html`<p>${say({
            en: "No other rule could take the place of one on the card at next to no cost.",
            ja: "ほぼ同じ精度のまま、配点表のルールと入れ替えられるルールはありません。",
          })}</p>`
    }
    ${resamples > 0 ? html`<p>${redrawsText(resamples, oftenInstead.length > 0)}</p>` : ""}
    ${
      oftenInstead.length > 0
        ? table(
            {
              columns: say({
                en: ["rule", "chosen in", "points then", "mostly instead of"],
                ja: ["ルール", "選ばれた割合", "そのときの点数", "主に入れ替わるルール"],
              }),
              rows: oftenInstead.map(({text, kept, points, insteadOf}) => [
                text,
                percent(kept),
                signed(Math.round(points)),
                insteadOf ?? "–",
              ]),
            },
            say({en: "Often chosen instead", ja: "代わりによく選ばれるルール"}),
          )
        : ""
    }
    ${nearEqual(suggestion)}
  </div>`;
}

/** Quality by number of rules, and how far whole points are from the best that any weights could do. */
export function howMany({parsimony: steps, card, realValuedLogLoss, roundingLoss}: Suggestion): HTMLElement {
  if (!card || steps.length === 0)
    return absent(
      say({
        en: "No card was found, so that cards of different lengths cannot be compared.",
        ja: "配点表が見つからなかったため、長さの違う配点表を比べられません。",
      }),
    );
  const isBelow = steps.some(({logLoss}) => logLoss < realValuedLogLoss);
  return html`<div><p>${enough(steps)}</p>
    <p>${wholePointsText(roundingLoss, card.logLoss / realValuedLogLoss - 1)}</p>
    ${figure(
      parsimony(steps, realValuedLogLoss),
      say({en: "What more rules bring", ja: "ルールを増やす効果"}),
      parsimonyReading(isBelow),
    )}</div>`;
}

/** Conversions by what leads are and by what they did, for the card under the reader's hand. */
export function fitAndEngagement({card: inHand}: Workbench, {run, rules, isPublished}: CalibrateData): HTMLElement {
  if (!inHand) return absent(say({en: "There is no card to split.", ja: "2つに分ける配点表がありません。"}));
  const conditions = rules.map(({rule}) => rule);
  const split = () => matrix(inHand.cube, conditions, pointsOf(inHand.state()), {least: run.settings.minSupport});
  const place = html`<div></div>`;
  let shown: LiveFigure | null = null;
  const show = () => {
    const found = split();
    if (!found) {
      shown = null;
      place.replaceChildren(
        absent(
          say({
            en: "all leads are alike in one of the two: the card has no points for who they are, or none for what they did.",
            ja: "一方のスコアが全リードで同じです。属性か行動のどちらかに、点数の付いたルールがありません。",
          }),
        ),
      );
    } else if (shown) shown.update(fitByEngagement(found));
    else {
      shown = liveFigure(
        fitByEngagement(found),
        say({en: "Conversion rate by fit and engagement", ja: "適合度・関心度別の転換率"}),
        halvesReading(run.settings.minSupport, isPublished),
      );
      place.replaceChildren(shown.element);
    }
  };
  show();
  inHand.onRest(show);
  return place;
}

/** How many rules get nine tenths of what the longest card gains over the shortest. */
function enough(steps: readonly Step[]): string {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const gain = first.logLoss - last.logLoss;
  const short = steps.find(({logLoss}) => first.logLoss - logLoss >= 0.9 * gain) ?? last;
  if (gain <= 0 || short === last)
    return say({
      en: `Each of the ${plural(last.rules, "rule")} still adds to the card (AUC ${last.auc.toFixed(3)}, on the observations it was found on).`,
      ja: `${last.rules}個目のルールまで、増やすたびに配点表は良くなります（AUC ${last.auc.toFixed(3)}、学習に使った観測での値）。`,
    });
  return say({
    en: `${plural(short.rules, "rule")} bring nine tenths of what ${count(last.rules)} bring over one (AUC ${short.auc.toFixed(3)} against ${last.auc.toFixed(3)}, on the observations they were found on).`,
    ja: `ルールを1個から${count(last.rules)}個に増やす効果の9割は、${short.rules}個で得られます（AUC ${short.auc.toFixed(3)}、${count(last.rules)}個では${last.auc.toFixed(3)}。学習に使った観測での値）。`,
  });
}

/** Cards on other rules that do nearly as well. */
function nearEqual({pool, card}: Suggestion): HTMLElement {
  if (!card || pool.length < 2)
    return html`<p>${say({en: "No other card comes within 0.002 of log-loss.", ja: "対数損失の差が0.002以内の配点表は、ほかにありません。"})}</p>`;
  const [best, ...others] = pool;
  const pairs = (entry: Suggestion["pool"][number]) =>
    entry.rules.map((rule, i) => {
      const points = signed(entry.points[i]);
      return say({en: `${rule} ${points}`, ja: `${rule}（${points}）`});
    });
  const ours = new Set(best.rules);
  const rows = others.map((entry) => {
    const theirs = new Set(entry.rules);
    const added = pairs(entry).filter((_, i) => !ours.has(entry.rules[i]));
    const gone = best.rules.filter((rule) => !theirs.has(rule));
    return [
      list(gone) || "–",
      list(added) || "–",
      `${signed(Number((100 * (entry.logLoss / best.logLoss - 1)).toFixed(2)) || 0)}${say({en: " %", ja: "%"})}`,
    ];
  });
  const columns = say({en: ["instead of", "takes", "log-loss"], ja: ["外すルール", "入れるルール", "対数損失"]});
  const said = say({
    en: `${plural(others.length, "other card does", "other cards do")} nearly as well (within 0.002 of log-loss). Choose among them by what your team can explain and your tool can record.`,
    ja: `ほぼ同等の配点表がほかに${count(others.length)}個あります（対数損失の差0.002以内）。チームが説明しやすく、ツールで記録できるものを選んでください。`,
  });
  const [first, more] = [rows.slice(0, 5), rows.slice(5)];
  const name = say({en: "Near-equal cards", ja: "ほぼ同等の配点表"});
  const moreName = say({en: "More near-equal cards", ja: "ほぼ同等の配点表の続き"});
  const left = say({en: `${count(more.length)} more`, ja: `ほか${count(more.length)}個`});
  return html`<div><p>${said}</p>
    ${table({columns, rows: first}, name)}${more.length > 0 ? folded(left, table({columns, rows: more}, moreName)) : ""}</div>`;
}

/** How the card does on observations it has not seen, in a sentence; the Validate page has the rest. */
export function validation({outOfTime, grouped, card}: Suggestion): HTMLElement {
  if (!card)
    return absent(say({en: "Without a card there is nothing to test.", ja: "配点表がないため、検証できません。"}));
  const ours = qualityOf(outOfTime ?? grouped, "suggested");
  if (!ours)
    return absent(
      say({
        en: "There are too few observations to keep some back for a test.",
        ja: "観測が少なく、検証用に取り分けられません。",
      }),
    );
  const link = html`<a href="./validate.html">${say({en: "Validate", ja: "検証"})}</a>`;
  const told = say({
    en: `On ${plural(ours.n, "observation")} it had not seen, a card found in the same way has an AUC of ${intervalText(ours.auc)}. `,
    ja: `学習に使っていない観測${count(ours.n)}件で、同じ方法で求めた配点表のAUCは${intervalText(ours.auc)}です。現行の配点表や一律1点の配点表との比較（月別・区分別）と、ホットリードの入れ替わりは「`,
  });
  const rest = say({
    en: " sets it beside today's card and one point each, by month and by segment, and says who enters the hot list and who leaves.",
    ja: "」にあります。",
  });
  return html`<p>${told}${link}${rest}</p>`;
}

/** Candidates that were kept out of the card's choice, and what to know. */
export function leftOut({leftOut: all, notes}: Suggestion): HTMLElement {
  return html`<div>${notes.map((note) => html`<p>${note}</p>`)}${
    all.length === 0
      ? html`<p>${say({en: "No candidate was kept out of the card's choice.", ja: "選択から外した候補はありません。"})}</p>`
      : table(
          {
            columns: say({en: ["left out of the choice", "why"], ja: ["選択から外したもの", "理由"]}),
            rows: all.map(({text, reason}) => [text, reason]),
          },
          say({en: "Left out", ja: "外したもの"}),
        )
  }</div>`;
}
