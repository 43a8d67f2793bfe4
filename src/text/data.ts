import {count, plural} from "../analysis/figures.ts";
import type {LoadReport, ObservationReport, RejectReason, RunRecord} from "../analysis/run.ts";
import {observedHow} from "./answers.ts";
import {isRepeated} from "./counted.ts";
import {sentences, shareText} from "./format.ts";
import {say} from "./language.ts";
import {designText} from "./observing.ts";

/** A table of the data contract, as people call it. */
export const tableName = (table: string): string =>
  say<Record<string, string>>({
    en: {},
    ja: {leads: "リード", activities: "行動", stage_visits: "フェーズの履歴", outcomes: "結果"},
  })[table] ?? table;

/** An outcome in the reader's language. */
export const outcomeName = (outcome: "won" | "lost" | "open"): string =>
  say({
    en: {won: "won", lost: "lost", open: "open"},
    ja: {won: "受注", lost: "失注", open: "未決"},
  })[outcome];

/** What kind of values a column has. */
export const columnKind = (kind: "category" | "number"): string =>
  say({en: {category: "category", number: "number"}, ja: {category: "区分", number: "数値"}})[kind];

/** Why a row could not be used. */
export const rejectText = (reason: RejectReason): string =>
  say<Record<RejectReason, string>>({
    en: {
      "no id": "no id",
      "no activity": "no activity",
      "unparseable time": "unparseable time",
      "odd date": "odd date",
      "unknown stage": "unknown stage",
      "decided before created": "decided before created",
      "malformed line": "malformed line",
      duplicate: "duplicate",
      orphan: "orphan",
    },
    ja: {
      "no id": "リードのIDがない",
      "no activity": "行動の種類がない",
      "unparseable time": "日時を読み取れない",
      "odd date": "ほかから何年も離れた日時",
      "unknown stage": "設定にないフェーズ",
      "decided before created": "リードの作成より前の受注・失注",
      "malformed line": "形式の壊れた行",
      duplicate: "重複",
      orphan: "該当するリードがない",
    },
  })[reason];

/** "industry: “unknown” on 12 rows". */
export const placeholderText = ({column, value, rows}: LoadReport["placeholders"][number]): string =>
  say({en: `${column}: “${value}” on ${plural(rows, "row")}`, ja: `${column}：「${value}」が${count(rows)}行`});

/** What one observation is, and how many there are. */
export function observedText(run: RunRecord, {labelled, leads, conversions, base}: ObservationReport): string {
  const counts = say({
    en: `${plural(labelled, "observation")} of ${plural(leads, "lead")} have a known outcome, ${count(conversions)} of them converted: ${shareText(base)}.`,
    ja: `結果の分かる観測は、リード${count(leads)}件から${count(labelled)}件あり、うち転換は${count(conversions)}件、転換率は${shareText(base)}です。`,
  });
  return sentences([observedHow(run), counts, designText(run)]);
}

/** Said where every column is filled in for every lead. */
export const nothingMissing = (columns: number): string =>
  say({
    en: `Every one of ${plural(columns, "column")} has a value for every lead.`,
    ja: `${count(columns)}列のすべてで、全リードに値があります。`,
  });

