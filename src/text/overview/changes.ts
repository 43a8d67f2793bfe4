import type {CardChange, Changes, Compared} from "../../analysis/changes/changes.ts";
import {type CountChange, type DataChanges, fieldOf} from "../../analysis/changes/dataChanges.ts";
import {count, plural, signed} from "../../analysis/figures.ts";
import {ruleText} from "../../analysis/rules/rules.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {date, intervalText, list, month, shareText} from "../format.ts";
import {say} from "../language.ts";

/** What a reader of the later run must know to read a change: its stages' names, and from how many on counts are given. */
type Reader = Pick<RunRecord, "stages" | "settings">;

/** What changed since the last other run, in at most five sentences; one on a first run, and where nothing can have changed. */
export function changeSentences(changes: Changes | null, run: Reader): string[] {
  if (!changes)
    return [
      say({
        en: "This is the first run kept of this project: the next load will be set beside it.",
        ja: "このプロジェクトで記録された最初の実行です。次に読み込むと、ここに変化が表示されます。",
      }),
    ];
  if (changes.isSame)
    return [
      say({
        en: "Nothing changed: both are the same run, of the same data, project file and version.",
        ja: "変化はありません。データ、プロジェクトファイル、バージョンがすべて同じ実行です。",
      }),
    ];
  return [sources(changes), observed(changes.data, run), rates(changes), patterns(changes), card(changes, run)].filter(
    Boolean,
  );
}

/** How a change compares with its noise. */
export const verdictText = ({isBeyond, difference}: Pick<Compared, "isBeyond" | "difference">): string => {
  if (isBeyond) return say({en: "more than noise", ja: "偶然では説明しにくい変化"});
  return difference === null
    ? say({en: "noise unknown", ja: "誤差は不明"})
    : say({en: "within the noise", ja: "誤差の範囲内"});
};

function sources({before, data, settings}: Changes): string {
  const files = (change: string) => data.inputs.filter((input) => input.change === change).map(({file}) => file);
  const [changed, added, gone] = ["changed", "new", "gone"].map((change) => some(files(change), 3));
  const what = [
    changed && say({en: `other content in ${changed}`, ja: `${changed}の内容が変わりました`}),
    added && say({en: `new: ${added}`, ja: `${added}が加わりました`}),
    gone && say({en: `gone: ${gone}`, ja: `${gone}がなくなりました`}),
    data.inputs.length === 0 && say({en: "the same files", ja: "ファイルは同じです"}),
    ...data.tables.map((table) => `${table.table} ${arrow(table)}`),
    settings.length > 0 &&
      say({
        en: `set otherwise: ${some(settings.map(settingText), 3)}`,
        ja: `設定の違い：${some(settings.map(settingText), 3)}`,
      }),
    data.inputs.length === 0 &&
      settings.length === 0 &&
      say({
        en: "other rules, attributes or ways of reading the files in the project file",
        ja: "プロジェクトファイルのルール、属性、読み込み方の指定が異なります",
      }),
  ].filter(Boolean);
  const upTo = before.asOf && date(before.asOf, before.timezone);
  return say({
    en: `Since run ${before.id}${upTo ? ` (data up to ${upTo})` : ""}: ${what.join("; ")}.`,
    ja: `前回の実行${before.id}${upTo ? `（基準日${upTo}）` : ""}との違い：${what.join("；")}。`,
  });
}

const settingText = ({setting, before, after}: Changes["settings"][number]): string =>
  `${setting} ${short(before)} → ${short(after)}`;

const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** Which observations are others: by kind of lead, by period, by what they did. */
function observed({where, held, periods, n, conversions}: DataChanges, {settings: {minCell}}: Reader): string {
  const changed = periods.changed.map(({period}) => period);
  const when = periodsText(changed);
  if (where) {
    const told = countsText(where.n, where.conversions, minCell);
    return say({
      en: `Data changed only among observations with ${ruleText(where.rule)} (${when}): ${told}; all others count as before.`,
      ja: `データが変わったのは「${ruleText(where.rule)}」に当てはまる観測だけです（${when}）：${told}。それ以外の件数は前回と同じです。`,
    });
  }
  if (held.length > 0) {
    const [{rule, n: holds}] = held;
    const others = held.length - 1;
    return say({
      en: `The same observations, with other activities or attributes: ${ruleText(rule)} holds on ${few(holds, minCell)}${others > 0 ? `; ${plural(others, "other field")} changed less` : ""}.`,
      ja: `観測は同じですが、行動や属性が変わりました：「${ruleText(rule)}」に当てはまる観測は${few(holds, minCell)}${others > 0 ? `（ほかに${count(others)}項目、変化はより小さい）` : ""}。`,
    });
  }
  const fresh = periodsText(periods.new);
  const parts = [
    fresh && say({en: `new are ${fresh}`, ja: `${fresh}が加わりました`}),
    periods.gone.length > 0 &&
      say({en: `gone are ${periodsText(periods.gone)}`, ja: `${periodsText(periods.gone)}がなくなりました`}),
    when && say({en: `other counts in ${when}`, ja: `${when}の件数が変わりました`}),
  ].filter(Boolean);
  if (parts.length === 0) return "";
  return say({
    en: `Observations ${countsText(n, conversions, minCell)}: ${parts.join("; ")}.`,
    ja: `観測：${countsText(n, conversions, minCell)}。${parts.join("；")}。`,
  });
}

