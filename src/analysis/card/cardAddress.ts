import {say} from "../../text/language.ts";
import {signed} from "../figures.ts";
import {positionsOf, type RuleSelector} from "../rules/limits.ts";
import {profileOf} from "../rules/profiles.ts";
import {type Rule, type RuleFamily, ruleId} from "../rules/rules.ts";
import type {CalibrateState, GroupCap, RuleSetting} from "./calibrateState.ts";

/** The form below; another one gets another number. */
const version = "1";

/**
 * A card with its settings as the part of an address after "#": `card=1&run=…&set=…&points=…`. Rules are named by a hash of
 * their ids, so that a link survives a new load; rules that are as the settings leave them are not named.
 */
export function cardAddress(state: CalibrateState, rules: readonly Rule[], run: string): string {
  const {atMost, lowest, highest, step, total, ladders, caps, tool, threshold} = state;
  const named = state.rules.flatMap((setting, j) => {
    const text = settingText(setting);
    return text === plain ? [] : [`${ruleHash(rules[j].id)}_${text}`];
  });
  const ends = ({min, max}: {min?: number; max?: number}) => `${min ?? ""}_${max ?? ""}`;
  return [
    `card=${version}`,
    `run=${run}`,
    `set=${[atMost, lowest, highest, step, ladders === "monotone" ? "m" : "f"].join("_")}`,
    total.min === undefined && total.max === undefined ? "" : `total=${ends(total)}`,
    caps.length ? `caps=${caps.map(capText).join(",")}` : "",
    tool === null ? "" : `tool=${tool}`,
    threshold === null ? "" : `line=${threshold}`,
    `points=${named.join(",")}`,
  ]
    .filter(Boolean)
    .join("&");
}

interface OpenedCard {
  state: CalibrateState;
  /** What of the link could not be applied, a sentence each. */
  notes: string[];
}

/**
 * The card of a link, or null where the text is none. `start` gives what the link does not: rules of this run that it does
 * not name have no points. Never throws: what cannot be read or is not of this run is left out and said.
 */
