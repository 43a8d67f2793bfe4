import {html} from "htl";
import type {Driver} from "../analysis/drivers/driver.ts";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {capital, plural} from "../analysis/figures.ts";
import type {LeakFlag} from "../analysis/leaks/flag.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";
import {copyable} from "../components/copyable.ts";
import {bullets, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {effectBriefly, leakState, leaksOpening, leakWords, overruleWords} from "../text/leaks.ts";

/** Every flag with what it would do to the card and how to overrule it, by reason; and the patterns built on what is left out. */
export function leakWarnings(leaks: readonly LeakFlag[], {drivers}: Pick<DriverReport, "drivers">): HTMLElement {
  const flagged = drivers.filter(({flags}) => flags.length > 0);
  const groups = [...groupBy(leaks, ({reason}) => reason)];
  return html`<div>
    <p>${leaksOpening(leaks)}</p>
    ${groups.map(
      ([reason, flags]) => html`<section class="leaks">
        <h3>${leakWords[reason].title}</h3>
        ${flags.map(leak)}
        <p class="remark">${leakWords[reason].act}</p>
      </section>`,
    )}
    ${flagged.length > 0 ? folded(`${plural(flagged.length, "pattern")} with a reason not to believe them`, bullets(flagged.map(flaggedText))) : ""}
  </div>`;
}

function leak(flag: LeakFlag): HTMLElement {
  const {field, why, effect, yaml} = flag;
  return html`<article class="leak">
    <h4>${field} <small>${leakState(flag)}</small></h4>
    <p>${sentence(why)}</p>
    ${effect ? html`<p>${effect.text}</p>` : ""}
    ${yaml ? folded(overruleWords(flag), copyable(yaml, `Lines of the project file for ${field}`)) : ""}
  </article>`;
}

/** The flags in short, for the Data page. */
export function leaksTable(leaks: readonly LeakFlag[]): HTMLElement {
  if (leaks.length === 0) return html`<p>${leaksOpening(leaks)}</p>`;
  const rows = leaks.map((flag) => [
    flag.field,
    `${leakWords[flag.reason].title}${flag.excluded ? "" : `; ${leakState(flag)}`}`,
    effectBriefly(flag),
  ]);
  return html`<div>
    <p>${leaksOpening(leaks)}</p>
    ${table({columns: ["field", "why", "AUC without it → with it"], rows}, "Leaks")}
    <p>The figures behind each, what to do, and the lines that overrule it are under <a href="./drivers#leak-warnings">leak warnings</a>.</p>
  </div>`;
}

const flaggedText = ({text, flags}: Driver): string => `${text} (${flags.join("; ")})`;

function sentence(text: string): string {
  const start = capital(text);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
