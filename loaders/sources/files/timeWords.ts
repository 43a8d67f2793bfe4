import {literal} from "../../engine/duckdb.ts";

/**
 * Ways of writing a time beyond plain numbers: months and weekdays in words, Japanese eras, clocks with words, names of zones. Each
 * step is one replacement that brings a text nearer to `2025-01-06 09:00:00 AM+09:00`; `when` says, of a shape (digits as 0),
 * whether the step can matter to it at all, so that a column pays for the steps it needs.
 */
interface Step {
  when: RegExp;
  /** RE2's syntax. */
  pattern: string;
  by: string;
}

const wide = "０１２３４５６７８９／：－．，（）ＡＰＭＲＨＳＴＺ　\u00a0\u202f\u2007\u2009−";
const narrow = "0123456789/:-.,()APMRHSTZ     -";
/** Marks of writing direction, which some programs put around dates, are taken out. */
const marks = "\u200e\u200f\u202a\u202c\ufeff";

const days = [
  ...["mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:nesday)?", "thu(?:r(?:s(?:day)?)?)?", "fri(?:day)?", "sat(?:urday)?"],
  ...["sun(?:day)?", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"],
  ...["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  ...["lunes", "martes", "mi[ée]rcoles", "jueves", "viernes", "s[áa]bado", "domingo"],
].join("|");
const shortDays = "mo|di|mi|do|fr|sa|so|lun|mer|jeu|ven|sam|dim|mi[ée]|jue|vie|s[áa]b|dom";

/** English, German, French, Spanish and Portuguese names of the months, January first. */
const months = [
  "jan(?:uary|uar|vier|v|eiro)?|jänner|enero|ene",
  "feb(?:ruary|ruar|rero)?|f[ée]v(?:rier|r|ereiro)?",
  "mar(?:ch|s|zo)?|märz?|mrz|março",
  "apr(?:il)?|avr(?:il)?|abr(?:il)?",
  "may|mai|mayo|maio",
  "june?|juni|juin|junio|junho",
  "july?|juli|juil(?:let)?|julio|julho",
  "aug(?:ust)?|ao[ûu]t|ago(?:sto)?",
  "sept?(?:ember|embre)?|septiembre|set(?:embro)?",
  "o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?",
  "nov(?:ember|embre|iembre|embro)?",
  "de[cz](?:ember|embro)?|d[ée]c(?:embre)?|dic(?:iembre)?",
];

const letters = /\p{L}{2}/u;
/** A clock before which nothing more can follow than a zone; `\1` in what replaces it. */
const clock = "(:\\d{2}[\\d.]*(?: [AaPp][Mm])?)";

const daySteps: readonly Step[] = [
  {when: /\[/, pattern: "([+-]\\d{2}:?\\d{2}|[Zz])\\[[A-Za-z_/+-]+\\]$", by: "\\1"},
  {when: /\(/, pattern: "([+-]\\d{2}:?\\d{2})\\s*\\([^()]*\\)$", by: "\\1"},
  {when: /[月火水木金土日]/, pattern: "\\s*(?:\\([月火水木金土日][曜祝・日]*\\)|[月火水木金土日]曜日?)\\s*", by: " "},
  {
    when: /周|週|星期|요일/,
    pattern: "\\s*\\(?(?:(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)\\)?\\s*",
    by: " ",
  },
  {when: letters, pattern: `(?i)^(?:${shortDays})[.,]*\\s+(\\d)`, by: "\\1"},
  {when: letters, pattern: "(?i)^mar[.,]*\\s+(\\d{1,2}[.]?\\s+(?:de )?\\p{L})", by: "\\1"},
  {when: letters, pattern: `(?i)\\(?\\b(?:${days})\\b[.,]*\\)?`, by: " "},
];

/** Steps that follow once weekdays are gone. */
const clockSteps: readonly Step[] = [
  {when: /,0/, pattern: "(:\\d{2}:\\d{2}),(\\d)", by: "\\1.\\2"},
  {when: /[時点點시]/, pattern: "(\\d{1,2})\\s*[時点點시]半", by: "\\1:30"},
  {
    when: /[時点點시]/,
    pattern: "(\\d{1,2})\\s*[時点點시]\\s*(\\d{1,2})\\s*[分분]\\s*(\\d{1,2})\\s*[秒초]",
    by: "\\1:\\2:\\3",
  },
  {when: /[時点點시]/, pattern: "(\\d{1,2})\\s*[時点點시]\\s*(\\d{1,2})\\s*[分분]", by: "\\1:\\2"},
  {when: /[時点點시]/, pattern: "(\\d{1,2})\\s*[時点點시]", by: "\\1:00"},
  {when: /午前|上午|오전/, pattern: "(?:午前|上午|오전)\\s*(\\d{1,2}:[\\d:.]+)", by: "\\1 AM"},
  {when: /午後|下午|오후/, pattern: "(?:午後|下午|오후)\\s*(\\d{1,2}:[\\d:.]+)", by: "\\1 PM"},
  {when: /uhr/i, pattern: "(?i)(\\s\\d{1,2})\\s*uhr\\b", by: "\\1:00"},
  {when: /uhr/i, pattern: "(?i)\\s*uhr\\b", by: ""},
  {when: /0 ?h/i, pattern: "(?i)(\\s\\d{1,2}) ?h ?(\\d{2})\\b", by: "\\1:\\2"},
  {when: /0 ?h/i, pattern: "(?i)(:\\d{2}) ?h\\b", by: "\\1"},
  {when: /0 ?h/i, pattern: "(?i)(\\s\\d{1,2}) ?h\\b", by: "\\1:00"},
  {when: /[ap]\.?\s?m/i, pattern: "(?i)\\b([ap])\\.?\\s?m\\b\\.?\\s*(\\d{1,2}:[\\d:.]+)", by: "\\2 \\1M"},
  {when: /[ap]\.?\s?m/i, pattern: "(?i)(\\d)\\s*([ap])\\.?\\s?m\\b\\.?", by: "\\1 \\2M"},
  {when: /[ap]\.?\s?m/i, pattern: "(?i)(^|[\\sT,])(\\d{1,2}) ([ap]m)", by: "\\1\\2:00 \\3"},
];

const dateSteps: readonly Step[] = [
  {when: letters, pattern: "(?i)(\\d)(?:st|nd|rd|th|er|º)\\b", by: "\\1"},
  {when: letters, pattern: "(?i)\\s+(?:at|um|de|del|of|à|a las?)\\s+", by: " "},
  {
    when: /[年년]/,
    pattern: "(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일号號]?",
    by: "\\1-\\2-\\3 ",
  },
  {
    when: /[A-Za-z]{3}/,
    pattern: "M(\\d\\d) +(\\d{1,2}) +(\\d{1,2}:\\d\\d(?::\\d\\d)?)(.*?) +(\\d{4})$",
    by: "\\5-\\1-\\2 \\3\\4",
  },
  {when: letters, pattern: "(^|\\D)(\\d{1,2})[\\s.,/-]*M(\\d\\d)[\\s.,/-]*(\\d{4})[,:]?", by: "\\1\\4-\\3-\\2 "},
  {when: letters, pattern: "M(\\d\\d)[\\s.,/-]*(\\d{1,2})[\\s.,/-]+(\\d{4})[,:]?", by: "\\3-\\1-\\2 "},
  {when: letters, pattern: "(\\d{4})[\\s.,/-]*M(\\d\\d)[\\s.,/-]*(\\d{1,2})", by: "\\1-\\2-\\3 "},
  {when: letters, pattern: "(^|\\D)(\\d{1,2})[\\s./-]M(\\d\\d)[\\s./-]([0-6]\\d)(\\s|,|$)", by: "\\120\\4-\\3-\\2 "},
  {when: letters, pattern: "(^|\\D)(\\d{1,2})[\\s./-]M(\\d\\d)[\\s./-]([7-9]\\d)(\\s|,|$)", by: "\\119\\4-\\3-\\2 "},
  {when: /0{8}T/, pattern: "^(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})", by: "\\1-\\2-\\3 \\4:\\5:\\6"},
  {when: /0{8}T/, pattern: "^(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})", by: "\\1-\\2-\\3 \\4:\\5"},
  {
    when: /^0{17}$/,
    pattern: "^(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{3})$",
    by: "\\1-\\2-\\3 \\4:\\5:\\6.\\7",
  },
  {when: /_/, pattern: "_", by: " "},
  {when: /,/, pattern: "\\s*,\\s*", by: " "},
  {when: /\s[-–|]\s/, pattern: "\\s[-–|]\\s", by: " "},
  {when: /\.\s/, pattern: "\\.\\s+(\\d{1,2}:)", by: " \\1"},
  {when: /\.\s/, pattern: "(\\d)\\.\\s+", by: "\\1."},
  {when: /\.$/, pattern: "\\.$", by: ""},
  {when: /[/-]\s|\s[/-]/, pattern: "(\\d)\\s*([/-])\\s+(\\d)", by: "\\1\\2\\3"},
  {when: /\s0{1,2}\.00/, pattern: "^(\\S{8,10}\\s+)(\\d{1,2})\\.(\\d{2})\\.(\\d{2})", by: "\\1\\2:\\3:\\4"},
  {when: /\s0{1,2}\.00/, pattern: "^(\\S{8,10}\\s+)(\\d{1,2})\\.(\\d{2})(\\s|$)", by: "\\1\\2:\\3\\4"},
  {when: /\s0{6}$/, pattern: "^(\\S{8,10}\\s+)(\\d{2})(\\d{2})(\\d{2})$", by: "\\1\\2:\\3:\\4"},
  {when: /\s0{4}$/, pattern: "^(\\S{8,10}\\s+)(\\d{2})(\\d{2})$", by: "\\1\\2:\\3"},
];

const zoneSteps: readonly Step[] = [
  {when: /(GMT|UTC)\s?[+-]/i, pattern: "(?i)\\s*(?:GMT|UTC)\\s?([+-]\\d)", by: "\\1"},
  {when: /[+-]0$/, pattern: `${clock}\\s*([+-])(\\d)$`, by: "\\1\\20\\3:00"},
  {when: /[+-]0:?00$/, pattern: `${clock}\\s*([+-])(\\d):?(\\d{2})$`, by: "\\1\\20\\3:\\4"},
  {when: /[+-]00$/, pattern: `${clock}\\s*([+-]\\d{2})$`, by: "\\1\\2:00"},
  {when: /[+-]00:?00/, pattern: `${clock}\\s*([+-]\\d{2}):?(\\d{2})$`, by: "\\1\\2:\\3"},
  {when: /z|utc|gmt/i, pattern: `(?i)${clock}\\s*(?:z|utc|gmt)$`, by: "\\1+00:00"},
];

const monthSteps: readonly Step[] = months.map((names, i) => ({
  when: letters,
  pattern: `(?i)(^|[^\\p{L}])(?:${names})(?:[.]|([^\\p{L}])|$)`,
  by: `\\1M${String(i + 1).padStart(2, "0")}\\2`,
}));

const spaces: Step = {when: /\s/, pattern: "\\s+", by: " "};

/** The year before the first of each era. */
const eras = {令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867, R: 2018, H: 1988, S: 1925, T: 1911, M: 1867};
const era = `^(${Object.keys(eras).join("|")})[.]?\\s*(元|\\d{1,2})\\s*[年./-]\\s*(\\d{1,2})\\s*[月./-]\\s*(\\d{1,2})日?(.*)$`;
const mayBeEra = /(令和|平成|昭和|大正|明治|(^|\s)[RHSTM])\.?\s*(元|0)/;

function eraSql(text: string): string {
  const part = (n: number) => `regexp_extract(era_time, ${literal(era)}, ${n})`;
  const first = Object.entries(eras).map(([name, year]) => `when ${literal(name)} then ${year}`);
  const year = `case ${part(1)} ${first.join(" ")} end + cast(case ${part(2)} when '元' then '1' else ${part(2)} end as integer)`;
  return `list_transform([${text}], lambda era_time: case when regexp_matches(era_time, ${literal(era)})
    then concat(${year}, '-', ${part(3)}, '-', ${part(4)}, ' ', ${part(5)}) else era_time end)[1]`;
}

/**
 * SQL that rewrites a text as a time in plain numbers, as far as it is one: weekdays and words around the clock are taken out,
 * names of months and eras become numbers, names of zones offsets. The order of day and month is left as it is.
 *
 * @param shapes what the texts look like, digits as 0: decides which steps they need.
 * @param zone of the project: which abbreviations of zones can mean one thing only.
 */
export function plainTimeSql(text: string, shapes: readonly string[], zone: string): string {
  const seen = shapes.map((shape) => shape.normalize("NFKC").replace(/\d/g, "0"));
  const isNeeded = ({when}: Step) => seen.some((shape) => when.test(shape));
  const replaced = (sql: string, steps: readonly Step[]) =>
    steps
      .filter(isNeeded)
      .reduce((t, {pattern, by}) => `regexp_replace(${t}, ${literal(pattern)}, ${literal(by)}, 'g')`, sql);
  const narrowed = `trim(translate(${text}, ${literal(wide + marks)}, ${literal(narrow)}))`;
  const first = seen.some((shape) => mayBeEra.test(shape)) ? eraSql(narrowed) : narrowed;
  const worded = replaced(first, [...daySteps, ...monthSteps, ...clockSteps, ...dateSteps, spaces]);
  return replaced(`trim(${worded})`, [...zoneSteps, ...zoneNames(zone).map(offsetStep)]);
}

interface ZoneName {
  name: string;
  minutes: number;
}

function offsetStep({name, minutes}: ZoneName): Step {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return {when: new RegExp(`\\b${name}\\b`, "i"), pattern: `(?i)${clock}\\s*${name}$`, by: `\\1${offset}`};
}

/** Names with one meaning everywhere. */
const known: readonly ZoneName[] = [
  {name: "JST", minutes: 540},
  {name: "CET", minutes: 60},
  {name: "MEZ", minutes: 60},
  {name: "CEST", minutes: 120},
  {name: "MESZ", minutes: 120},
];
/** Names in use that no locale writes, by the zone where they mean this. */
const local: Record<string, readonly string[]> = {
  "Asia/Seoul": ["KST"],
  "Asia/Shanghai": ["CST"],
  "Asia/Taipei": ["CST"],
  "Asia/Hong_Kong": ["HKT"],
  "Asia/Singapore": ["SGT"],
  "Asia/Bangkok": ["ICT"],
  "Asia/Jakarta": ["WIB"],
  "Europe/Moscow": ["MSK"],
  "America/Sao_Paulo": ["BRT"],
};
const locales = ["en-US", "en-GB", "en-IE", "en-CA", "en-AU", "en-NZ", "en-IN", "en-ZA", "ja-JP", "de-DE", "he-IL"];

/** The abbreviations that mean one offset only to somebody in this zone: its own, in winter and summer, and those known everywhere. */
export function zoneNames(zone: string): ZoneName[] {
  const found = new Map<string, Set<number>>();
  const add = (name: string, minutes: number) => found.set(name, (found.get(name) ?? new Set()).add(minutes));
  for (const instant of [new Date("2025-01-15T12:00:00Z"), new Date("2025-07-15T12:00:00Z")]) {
    const minutes = offsetAt(zone, instant);
    for (const name of local[zone] ?? []) add(name, minutes);
    for (const locale of locales) {
      const name = partOf(locale, zone, "short", instant);
      if (/^[A-Z]{3,5}$/.test(name) && name !== "UTC" && name !== "GMT") add(name, minutes);
    }
  }
  for (const {name, minutes} of known) if (!found.has(name)) add(name, minutes);
  return [...found].flatMap(([name, offsets]) => (offsets.size === 1 ? [{name, minutes: [...offsets][0]}] : []));
}

const partOf = (locale: string, timeZone: string, timeZoneName: "short" | "longOffset", instant: Date): string =>
  new Intl.DateTimeFormat(locale, {timeZone, timeZoneName})
    .formatToParts(instant)
    .find(({type}) => type === "timeZoneName")?.value ?? "";

function offsetAt(zone: string, instant: Date): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(partOf("en-US", zone, "longOffset", instant)) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}
