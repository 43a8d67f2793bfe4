import type {RunRecord} from "../analysis/run.ts";
import {say} from "./language.ts";

/** How a run looks at leads. */
export type Seen = Pick<RunRecord, "design" | "every">;

/** Whether one lead may be counted several times: snapshots see it on every date on which it is undecided. */
export const isRepeated = ({design}: Pick<RunRecord, "design">): boolean => design === "snapshot";

/** What a figure over observations counts, in a sentence: "leads", or where a lead recurs "monthly observations". */
export function countedText(run: Seen): string {
  if (!isRepeated(run)) return say({en: "leads", ja: "リード"});
  if (run.every === null) return observations();
  const often = {week: "weekly", month: "monthly", quarter: "quarterly"}[run.every];
  const how = {week: "毎週", month: "毎月", quarter: "四半期ごと"}[run.every];
  return say({en: `${often} observations`, ja: `${how}の観測`});
}

/** The same as the head of a column. */
export const countedColumn = (run: Pick<RunRecord, "design">): string =>
  isRepeated(run) ? observations() : say({en: "leads", ja: "リード"});

const observations = (): string => say({en: "observations", ja: "観測"});

/** That a lead counts on every date, where it does; else empty. A clause without a full stop. */
export const recurringText = (run: Pick<RunRecord, "design">): string =>
  isRepeated(run)
    ? say({
        en: "a lead counts on each date on which it was still undecided",
        ja: "同じリードも、未決だった基準日ごとに1件と数えます",
      })
    : "";

/** Whether a run observes leads at whatever stage: there are no stages, or it begins with the first, into which leads come by their creation. */
export const isFromStart = ({stage, stages}: Pick<RunRecord, "stage" | "stages">): boolean =>
  stage === null || stage === stages[0]?.id;
