import {html} from "htl";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import type {LeakFlag} from "../analysis/leaks/flag.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";
import {copyable} from "../components/copyable.ts";
import {bullets, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {
  effectBriefly,
  flaggedText,
  leakState,
  leaksOpening,
  leakWords,
  overruleWords,
  reasonText,
  warningWords,
} from "../text/drivers/leaks.ts";
import {say} from "../text/language.ts";

/** Every flag with what it would do to the card and how to overrule it, by reason; and the patterns built on what is left out. */
export function leakWarnings(leaks: readonly LeakFlag[], {drivers}: Pick<DriverReport, "drivers">): HTMLElement {
  const flagged = drivers.filter(({flags}) => flags.length > 0);
  const groups = [...groupBy(leaks, ({reason}) => reason)];
  return html`<div>
    <p>${leaksOpening(leaks)}</p>
    ${groups.map(
      ([reason, flags]) => html`<section class="leaks">
        <h3>${leakWords(reason).title}</h3>
        ${flags.map(leak)}
        <p class="remark">${leakWords(reason).act}</p>
      </section>`,
    )}
    ${flagged.length > 0 ? folded(warningWords.flagged(flagged.length), bullets(flagged.map(flaggedText))) : ""}
  </div>`;
}

function leak(flag: LeakFlag): HTMLElement {
  const {field, effect, yaml} = flag;
  return html`<article class="leak">
    <h4>${field} <small>${leakState(flag)}</small></h4>
    <p>${reasonText(flag)}</p>
    ${effect ? html`<p>${effect.text}</p>` : ""}
    ${yaml ? folded(overruleWords(flag), copyable(yaml, warningWords.linesFor(field))) : ""}
  </article>`;
}

/** The flags in short, for the Data page. */
export function leaksTable(leaks: readonly LeakFlag[]): HTMLElement {
  if (leaks.length === 0) return html`<p>${leaksOpening(leaks)}</p>`;
  const rows = leaks.map((flag) => [flag.field, warningWords.titled(flag), effectBriefly(flag)]);
  return html`<div>
    <p>${leaksOpening(leaks)}</p>
    ${table({columns: warningWords.columns(), rows}, warningWords.table())}
    ${figuresBehind()}
  </div>`;
}

/** Where each warning is told in full. */
const figuresBehind = (): HTMLElement =>
  say({
    en: html`<p>The figures behind each, what to do, and the lines that overrule it are under <a href="./drivers.html#leak-warnings">leak warnings</a>.</p>`,
    ja: html`<p>それぞれの数値、すべきこと、警告を取り消す設定は、<a href="./drivers.html#リークの警告">リークの警告</a>にあります。</p>`,
  });