/** Names, notes and readings on the Data page. */
export const dataWords = () =>
  say({
    en: {
      sources: "Sources",
      outcomes: "Leads by outcome",
      rejects: "Rejected rows by reason",
      noRejects: "Every row could be used.",
      placeholders: "These texts look like “no value” and are not declared",
      placeholdersAct: "If they are, add them to missing in the project file and load again.",
      warnings: "Look at these before you believe the figures",
      noDates: "The export has no dates, so nothing can be laid out in time.",
      noAttributes: "The leads have no attributes.",
      excluded: "Left out of the observations",
      months: {
        title: "Rows by month",
        shows: "How many rows of each table fall in each month.",
        read: "A gap or a sudden step is more often a change in recording than in the market.",
        act: "Ask whoever runs the source about every step before you believe a trend across it.",
      },
      missing: {
        title: "Missing values by outcome",
        shows: "The share of leads without a value in each column, among won, lost and open leads.",
        read: "The three marks of a column should lie together. Apart, the column was filled in because of the outcome, or after it.",
        act: "Keep columns whose marks lie apart out of the rules, or find out when they are filled in.",
      },
      periods: {
        title: "Observations by period",
        shows: "Observations whose outcome is known (filled), and those not followed long enough to know it (hollow).",
        read: "The hollow ones at the end are normal: their time is not up. They are counted and left out of fits, never taken for failures.",
        act: "If most are hollow, shorten the outcome window or wait.",
      },
      timeToConversion: {
        title: "How long conversion takes",
        shows:
          "The share of leads converted by days since the start, open leads counted as not yet. The dashed line is the outcome window.",
        read: "The window should lie where the curve has nearly flattened.",
        act: "Set observe.horizon_days in the project file if another window fits your cycle better.",
      },
    },
    ja: {
      sources: "読み込み元",
      outcomes: "結果別のリード",
      rejects: "使えなかった行の理由別件数",
      noRejects: "すべての行を使えました。",
      placeholders: "「値なし」の意味に見えるのに、そう設定されていない文字があります",
      placeholdersAct: "値なしの意味なら、プロジェクトファイルのmissingに加えて読み込み直してください。",
      warnings: "数字を信じる前に、次の点を確かめてください",
      noDates: "データに日付がないため、時間の流れに沿って示せません。",
      noAttributes: "リードに属性がありません。",
      excluded: "観測に含めなかったもの",
      months: {
        title: "月ごとの行数",
        shows: "各テーブルの行が、どの月に何行あるか。",
        read: "空白や急な段差は、市場の変化よりも、記録方法の変化であることが多いものです。",
        act: "段差をまたぐ傾向を信じる前に、段差ごとに、データの担当者に理由を確かめてください。",
      },
      missing: {
        title: "結果ごとの欠損",
        shows: "列ごとに、値のないリードの割合。受注・失注・未決に分けています。",
        read: "1つの列の3つの印は、近くに並ぶはずです。離れている列は、結果が出たから、または出た後に入力されています。",
        act: "印が離れている列はルールに使わないか、いつ入力されるのかを確かめてください。",
      },
      periods: {
        title: "期間ごとの観測",
        shows: "結果の分かる観測（塗りつぶし）と、まだ判定期間が終わっていない観測（白抜き）。",
        read: "終わりの白抜きは正常です。判定期間の途中なので、件数だけ数えて分析からは除き、失注とは扱いません。",
        act: "白抜きが大半なら、判定期間を短くするか、時間が経つのを待ってください。",
      },
      timeToConversion: {
        title: "転換までの日数",
        shows: "開始からの日数ごとに、それまでに転換したリードの割合。未決は「まだ」と数えます。破線は判定期間です。",
        read: "判定期間は、曲線がほぼ平らになるあたりにあるのが適切です。",
        act: "商談の周期に合わなければ、プロジェクトファイルのobserve.horizon_daysで変えてください。",
      },
    },
  });

/** How the rate by period is read. Snapshots gather leads that stay open, so that a fall there is no decline of those that come in. */
export const periodRateWords = (run: Pick<RunRecord, "design">) =>
  say({
    en: {
      title: "Conversion rate by period",
      shows:
        "The share of each period's observations that converted, with its 95 % interval; the dashed line is the rate of all.",
      read: `An interval that misses the dashed line marks a period unlike the others.${isRepeated(run) ? " On later dates there are more leads that have been open for long, and these mostly convert less: by that alone the rate can fall." : ""}`,
      act: isRepeated(run)
        ? "A fall need be no decline of the leads that come in: compare these by month of entry, followed equally long (Funnel, where there are stages)."
        : "Before using points learned in one period on the next, find out what changed.",
    },
    ja: {
      title: "期間ごとの転換率",
      shows: "期間ごとに、転換した観測の割合と95%信頼区間。破線は全体の転換率です。",
      read: `区間が破線にかからない期間は、ほかの期間と異なります。${isRepeated(run) ? "後の基準日ほど、長く未決のまま転換しにくいリードが多く含まれるため、それだけで転換率が下がることがあります。" : ""}`,
      act: isRepeated(run)
        ? "低下していても、入ってくるリードが悪くなったとは限りません。フェーズがあれば、「ファネル」で到達月ごとに同じ長さだけ追って比べられます。"
        : "ある期間で作った点数を次の期間に使う前に、何が変わったのかを確かめてください。",
    },
  });