export function openAddress(
  text: string,
  start: CalibrateState,
  rules: readonly Rule[],
  run: string,
): OpenedCard | null {
  const parts = new Map(
    text
      .replace(/^#/, "")
      .split("&")
      .map((part) => cut(part, "=")),
  );
  const found = parts.get("card");
  if (found === undefined) return null;
  if (found !== version)
    return {
      state: start,
      notes: [
        say({
          en: "The link was made by another version of this page and could not be read.",
          ja: "このリンクはページの別の版で作られたため、読み込めませんでした。",
        }),
      ],
    };
  const notes: string[] = [];
  const [atMost, lowest, highest, step, ladders] = (parts.get("set") ?? "").split("_");
  const [totalMin, totalMax] = (parts.get("total") ?? "").split("_").map(whole);
  const settings = {
    atMost: Math.max(1, whole(atMost) ?? start.atMost),
    lowest: Math.min(whole(lowest) ?? start.lowest, whole(highest) ?? start.highest),
    highest: Math.max(whole(lowest) ?? start.lowest, whole(highest) ?? start.highest),
    step: Math.max(1, whole(step) ?? start.step),
    ladders: ladders === "m" ? ("monotone" as const) : ladders === "f" ? ("free" as const) : start.ladders,
    total: {...(totalMin === undefined ? {} : {min: totalMin}), ...(totalMax === undefined ? {} : {max: totalMax})},
    caps: capsFrom(parts.get("caps") ?? "", rules, notes),
    tool: profileOf(parts.get("tool") ?? "")?.id ?? null,
    threshold: whole(parts.get("line")) ?? null,
  };
  const state = {...start, ...settings, rules: rulesFrom(parts.get("points") ?? "", start, rules, notes)};
  const isOther = parts.get("run") !== run;
  if (isOther)
    notes.unshift(
      say({
        en: "The link was made on another run of the data: the card is the same, its figures may differ.",
        ja: "このリンクは別の実行のデータで作られました。配点表は同じですが、数値は異なることがあります。",
      }),
    );
  return {state, notes};
}

function rulesFrom(text: string, start: CalibrateState, rules: readonly Rule[], notes: string[]): RuleSetting[] {
  const at = new Map(rules.map(({id}, j) => [ruleHash(id), j]));
  const settings = start.rules.map(({isOn}): RuleSetting => ({...free, isOn}));
  const gone: number[] = [];
  let unread = 0;
  for (const part of text.split(",").filter(Boolean)) {
    const [hash, rest] = cut(part, "_");
    const setting = settingFrom(rest);
    const j = at.get(hash);
    if (!setting) ++unread;
    else if (j === undefined) gone.push(setting.points);
    else settings[j] = setting;
  }
  const lost = gone.filter((points) => points !== 0);
  if (lost.length > 0)
    notes.push(
      say({
        en: `${lost.length === 1 ? "One rule" : `${lost.length} rules`} of the link (${lost.map(signed).join(", ")}) ${lost.length === 1 ? "is" : "are"} not among the rules of this run and ${lost.length === 1 ? "was" : "were"} left out.`,
        ja: `リンクのルール${lost.length}個（${lost.map(signed).join("、")}）は、この実行のルールにないため除きました。`,
      }),
    );
  if (unread > 0)
    notes.push(
      say({
        en: `${unread === 1 ? "One part" : `${unread} parts`} of the link could not be read.`,
        ja: `リンクのうち${unread}か所を読み取れませんでした。`,
      }),
    );
  return settings;
}

const free: RuleSetting = {isOn: true, points: 0, min: null, max: null, isFixed: false, isForced: false};

/** "5", "−3 fixed within 0 to 8" as "-3_f_0_8": points, flags (o off, f fixed, a always), bounds. */
function settingText({isOn, points, min, max, isFixed, isForced}: RuleSetting): string {
  const flags = `${isOn ? "" : "o"}${isFixed ? "f" : ""}${isForced ? "a" : ""}`;
  return [points, flags, min ?? "", max ?? ""].join("_").replace(/_+$/, "");
}

const plain = settingText(free);

function settingFrom(text: string): RuleSetting | null {
  const [points, flags = "", min, max] = text.split("_");
  const given = whole(points);
  if (given === undefined || !/^[ofa]*$/.test(flags)) return null;
  const isOn = !flags.includes("o");
  return {
    isOn,
    points: isOn ? given : 0,
    min: whole(min) ?? null,
    max: whole(max) ?? null,
    isFixed: isOn && flags.includes("f"),
    isForced: isOn && flags.includes("a"),
  };
}

function capText({for: whom, cap, floor, at_most}: GroupCap): string {
  const [letter, name] = selectorParts(whom);
  return [letter, encodeURIComponent(name).replaceAll("_", "%5F"), floor ?? "", cap ?? "", at_most ?? ""].join("_");
}

function selectorParts(whom: RuleSelector): [letter: string, name: string] {
  if ("family" in whom) return ["f", whom.family];
  if ("activity" in whom) return ["y", whom.activity];
  if ("attribute" in whom) return ["a", whom.attribute];
  return ["r", "rule" in whom ? whom.rule : ruleId({when: whom.when})];
}

function capsFrom(text: string, rules: readonly Rule[], notes: string[]): GroupCap[] {
  return text
    .split(",")
    .filter(Boolean)
    .flatMap((part) => {
      const [kind, name, floor, cap, atMost] = part.split("_");
      const whom = selectorFrom(kind, decoded(name));
      if (!whom || positionsOf(rules, whom).length === 0) {
        const named = decoded(name) ?? part;
        notes.push(
          say({
            en: `The link's limit on “${named}” fits no rule of this run and was left out.`,
            ja: `リンクにある「${named}」の制限は、この実行のどのルールにも当てはまらないため除きました。`,
          }),
        );
        return [];
      }
      return [withoutGaps({for: whom, cap: whole(cap), floor: whole(floor), at_most: whole(atMost)})];
    });
}

function selectorFrom(kind: string, name: string | undefined): RuleSelector | null {
  if (name === undefined) return null;
  if (kind === "f") return {family: name as RuleFamily};
  if (kind === "y") return {activity: name};
  if (kind === "a") return {attribute: name};
  return kind === "r" ? {rule: name} : null;
}

const withoutGaps = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

function cut(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

/** A whole number within a million; undefined for anything else. */
function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** FNV-1a, 32 bits, in base 36 (Fowler, Noll & Vo): of 63 rules two share one once in two million runs. */
export function ruleHash(id: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}
