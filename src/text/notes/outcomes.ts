import {count, plural} from "../../analysis/figures.ts";
import type {OutcomeNote} from "../../analysis/notes/outcomes.ts";
import {list} from "../format.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

type Note<Kind extends OutcomeNote["kind"]> = Extract<OutcomeNote, {kind: Kind}>;

/** What is said of outcomes and stages. */
export const outcomeWords: Told<OutcomeNote> = {
  "words read": ({file, words, others, local}) => {
    const told = list(
      words.map(({word, meaning, n}) =>
        say({
          en: `${word} as ${meaning} (${plural(n, "row")})`,
          ja: `${word}を${meaningText(meaning)}（${count(n)}行）`,
        }),
      ),
    );
    const further = local ? String(local.words) : "";
    const rest =
      others === 0
        ? ""
        : say({
            en: `${told ? " and " : ""}${plural(others, "word")} of few rows${further && ` (${further})`}`,
            ja: `${told ? "、ほかに" : ""}行数の少ない語${count(others)}個${further && `（${further}）`}`,
          });
    return say({en: `${file}: read ${told}${rest}`, ja: `${file}：${told}${rest}として読み取り`});
  },
  "words unused": ({file, table, words}) =>
    say({
      en: `${file}: no row holds ${list(words)}, named in values of ${table}; look for a slip of the pen`,
      ja: `${file}：${table}のvaluesにある${list(words)}は、どの行にもありません。書き間違いがないか確認してください`,
    }),
  "stages unknown": ({file, words, rows, of}) =>
    say({
      en: `${file}: ${count(rows)} of ${plural(of, "visit")} are of stages that the project does not list${inBrackets(words)}, and are rejected; list them in stages, or say with values which stage they mean`,
      ja: `${file}：${count(of)}件の到達のうち${count(rows)}件は、プロジェクトにないフェーズ${inBrackets(words)}のため除外しました。stagesに加えるか、どのフェーズのことかをvaluesで示してください`,
    }),
  "no is lost": ({file, rows, dated}) =>
    dated > 0
      ? say({
          en: `${file}: ${plural(rows, "row")} saying no ${rows === 1 ? "is" : "are"} taken as lost, because ${count(dated)} of them have a date; if they are still open: values: {open: […]}`,
          ja: `${file}：「いいえ」にあたる${count(rows)}行は、うち${count(dated)}行に日付があるため失注としました。未決であれば、values: {open: […]}で示してください`,
        })
      : say({
          en: `${file}: ${plural(rows, "row")} saying no ${rows === 1 ? "is" : "are"} taken as lost; without dates nobody knows which of them are still open`,
          ja: `${file}：「いいえ」にあたる${count(rows)}行は失注としました。日付がないため、未決のものは区別できません`,
        }),
  "several outcomes": severalText,
  "lost when": ({column, rows, won}) => {
    const kept =
      won === 0
        ? ""
        : say({en: `; ${count(won)} of them are won all the same`, ja: `。うち${count(won)}行は受注のままです`});
    return rows === 0
      ? say({en: `lost_when: no row is lost by ${column}`, ja: `lost_when：${column}によって失注となる行はありません`})
      : say({
          en: `lost_when: ${plural(rows, "row")} ${rows === 1 ? "is" : "are"} lost by ${column}${kept}`,
          ja: `lost_when：${column}により${count(rows)}行を失注としました${kept}`,
        });
  },
  "assumed lost": ({days, leads}) =>
    say({
      en: `${plural(leads, "undecided lead")} ${leads === 1 ? "is" : "are"} assumed to be lost after ${plural(days, "day")} without any sign (lost_after_days: ${days}); nobody recorded it`,
      ja: `未決のリード${count(leads)}件は、${count(days)}日間動きがないため失注とみなしました（lost_after_days: ${days}）。記録された失注ではありません`,
    }),
  "none lost": ({won, open}) =>
    say({
      en: `no lead is recorded as lost (${count(won)} won, ${count(open)} open): shares are of all who entered, followed equally long; lost_after_days or lost_when of outcomes say who is lost`,
      ja: `失注の記録がありません（受注${count(won)}件、未決${count(open)}件）。割合は、同じ長さだけ追えた到達者全員に対するものです。失注はoutcomesのlost_after_daysかlost_whenで示せます`,
    }),
  "decisions undated": ({outcome, leads, of}) =>
    say({
      en: `${count(leads)} of ${plural(of, "lead")} ${outcome} have no date of it: ${outcome === "won" ? "they count as won, and in no figure that needs the time" : "they count as lost, and in no figure that needs the time"}`,
      ja: `${outcome === "won" ? "受注" : "失注"}${count(of)}件のうち${count(leads)}件は日付がありません。件数には含め、時期が必要な数値からは除きます`,
    }),
  "visits undated": ({visits, of}) =>
    say({
      en: `${count(visits)} of ${plural(of, "stage visit")} have no time: the stage counts as reached, at an unknown time`,
      ja: `フェーズ到達${count(of)}件のうち${count(visits)}件は日時がありません。時期不明の到達として数えます`,
    }),
  "constant undated": ({file, column, meaning, rows, of}) =>
    say({
      en: `${file}: ${column} is empty in ${count(rows)} of ${plural(of, "row")} called ${meaning}: they count, at an unknown time; if an empty date means that it did not happen, write wide: {${column}: ${meaning}} in place of constants`,
      ja: `${file}：${meaning}とした${count(of)}行のうち${count(rows)}行は${column}が空です。時期不明として数えます。空が「起きていない」の意味なら、constantsの代わりにwide: {${column}: ${meaning}}と書いてください`,
    }),
  "left before entering": ({visits, of, first}) =>
    say({
      en: `${count(visits)} of ${plural(of, "stage visit")} with left_at end before they begin, first ${first}: their left_at is not used`,
      ja: `left_atのある到達${count(of)}件のうち${count(visits)}件は、終了が到達より前です（最初は${first}）。そのleft_atは使いません`,
    }),
};

