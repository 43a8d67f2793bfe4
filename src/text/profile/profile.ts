import {count, percent, plural, rangeText} from "../../analysis/figures.ts";
import type {AttributeProfile, GroupProfile} from "../../analysis/profile/groupProfiles.ts";
import type {ProfileReport} from "../../analysis/profile/profile.ts";
import type {Likelihood} from "../../analysis/profile/profileContrast.ts";
import {list, shareText} from "../format.ts";
import {say} from "../language.ts";
import {personaText} from "./persona.ts";
import {valueName} from "./profileWords.ts";
import {differenceSentence, differences} from "./resemblance.ts";

/** The page's answer: how many customers there are, what tells them from others, and whether the leads in hand are like them. */
export function profileAnswer(report: ProfileReport, currency: string | null): string[] {
  const {persona, resemblance} = report;
  const [unlike] = differences(resemblance);
  return [endsText(report), personaText(persona, report.lookedAt, currency), unlike ? differenceSentence(unlike) : ""];
}

function endsText({leads, wonRate}: ProfileReport): string {
  const [n, won, lost, open] = [leads.n, leads.won, leads.lost, leads.open].map(count);
  const isDecided = wonRate.n > 0 && leads.lost > 0;
  return say({
    en: `Of ${plural(leads.n, "lead")} ${won} ${leads.won === 1 ? "is" : "are"} won, ${lost} lost and ${open} open.${isDecided ? ` Of those decided ${shareText(wonRate)} are won.` : ""}`,
    ja: `リード${n}件のうち、受注${won}件、失注${lost}件、未決（商談中）${open}件です。${isDecided ? `結果が出たリードの受注率は${shareText(wonRate)}です。` : ""}`,
  });
}

/** "1.7 (1.4–2.0)", with two decimals where one would round to 0.0; "∞" where there is no bound. */
export const ratioText = ({ratio}: Likelihood): string => {
  const text = (x: number) => (!Number.isFinite(x) ? "∞" : x < 0.095 ? x.toFixed(2) : x.toFixed(1));
  const range = `${text(ratio.low)}–${text(ratio.high)}`;
  return say({en: `${text(ratio.value)} (${range})`, ja: `${text(ratio.value)}（${range}）`});
};

/** What an attribute's groups say at first sight and in the end, where these disagree. */
export function slowText({field, groups}: AttributeProfile): string {
  const openOf = ({open, n}: GroupProfile) => open / n;
  const told = groups.filter(({kind, n}) => kind === "value" && n >= 30);
  const [slowest] = [...told].sort((a, b) => openOf(b) - openOf(a));
  const sum = (of: "open" | "n") => groups.reduce((total, group) => total + group[of], 0);
  const all = sum("open") / Math.max(1, sum("n"));
  if (!slowest || openOf(slowest) < 1.25 * all || !slowest.inTheEnd) return "";
  const name = valueName(field, slowest.label);
  const [open, end] = [percent(openOf(slowest)), percent(slowest.inTheEnd.value)];
  return say({
    en: `Of ${name} ${open} are still open, of all leads ${percent(all)}: judge it by what is won in the end (${end}, ${rangeText(slowest.inTheEnd)}).`,
    ja: `「${name}」は${open}がまだ未決です（全リードでは${percent(all)}）。最終的な受注率（${end}、区間${rangeText(slowest.inTheEnd)}）で判断してください。`,
  });
}

/** Which attributes are known only afterwards. */
export const afterwardsText = (fields: readonly string[]): string =>
  say({
    en: `${list(fields)} ${fields.length === 1 ? "is" : "are"} known only afterwards: no description of customers, and not compared above.`,
    ja: `${list(fields)}は、結果が出てから分かる属性です。顧客の特徴とは言えないため、上では比べていません。`,
  });