function countsText(n: CountChange, conversions: CountChange, minCell: number): string {
  const parts = [
    n.before !== n.after
      ? few(n, minCell)
      : say({en: `${count(n.after)} as before`, ja: `${count(n.after)}件（前回と同じ）`}),
    say({en: `conversions ${few(conversions, minCell)}`, ja: `転換${few(conversions, minCell)}`}),
  ];
  return parts.join(say({en: ", ", ja: "、"}));
}

/** "1,204 → 903"; where the two lie too close to be told, that they differ. */
function few({before, after}: CountChange, minCell: number): string {
  const isSmall = before !== after && Math.abs(after - before) < minCell;
  if (isSmall || Math.min(before, after) < minCell)
    return say({
      en: `changed by fewer than ${Math.max(minCell, Math.abs(after - before))}`,
      ja: `の差は${Math.max(minCell, Math.abs(after - before))}件未満`,
    });
  return arrow({before, after});
}

const arrow = ({before, after}: CountChange): string => `${count(before)} → ${count(after)}`;

/** "Jun 2025 to Aug 2025 and 2 more"; periods follow each other. */
function periodsText(periods: readonly string[]): string {
  if (periods.length === 0) return "";
  const [first, last] = [month(periods[0]), month(periods.at(-1) ?? "")];
  if (periods.length === 1) return first;
  return say({
    en: `${periods.length} periods, ${first} to ${last}`,
    ja: `${first}～${last}の${periods.length}期間`,
  });
}

/** "9.3 % (8.3–10.4 %)" of so many observations. */
const baseText = (rate: Changes["base"]["after"]): string =>
  say({en: `${shareText(rate)} of ${count(rate.n)}`, ja: shareText(rate).replace(/）$/, `、n ${count(rate.n)}）`)});

function rates({base, auc}: Changes): string {
  const isSame = base.before.value === base.after.value && base.before.n === base.after.n;
  const rate = isSame
    ? say({en: `The base rate is still ${baseText(base.after)}`, ja: `全体の転換率は前回と同じ${baseText(base.after)}`})
    : say({
        en: `The base rate went from ${baseText(base.before)} to ${baseText(base.after)}: ${verdictText(base)}`,
        ja: `全体の転換率は${baseText(base.before)}から${baseText(base.after)}へ：${verdictText(base)}`,
      });
  if (!auc) return say({en: `${rate}.`, ja: `${rate}です。`});
  const [before, after] = [intervalText(auc.before), intervalText(auc.after)];
  const card =
    before === after
      ? say({en: `the suggested card's AUC is still ${after}`, ja: `提案の配点表のAUCは前回と同じ${after}`})
      : say({
          en: `the suggested card's AUC from ${before} to ${after}: ${verdictText(auc)}`,
          ja: `提案の配点表のAUCは${before}から${after}へ：${verdictText(auc)}`,
        });
  return say({en: `${rate}; ${card}.`, ja: `${rate}、${card}です。`});
}

