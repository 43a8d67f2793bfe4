import type {RejectReason} from "../../src/analysis/run.ts";

/** The four tables that a project's sources fill; columns in the order in which they stand. */
export const contractTables = ["leads", "activities", "stage_visits", "outcomes"] as const;
export type ContractTable = (typeof contractTables)[number];

export interface ContractColumn {
  name: string;
  /** How the source's value is read; `order` is made from the file's order. */
  as: "text" | "time" | "amount";
  /** The source must have it. */
  isRequired: boolean;
  /** Reason for rejecting a row without a value; absent where a row may do without. */
  unless?: RejectReason;
}

const text = (name: string, unless?: RejectReason): ContractColumn => ({
  name,
  as: "text",
  isRequired: unless !== undefined,
  unless,
});
const time = (name: string, unless?: RejectReason): ContractColumn => ({...text(name, unless), as: "time"});

/** The data contract, as `data/README.md` tells it to people. */
export const contract: Record<ContractTable, ContractColumn[]> = {
  leads: [text("lead_id", "no id"), time("created_at")],
  activities: [
    text("lead_id", "no id"),
    time("occurred_at", "unparseable time"),
    text("activity", "no activity"),
    text("channel"),
    text("topic"),
    text("campaign"),
    text("actor"),
  ],
  stage_visits: [text("lead_id", "no id"), text("stage", "unknown stage"), time("entered_at"), time("left_at")],
  outcomes: [
    text("lead_id", "no id"),
    {...text("outcome"), isRequired: true},
    time("decided_at"),
    {...text("amount"), as: "amount"},
  ],
};