const meaningText = (meaning: string): string =>
  say({en: meaning, ja: {won: "受注", lost: "失注", open: "未決"}[meaning] ?? meaning});

const inBrackets = (words: {word: string; n: number}[]): string => {
  const told = words.map(({word, n}) => `${word} ${count(n)}`).join(", ");
  return told && say({en: ` (${told})`, ja: `（${told}）`});
};

function severalText(note: Note<"several outcomes">): string {
  const {setting, leads, contradicting, wonAfterLost, further, furtherWon, furtherAmount} = note;
  const others = ["any won", "latest", "first"].filter((one) => one !== setting);
  const counted = {
    "any won": say({
      en: "a lead is won if any of them is, on the date of the first win",
      ja: "1つでも受注があれば、最初の受注日で受注",
    }),
    latest: say({en: "the latest counts", ja: "最も新しいもの"}),
    first: say({en: "the first counts", ja: "最初のもの"}),
  }[setting];
  const both =
    contradicting === 0
      ? ""
      : say({
          en: `, ${count(contradicting)} of them won and lost (${count(wonAfterLost)} won after a loss)`,
          ja: `、うち${count(contradicting)}件は受注と失注の両方（失注後の受注${count(wonAfterLost)}件）`,
        });
  const worth =
    furtherAmount > 0 ? say({en: ` worth ${count(furtherAmount)}`, ja: `、金額${count(furtherAmount)}`}) : "";
  return say({
    en: `${plural(leads, "lead")} ${leads === 1 ? "has" : "have"} several outcomes${both}; ${counted} (several: ${setting}; or ${others.join(", ")}); ${plural(further, "further row")} ${further === 1 ? "does" : "do"} not count, ${count(furtherWon)} of them won${worth}`,
    ja: `結果が複数あるリードが${count(leads)}件${both}。${counted}を採用（several: ${setting}。ほかに${others.join("、")}を選べます）。残りの${count(further)}行（うち受注${count(furtherWon)}行${worth}）は数えません`,
  });
}
