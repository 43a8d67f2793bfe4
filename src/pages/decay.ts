import {html} from "htl";
import type {Decay, DecayReport} from "../analysis/decay.ts";
import {decayCurve} from "../charts/decay.ts";
import {liveFigure} from "../components/figure.ts";
import {absent, bullets} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {list, plural, signed} from "../text/format.ts";
import {selection} from "./choice.ts";

/** How the worth of actions falls with their age: what was found, each action's picture, and the points to give. */
export function decaySection(report: DecayReport | undefined): HTMLElement {
  const drawn = report?.decays.filter(({curve}) => curve.length > 1) ?? [];
  if (!report || drawn.length === 0)
    return absent(
      "No action was done at known times by enough leads that converted and that did not: how fast it fades cannot be told.",
    );
  const fading = report.decays.filter(({state}) => state === "fades");
  const picture = liveFigure(decayCurve(drawn[0]), "Worth of an action by its age", {
    shows:
      "How many times as high the odds of converting are for leads whose last such action was so long ago as for leads that never did it; only leads are compared that are about equally likely to convert by all else that is known.",
    read: "Dots are what was seen, with 95 % intervals; the curve is the fit, which loses half of the worth in every half-life. The dashed line is no difference.",
    act: "Give points within the windows that the table names; where a tool knows one window only, use the one that expires. Where the curve is flat, give points without a window.",
  });
  const options = drawn.map(({action, state}) => ({value: action, label: `${action}: ${state}`}));
  const choose = (action: string) => picture.update(decayCurve(drawn.find((one) => one.action === action) ?? drawn[0]));
  return html`<div>
    <p>${found(report)}</p>
    ${fading.length > 0 ? bullets(fading.map(({text}) => text)) : ""}
    ${options.length > 1 ? selection("Action", options, choose) : ""}
    ${picture.element}
    ${table(
      {
        columns: ["action", "found", "worth halves after", "windows", "or expires"],
        rows: report.decays.map((decay) => [decay.action, decay.state, halfLife(decay), windows(decay), expiry(decay)]),
      },
      "Decay of each action",
    )}
    <p class="remark">Compared within bands of leads that are about equally likely to convert by the suggested card without the action, their stage, the days since they last did anything and the days they are open. Points are those of the suggested card; a narrower window comes in place of a wider one.</p>
  </div>`;
}

function found({decays, lookedAt, found: withEffect}: DecayReport): string {
  const names = decays.filter(({state}) => state === "fades").map(({action}) => action);
  const looked = `Of ${plural(lookedAt, "action")} looked at, ${withEffect} ${withEffect === 1 ? "goes" : "go"} with converting or against it at some age (q under 0.05)`;
  return `${looked}. ${names.length === 0 ? "For none of them is it sure that the worth falls with time." : `The worth of ${list(names)} falls with time.`}`;
}

function halfLife({halfLifeDays}: Decay): string {
  if (!halfLifeDays) return "–";
  const {value, low, high} = halfLifeDays;
  return value === null || high === null
    ? `not seen; ${days(low)} days or more`
    : `${days(value)} days (${days(low)}–${days(high)})`;
}

const windows = ({points}: Decay): string =>
  points ? points.windows.map(({withinDays, points: p}) => `${signed(p)} within ${withinDays} days`).join(", ") : "–";

const expiry = ({points}: Decay): string =>
  points ? `${signed(points.expiry.points)} for ${points.expiry.days} days` : "–";

const days = (value: number): string => (value < 2 ? value.toFixed(1) : String(Math.round(value)));