function patterns({patterns: {compared, beyond, newly, noLonger}}: Changes): string {
  const all = say({en: `Of ${plural(compared, "pattern")}`, ja: `${count(compared)}個のパターンのうち`});
  if (beyond.length === 0) {
    const drift = [
      newly.length > 0 && `${plural(newly.length, "pattern stands", "patterns stand")} out from chance anew`,
      noLonger.length > 0 && `${plural(noLonger.length, "pattern stands", "patterns stand")} out no longer`,
    ].filter(Boolean);
    return say({
      en: `${all} none changed its odds ratio by more than noise${drift.length > 0 ? `, although ${drift.join(" and ")}` : ""}.`,
      ja: `${all}、オッズ比が誤差を超えて変わったものはありません${drift.length > 0 ? `（新たに目立つもの${count(newly.length)}個、目立たなくなったもの${count(noLonger.length)}個はいずれも誤差の範囲内）` : ""}。`,
    });
  }
  const seen = new Set<string>();
  const most = beyond.filter(({rule}) => !seen.has(fieldOf(rule)) && seen.add(fieldOf(rule))).slice(0, 2);
  const told = most.map(
    ({rule, before, after}) => `${ruleText(rule)} ${intervalText(before, 2)} → ${intervalText(after, 2)}`,
  );
  return say({
    en: `${all} the odds ratios of ${count(beyond.length)} changed by more than noise, most of all ${list(told)}.`,
    ja: `${all}、${count(beyond.length)}個のオッズ比が誤差を超えて変わりました。最も大きいのは${list(told)}です。`,
  });
}

function card(changes: Changes, run: Reader): string {
  const parts = [cardText(changes.card), ...stuckTexts(changes, run)].filter(Boolean);
  return parts.length ? say({en: `${parts.join("; ")}.`, ja: `${parts.join("；")}。`}) : "";
}

function cardText(rules: Changes["card"]): string {
  if (rules === null) return "";
  if (rules.length === 0)
    return say({
      en: "The suggested card has the same rules and points",
      ja: "提案の配点表のルールと点数は前回と同じです",
    });
  const pick = (is: (rule: CardChange) => boolean, text: (rule: CardChange) => string) =>
    some(rules.filter(is).map(text), 2);
  const said = ({rule, before, after}: CardChange) =>
    `${ruleText(rule)} ${[before, after].flatMap((points) => (points === null ? [] : [signed(points)])).join(" → ")}`;
  const added = pick(({before}) => before === null, said);
  const gone = pick(({after}) => after === null, said);
  const other = pick(({before, after}) => before !== null && after !== null && before !== after, said);
  const sure = some(
    rules.filter(({weight}) => weight?.isBeyond).map(({rule}) => ruleText(rule)),
    2,
  );
  const parts = [
    added && say({en: `new: ${added}`, ja: `新しいルール：${added}`}),
    gone && say({en: `gone: ${gone}`, ja: `なくなったルール：${gone}`}),
    other && say({en: `other points: ${other}`, ja: `点数の変更：${other}`}),
    sure
      ? say({en: `by more than noise: ${sure}`, ja: `誤差を超えて変わったもの：${sure}`})
      : say({en: "none by more than noise", ja: "誤差を超える変化はありません"}),
  ].filter(Boolean);
  return say({en: `Suggested card: ${parts.join(", ")}`, ja: `提案の配点表：${parts.join("、")}`});
}

/** Stages that pass on another share beyond noise, and others that stand out. */
function stuckTexts({stages, bottleneck}: Changes, run: Reader): string[] {
  const name = (id: string | null) => run.stages.find((stage) => stage.id === id)?.name ?? id;
  const passing = stages
    .filter(({isBeyond}) => isBeyond)
    .map(({stage, before, after}) => `${name(stage)} ${shareText(before)} → ${shareText(after)}`);
  const to = ({before, after}: {before: string | null; after: string | null}) =>
    [before, after].map((id) => name(id) ?? say({en: "none for sure", ja: "特になし"})).join(" → ");
  const {standsOut, longest} = bottleneck;
  return [
    passing.length > 0
      ? say({
          en: `pass-through by more than noise: ${some(passing, 2)}`,
          ja: `誤差を超えて変わった遷移率：${some(passing, 2)}`,
        })
      : "",
    standsOut.before !== standsOut.after
      ? say({en: `stage to mend first: ${to(standsOut)}`, ja: `最初に改善すべきフェーズ：${to(standsOut)}`})
      : "",
    longest.before !== longest.after
      ? say({en: `longest wait: ${to(longest)}`, ja: `滞留が最も長いフェーズ：${to(longest)}`})
      : "",
    standsOut.before === standsOut.after && longest.before === longest.after && stages.length > 0
      ? say({en: "the same bottleneck", ja: "ボトルネックは前回と同じです"})
      : "",
  ];
}

/** The first few, and how many more there are. */
function some(items: readonly string[], most: number): string {
  const more = items.length - most;
  if (more <= 0) return list(items);
  const first = items.slice(0, most).join(say({en: ", ", ja: "、"}));
  return say({en: `${first} and ${count(more)} more`, ja: `${first}ほか${count(more)}件`});
}
