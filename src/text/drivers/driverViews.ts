import {type Adjustment, byPeriod, byStage} from "../../analysis/drivers/adjust.ts";
import type {Driver, Ranked} from "../../analysis/drivers/driver.ts";
import type {ComparedDriver, ShownView, ShownViews} from "../../analysis/drivers/viewFigures.ts";
import {capital, count, percent, plural, rangeText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {multiplicity} from "../answers.ts";
import {intervalText, list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {designNames, sliceText, stepText} from "./driverChoices.ts";

interface Shown extends Ranked {
  view: ShownView;
  base: Rate;
  /** Null: the whole view. */
  slice: ShownViews["slices"][number] | null;
}

/** What is shown, of whom, and how much of it may be luck: read out whenever the choice changes. */
export function viewSummary({view, base, slice, ...looked}: Shown, run: RunRecord): string {
  const {design, target} = view;
  const value = slice && sliceText(slice);
  const days = design === "decision" ? null : run.horizonDays;
  const isWon = target === "won" && design !== "run";
  const [n, conversions] = [count(base.n), count(base.conversions)];
  const share = `${percent(base.value)}`;
  return say({
    en: `${capital(stepText(view, run))}, ${designNames()[design]}${slice ? ` (${slice.field === byPeriod ? "" : `${slice.field} `}${value})` : ""}: ${conversions} of ${plural(base.n, "observation")} ${isWon ? "were won" : "converted"}${days === null ? "" : ` within ${plural(days, "day")}`} (${share}, ${rangeText(base)}). ${multiplicity(looked)}`,
    ja: `${stepText(view, run)}、${designNames()[design]}${slice ? `（${slice.field === byPeriod ? "" : `${slice.field}：`}${value}）` : ""}。観測${n}件のうち${conversions}件が${days === null ? "" : `${count(days)}日以内に`}${isWon ? "受注" : "転換"}しました（${share}、区間${rangeText(base)}）。${multiplicity(looked)}`,
  });
}

/** What is not in the view: unknown labels, leads not drawn, patterns too rare. */
export function leftOutText(
  {view, slice}: Pick<Shown, "view" | "slice">,
  {sample, heldBack}: ShownViews,
  {settings: {minSupport, minCell}}: RunRecord,
): string {
  const {leads, censored, tooFew} = view;
  return sentences([
    say({en: `The step holds ${plural(leads, "lead")}.`, ja: `この段階のリードは${count(leads)}件です。`}),
    censored
      ? say({
          en: `${plural(censored, "further observation")} ${censored === 1 ? "is" : "are"} not followed long enough to know.`,
          ja: `ほかに観測${count(censored)}件は、追跡期間が足りず結果がまだ分かりません。`,
        })
      : "",
    tooFew && !slice
      ? say({
          en: `${plural(tooFew, "pattern")} on fewer than ${minSupport} observations ${tooFew === 1 ? "is" : "are"} not ranked.`,
          ja: `観測が${minSupport}件未満のパターン${count(tooFew)}個には順位を付けていません。`,
        })
      : "",
    slice
      ? say({
          en: `A pattern is shown for a group where it holds on at least ${minSupport} of its observations and not on as many.`,
          ja: `グループでは、該当する観測も該当しない観測も${minSupport}件以上あるパターンだけを表示します。`,
        })
      : "",
    slice && heldBack
      ? say({
          en: `In all, ${plural(heldBack, "count")} of patterns in groups ${heldBack === 1 ? "is" : "are"} not shown, so that nobody can work out a group of fewer than ${minCell}.`,
          ja: `${minCell}件未満のグループを誰も割り出せないように、グループ内のパターンの件数を合わせて${count(heldBack)}個、表示していません。`,
        })
      : "",
    sample.leads < sample.of
      ? say({
          en: `All steps are counted on an even sample of ${count(sample.leads)} of ${count(sample.of)} leads.`,
          ja: `どの段階も、${count(sample.of)}件のリードから偏りなく選んだ${count(sample.leads)}件で数えています。`,
        })
      : "",
  ]);
}

/** The fold with every pattern. */
export function listedText(listed: readonly Driver[]): string {
  const warned = listed.filter(({flags}) => flags.length > 0).length;
  return say({
    en: `All ${plural(listed.length, "pattern")} looked at${warned ? `, ${count(warned)} with a reason not to believe them` : ""}`,
    ja: `調べた全${count(listed.length)}個のパターン${warned ? `（うち${count(warned)}個は信用できない理由あり）` : ""}`,
  });
}

/** A pattern that is not to be believed, in the list of all. */
export const warnedText = (text: string): string =>
  say({en: `${text} (see the leak warnings)`, ja: `${text}（リークの警告を参照）`});

/** "leads at the same stage", "leads with the same industry". */
export function alikeText(by: string): string {
  if (by === byStage) return say({en: "leads at the same stage", ja: "同じフェーズのリード"});
  return by === byPeriod
    ? say({en: "leads of the same period", ja: "同じ時期のリード"})
    : say({en: `leads with the same ${by}`, ja: `${by}が同じリード`});
}

/** What is held equal, in a table: "stage", "period", an attribute's own name. */
export function heldText(by: string): string {
  if (by === byStage) return say({en: "stage", ja: "フェーズ"});
  return by === byPeriod ? say({en: "period", ja: "時期"}) : by;
}

/** What becomes of a pattern among like leads. */
export const verdictText = (verdict: Adjustment["verdict"]): string =>
  say<Record<Adjustment["verdict"], string>>({
    en: {stays: "stays", vanishes: "vanishes", turns: "turns round"},
    ja: {stays: "変わらない", vanishes: "消失", turns: "逆転"},
  })[verdict];

/** The same in few letters, beside a pattern that the first sight misleads about. */
export const verdictNote = (verdict: Adjustment["verdict"]): string =>
  verdict === "stays" ? "" : say({en: `; ${verdictText(verdict)}`, ja: `；${verdictText(verdict)}`});

/** The thing held equal that changes a pattern most: where it turns, else where it vanishes, else the farthest. */
export function tellingAdjustment({adjustments, oddsRatio}: ComparedDriver): Adjustment | null {
  const weight = ({verdict}: Adjustment) => (verdict === "turns" ? 2 : verdict === "vanishes" ? 1 : 0);
  const moved = ({oddsRatio: {value}}: Adjustment) => Math.abs(Math.log(value) - Math.log(oddsRatio.value));
  return [...adjustments].sort((a, b) => weight(b) - weight(a) || moved(b) - moved(a))[0] ?? null;
}

/** A pattern's odds ratio at first sight and among like leads. */
function ratios({text, oddsRatio}: ComparedDriver, {oddsRatio: among, by}: Adjustment): string {
  const [first, then] = [intervalText(oddsRatio, 2), intervalText(among, 2)];
  return say({
    en: `${text} (odds ratio ${first} at first sight, ${then} among ${alikeText(by)})`,
    ja: `「${text}」はオッズ比が見かけでは${first}、${alikeText(by)}では${then}`,
  });
}

interface Counts {
  pairs: number;
  turned: number;
  vanished: number;
}

/** Which patterns turn round among like leads, which only vanish, and how sure that is. */
export function reversals(drivers: readonly ComparedDriver[], {pairs, turned: allTurned, vanished}: Counts): string {
  const having = (verdict: Adjustment["verdict"]) =>
    drivers.flatMap((driver) => {
      const among = driver.adjustments.find((one) => one.verdict === verdict);
      return among ? [{driver, among}] : [];
    });
  const turned = having("turns");
  const gone = having("vanishes").filter(({driver}) => !turned.some((one) => one.driver === driver));
  const looked = say({
    en: `${plural(pairs, "pair")} of a pattern and a thing held equal`,
    ja: `パターンとそろえる条件の組み合わせ${count(pairs)}通り`,
  });
  if (turned.length === 0)
    return (
      say({
        en: `No pattern turns round: in none of ${looked} do first sight and like leads point in opposite directions beyond chance.`,
        ja: `逆転するパターンはありません。${looked}のどれでも、見かけと似たリードどうしの比較が、偶然を超えて逆を向くことはありません。`,
      }) + vanishing(gone, vanished)
    );
  const first = turned.slice(0, 3).map(({driver, among}) => ratios(driver, among));
  const left = count(allTurned - first.length);
  const named = say({
    en: list(allTurned > first.length ? [...first, `${left} more`] : first),
    ja: first.join("；") + (allTurned > first.length ? `；ほか${left}個` : ""),
  });
  return (
    say({
      en: `The first sight is the wrong way round for ${plural(allTurned, "pattern")}: ${named}. Both are beyond chance, so comparing all leads misleads here: do not act on it. ${looked} were looked at; where nothing turns round, anything would be said to in at most one run of twenty.`,
      ja: `見かけの向きが逆のパターンが${count(allTurned)}個あります：${named}。どちらも偶然を超えているため、全リードの比較は誤解を招きます。これをもとに行動しないでください。${looked}を調べました。逆転がまったくないときに誤って逆転と言うのは、多くても20回の実行に1回です。`,
    }) + vanishing(gone, vanished)
  );
}

function vanishing(gone: readonly {driver: ComparedDriver; among: Adjustment}[], number: number): string {
  if (gone.length === 0) return "";
  const some = gone.slice(0, 2).map(({driver: {text}, among: {by}}) =>
    say({
      en: `${text} (among ${alikeText(by)})`,
      ja: `「${text}」（${alikeText(by)}）`,
    }),
  );
  return say({
    en: ` A weaker statement: ${plural(number, "pattern")} ${number === 1 ? "is" : "are"} sure at first sight and no longer sure to go that way among like leads, such as ${list(some)}: they may only say how far leads have come, or who they are.`,
    ja: `もう少し弱い指摘として、${list(some)}など${count(number)}個のパターンは、見かけでははっきりしていても、似たリードどうしではその向きと言い切れません。どこまで進んだリードか、どんなリードかを表しているだけかもしれません。`,
  });
}

/** What the views say where there is nothing to draw, and the titles of their tables. */
export const viewWords = {
  nothing: () =>
    say({en: "There are too few observations to compare anything.", ja: "観測が少なすぎて、何も比べられません。"}),
  noPattern: () =>
    say({
      en: "No pattern has enough observations with and without it here. A window that holds on the same observations as a shorter one is listed with that.",
      ja: "該当する観測もしない観測も十分にあるパターンが、ここにはありません。短い期間と同じ観測に当てはまる期間は、短いほうにまとめています。",
    }),
  noComparison: () =>
    say({
      en: "No pattern of this step could be set beside like leads: there is nothing to hold equal, or there are too few leads with both outcomes in each group.",
      ja: "この段階では、似たリードどうしで比べられるパターンがありません。そろえる条件がないか、両方の結果のリードがグループごとに少なすぎます。",
    }),
  all: () => say({en: "All patterns looked at", ja: "調べたすべてのパターン"}),
};
