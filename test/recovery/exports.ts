import {random} from "../../src/analysis/statistics/random.ts";

/** A made-up export as a tool writes it, with the project file of somebody who says no more than where the columns are. */
export interface Export {
  files: Record<string, string>;
  /** Attribute or activity that was planted as the strongest driver, a plus. */
  planted: string;
  /** Leads that were won by the export's end. */
  winners: number;
}

const minutesADay = 1440;
const start = Date.UTC(2024, 0, 8, 9);

/** Chance as these worlds use it, seeded. */
function dice(seed: number) {
  const next = random(seed);
  return {
    chance: (p: number) => next() < p,
    between: (low: number, high: number) => low + (high - low) * next(),
    /** Days of an exponential wait. */
    wait: (mean: number) => -mean * Math.log(1 - next()),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)],
  };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const instant = (day: number): string =>
  new Date(start + Math.round(day * minutesADay) * 60_000).toISOString().slice(0, 16).replace("T", " ");
const date = (day: number | null): string => (day === null ? "" : instant(day).slice(0, 10));
const idOf = (i: number): string => `L${String(i).padStart(5, "0")}`;
const cell = (value: string | number): string => (/[",;]/.test(String(value)) ? `"${value}"` : String(value));
const csv = (header: readonly string[], rows: readonly (string | number)[][]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");

/** Deals that are decided within days, after what leads did in their first hours; planted: a demo was asked for. */
function quickDeals(seed: number): Export {
  const {chance, between, wait, pick} = dice(seed);
  const end = 365;
  const leads: string[][] = [];
  const activities: string[][] = [];
  const outcomes: string[][] = [];
  let winners = 0;
  for (let i = 0; i < 900; ++i) {
    const created = between(0, end);
    const source = pick(["ads", "mail", "search", "referral"]);
    const asked = chance(0.25);
    leads.push([idOf(i), instant(created), source, pick(["north", "south", "east", "west"])]);
    const did = (activity: string, after: number) => activities.push([idOf(i), instant(created + after), activity]);
    for (let k = pick([1, 1, 2, 3, 5]); k > 0; --k) did("page_view", between(0, 0.4));
    if (chance(0.5)) did("mail_open", between(0.05, 0.5));
    if (asked) did("demo_request", between(0.05, 0.4));
    const decided = created + 0.6 + wait(2);
    if (decided > end || chance(0.25)) continue;
    const isWon = chance(sigmoid(-2.4 + 2.4 * Number(asked) + 0.8 * Number(source === "referral")));
    winners += Number(isWon);
    outcomes.push([idOf(i), isWon ? "Closed Won" : "Closed Lost", instant(decided)]);
  }
  return {
    files: {
      "leads.csv": csv(["Lead ID", "Created", "Source", "Region"], leads),
      "activities.csv": csv(["Lead ID", "Time", "Type"], activities),
      "deals.csv": csv(["Lead ID", "Stage", "Close Date"], outcomes),
      "project.yaml": `title: Quick deals
sources:
  leads: {files: leads.csv, columns: {lead_id: Lead ID, created_at: Created}}
  activities: {files: activities.csv, columns: {lead_id: Lead ID, occurred_at: Time, activity: Type}}
  outcomes: {files: deals.csv, columns: {lead_id: Lead ID, outcome: Stage, decided_at: Close Date}}
`,
    },
    planted: "demo_request",
    winners,
  };
}

/** Deals that take months, with repeated activity; planted: a seminar makes a deal likely for two months. */
function slowDeals(seed: number): Export {
  const {chance, between, wait, pick} = dice(seed);
  const end = 720;
  const leads: string[][] = [];
  const activities: string[][] = [];
  const outcomes: string[][] = [];
  let winners = 0;
  for (let i = 0; i < 1200; ++i) {
    const created = between(0, end - 20);
    const industry = pick(["製造", "小売", "金融", "教育"]);
    leads.push([idOf(i), date(created), industry, String(pick([5, 20, 80, 300, 1200]))]);
    let decided: number | null = null;
    let seminar = Number.NEGATIVE_INFINITY;
    let next = created + wait(150);
    for (let day = created + 7; day < end && decided === null; day += 7) {
      for (let k = 0; k < 2; ++k)
        if (chance(0.2)) activities.push([idOf(i), instant(day - between(0, 7)), "ページ閲覧"]);
      if (chance(0.15)) activities.push([idOf(i), instant(day - between(0, 7)), "メール開封"]);
      if (next < day) {
        activities.push([idOf(i), instant(next), "セミナー参加"]);
        seminar = next;
        next += wait(150);
      }
      const isWarm = day - seminar < 60;
      if (chance(0.004 * (isWarm ? 7 : 1) * (industry === "製造" ? 2 : 1))) {
        decided = day + between(0.1, 0.9);
        ++winners;
        outcomes.push([idOf(i), "受注", date(decided)]);
      } else if (chance(0.008)) {
        decided = day + between(0.1, 0.9);
        outcomes.push([idOf(i), "失注", date(decided)]);
      }
    }
  }
  return {
    files: {
      "リード.csv": csv(["顧客ID", "登録日", "業種", "従業員数"], leads),
      "活動.csv": csv(["顧客ID", "活動日時", "活動種別"], activities),
      "商談.csv": csv(["顧客ID", "結果", "決定日"], outcomes),
      "project.yaml": `title: 長い商談
timezone: Asia/Tokyo
sources:
  leads: {files: リード.csv, columns: {lead_id: 顧客ID, created_at: 登録日}}
  activities: {files: 活動.csv, columns: {lead_id: 顧客ID, occurred_at: 活動日時, activity: 活動種別}}
  outcomes: {files: 商談.csv, columns: {lead_id: 顧客ID, outcome: 結果, decided_at: 決定日}}
`,
    },
    planted: "セミナー参加",
    winners,
  };
}

/** Nothing but events of visitors, a purchase among them; planted: a trial was started. Nobody is ever lost. */
function webEvents(seed: number): Export {
  const {chance, between, wait, pick} = dice(seed);
  const end = 300;
  const events: {id: string; at: number; event: string; utm: string}[] = [];
  let winners = 0;
  for (let i = 0; i < 1000; ++i) {
    const first = between(0, end);
    const utm = pick(["google", "newsletter", "direct", "partner"]);
    const log = (at: number, event: string) => events.push({id: `v-${seed}-${i}`, at, event, utm});
    let trial = Number.POSITIVE_INFINITY;
    log(first, "pageview");
    for (let day = first + 1; day < Math.min(end, first + 60); ++day) {
      if (chance(0.15 * Math.exp(-(day - first) / 30)))
        log(day - between(0, 0.9), pick(["pageview", "pageview", "docs", "pricing"]));
      if (trial > day && chance(0.008)) {
        trial = day;
        log(day - 0.05, "trial_started");
      }
      if (chance(0.0015 * (trial < day ? 15 : 1) * (utm === "partner" ? 1.8 : 1))) {
        log(day + wait(0.2) / 10, "purchase");
        ++winners;
        break;
      }
    }
  }
  events.sort((a, b) => a.at - b.at);
  const lines = events.map(({id, at, event, utm}) =>
    JSON.stringify({distinct_id: id, timestamp: `${instant(at).replace(" ", "T")}:00Z`, event, utm_source: utm}),
  );
  return {
    files: {
      "events.jsonl": `${lines.join("\n")}\n`,
      "project.yaml": `title: Web events
sources:
  leads:
    files: events.jsonl
    query: select distinct_id as lead_id, min(timestamp) as created_at, any_value(utm_source) as source from source group by 1
  activities:
    files: events.jsonl
    where: event <> 'purchase'
    columns: {lead_id: distinct_id, occurred_at: timestamp, activity: event}
  outcomes:
    files: events.jsonl
    query: select distinct_id as lead_id, min(timestamp) as decided_at, 'won' as outcome from source where event = 'purchase' group by 1
`,
    },
    planted: "trial_started",
    winners,
  };
}

/** One row a lead with a date for each stage, empty where it was not reached; planted: leads that were referred. */
function wideTable(seed: number): Export {
  const {chance, between, wait, pick} = dice(seed);
  const end = 500;
  const rows: (string | number)[][] = [];
  let winners = 0;
  for (let i = 0; i < 1000; ++i) {
    const created = between(0, end);
    const source = pick(["Web", "Web", "Event", "Ads", "Referral"]);
    const lift = source === "Referral" ? 1.1 : 0;
    const after = (day: number | null, p: number, mean: number) => {
      const at = day === null || !chance(p) ? null : day + 1 + wait(mean);
      return at !== null && at < end ? at : null;
    };
    const mql = after(created, sigmoid(0 + lift), 12);
    const demo = after(mql, sigmoid(-0.2 + lift), 15);
    const won = after(demo, sigmoid(-0.4 + lift), 25);
    const lost = won === null ? after(demo ?? mql ?? created, 0.4, 45) : null;
    winners += Number(won !== null);
    const employees = pick([5, 20, 80, 300, 1200, 12_000]).toLocaleString("en-US");
    const amount = won === null ? "" : `$${Math.round(between(1000, 90_000)).toLocaleString("en-US")}`;
    rows.push([idOf(i), date(created), source, employees, ...[mql, demo, won, lost].map(date), amount]);
  }
  rows.push(["Total", "", "", "", "", "", "", "", ""]);
  return {
    files: {
      "pipeline.csv": csv(
        [
          "Lead ID",
          "Created Date",
          "Lead Source",
          "Employees",
          "MQL Date",
          "Demo Date",
          "Won Date",
          "Lost Date",
          "Amount",
        ],
        rows,
      ),
      "project.yaml": `title: Wide table
sources:
  leads: {files: pipeline.csv, columns: {lead_id: Lead ID, created_at: Created Date}, attributes: [Lead Source, Employees]}
  stage_visits: {files: pipeline.csv, columns: {lead_id: Lead ID}, wide: {MQL Date: mql, Demo Date: demo}}
  outcomes: {files: pipeline.csv, columns: {lead_id: Lead ID, amount: Amount}, wide: {Won Date: won, Lost Date: lost}}
stages: [{id: mql}, {id: demo}]
`,
    },
    planted: "Lead Source",
    winners,
  };
}

/** Counters and a yes or no a lead, without any time; planted: demos asked for, which four in five never did. */
function counters(seed: number): Export {
  const {chance, between, pick} = dice(seed);
  const rows: (string | number)[][] = [];
  let winners = 0;
  for (let i = 0; i < 1000; ++i) {
    const pages = Math.floor(between(0, 4) ** 2);
    const demos = chance(0.8) ? 0 : pick([1, 1, 1, 2, 3]);
    const mails = Math.floor(between(0, 6));
    const isWon = chance(sigmoid(-2.6 + 2.5 * Number(demos > 0) + 0.05 * pages));
    winners += Number(isWon);
    rows.push([idOf(i), pages, mails, demos, pick(["DE", "FR", "JP", "US"]), isWon ? "TRUE" : "FALSE"]);
  }
  return {
    files: {
      "contacts.csv": csv(["Contact ID", "Page Views", "Mails Opened", "Demo Requests", "Country", "Converted"], rows),
      "project.yaml": `title: Counters
sources:
  leads: {files: contacts.csv, columns: {lead_id: Contact ID}, attributes: [Page Views, Mails Opened, Demo Requests, Country]}
  outcomes: {files: contacts.csv, columns: {lead_id: Contact ID, outcome: Converted}}
`,
    },
    planted: "Demo Requests",
    winners,
  };
}

/** The five shapes, each made anew by a seed. */
export const exports = {quickDeals, slowDeals, webEvents, wideTable, counters} as const;
