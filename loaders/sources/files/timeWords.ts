import {literal} from "../../engine/duckdb.ts";

/**
 * One step of rewriting a time towards `2025-01-06 09:00:00 AM+09:00`, as SQL and, on shapes (digits as 0), here: so a column pays
 * for the steps it needs only.
 */
interface Step {
  sql(text: string): string;
  onShape(shape: string): string;
}

/** A step of replacements, patterns in RE2's syntax; several stand together where shapes cannot tell them apart. */
const step = (...pairs: [pattern: string, by: string][]): Step => ({
  sql: (text) =>
    pairs.reduce((t, [pattern, by]) => `regexp_replace(${t}, ${literal(pattern)}, ${literal(by)}, 'g')`, text),
  onShape: (shape) => {
    const [pattern, by] = pairs[0];
    const bare = pattern.replace("(?i)", "");
    return shape.replace(new RegExp(bare, bare === pattern ? "gu" : "giu"), by.replace(/\\(\d)/g, "$$$1"));
  },
});

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

/** Names of months in English, German, French, Spanish and Portuguese, and by which letters, without accents, they are told. */
const monthNames =
  "jan(?:uary|uar|vier|v|eiro)?|jänner|enero|ene|feb(?:ruary|ruar|rero)?|f[ée]v(?:rier|r|ereiro)?|mar(?:ch|s|zo)?|märz?|mrz|março|" +
  "apr(?:il)?|avr(?:il)?|abr(?:il)?|may|mai|mayo|maio|june?|juni|juin|junio|junho|july?|juli|juil(?:let)?|julio|julho|" +
  "aug(?:ust)?|ao[ûu]t|ago(?:sto)?|sept?(?:ember|embre)?|septiembre|set(?:embro)?|o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?|" +
  "nov(?:ember|embre|iembre|embro)?|de[cz](?:ember|embro)?|d[ée]c(?:embre)?|dic(?:iembre)?";
const monthLetters = [
  ["jan", "ene"],
  ["feb", "fev"],
  ["mar", "mrz"],
  ["apr", "avr", "abr"],
  ["may", "mai"],
  ["jun", "juin"],
  ["jul", "juil"],
  ["aug", "aou", "ago"],
  ["sep", "set"],
  ["oct", "okt", "out"],
  ["nov"],
  ["dec", "dez", "dic"],
];
const month = `(?i)(?:^|[^\\p{L}])(${monthNames})(?:[.]|[^\\p{L}]|$)`;

/** The name of a month becomes M01 to M12. */
const monthStep: Step = {
  sql: (text) => {
    const told = monthLetters.map((starts, i) => {
      const tests = starts.map((letters) => `starts_with(bare, ${literal(letters)})`);
      return `when ${tests.join(" or ")} then 'M${String(i + 1).padStart(2, "0")}'`;
    });
    const number = `list_transform([lower(strip_accents(name))], lambda bare: case ${told.join(" ")} end)[1]`;
    const name = `regexp_extract(named, ${literal(month)}, 1)`;
    return `list_transform([${text}], lambda named: list_transform([${name}], lambda name:
      case when name = '' then named else replace(replace(named, name || '.', name), name, ${number}) end)[1])[1]`;
  },
  onShape: (shape) =>
    shape.replace(new RegExp(month.replace("(?i)", ""), "iu"), (whole, name: string) =>
      whole.replace(`${name}.`, name).replace(name, "M00"),
    ),
};

/** A clock before which nothing more can follow than a zone; `\1` in what replaces it. */
const clock = "(:\\d{2}[\\d.]*(?: [AaPp][Mm])?)";

const daySteps: readonly Step[] = [
  step(["([+-]\\d{2}:?\\d{2}|[Zz])\\[[A-Za-z_/+-]+\\]$", "\\1"]),
  step(["([+-]\\d{2}:?\\d{2})\\s*\\([^()]*\\)$", "\\1"]),
  step(["\\s*(?:\\([月火水木金土日][曜祝・日]*\\)|[月火水木金土日]曜日?)\\s*", " "]),
  step(["\\s*\\(?(?:(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)\\)?\\s*", " "]),
  step([`(?i)^(?:${shortDays})[.,]*\\s+(\\d)`, "\\1"]),
  step(["(?i)^mar[.,]*\\s+(\\d{1,2}[.]?\\s+(?:de )?\\p{L})", "\\1"]),
  step([`(?i)\\(?\\b(?:${days})\\b[.,]*\\)?`, " "]),
];

/** Steps that follow once weekdays are gone. */
const clockSteps: readonly Step[] = [
  step(["(:\\d{2}:\\d{2}),(\\d)", "\\1.\\2"]),
  step(["(\\d{1,2})\\s*[時点點시]半", "\\1:30"]),
  step(["(\\d{1,2})\\s*[時点點시]\\s*(\\d{1,2})\\s*[分분]\\s*(\\d{1,2})\\s*[秒초]", "\\1:\\2:\\3"]),
  step(["(\\d{1,2})\\s*[時点點시]\\s*(\\d{1,2})\\s*[分분]", "\\1:\\2"]),
  step(["(\\d{1,2})\\s*[時点點시]", "\\1:00"]),
  step(["(?:午前|上午|오전)\\s*(\\d{1,2}:[\\d:.]+)", "\\1 AM"]),
  step(["(?:午後|下午|오후)\\s*(\\d{1,2}:[\\d:.]+)", "\\1 PM"]),
  step(["(?i)(\\s\\d{1,2})\\s*uhr\\b", "\\1:00"]),
  step(["(?i)\\s*uhr\\b", ""]),
  step(["(?i)(\\s\\d{1,2}) ?h ?(\\d{2})\\b", "\\1:\\2"]),
  step(["(?i)(:\\d{2}) ?h\\b", "\\1"]),
  step(["(?i)(\\s\\d{1,2}) ?h\\b", "\\1:00"]),
  step(["(?i)\\b([ap])\\.?\\s?m\\b\\.?\\s*(\\d{1,2}:[\\d:.]+)", "\\2 \\1M"]),
  step(["(?i)(\\d)\\s*([ap])\\.?\\s?m\\b\\.?", "\\1 \\2M"]),
  step(["(?i)(^|[\\sT,])(\\d{1,2}) ([ap]m)", "\\1\\2:00 \\3"]),
];

const dateSteps: readonly Step[] = [
  step(["(?i)(\\d)(?:st|nd|rd|th|er|º)\\b", "\\1"]),
  step(["(?i)\\s+(?:at|um|de|del|of|à|a las?)\\s+", " "]),
  step(["(\\d{4})\\s*[年년]\\s*(\\d{1,2})\\s*[月월]\\s*(\\d{1,2})\\s*[日일号號]?", "\\1-\\2-\\3 "]),
  step(["M(\\d\\d) +(\\d{1,2}) +(\\d{1,2}:\\d\\d(?::\\d\\d)?)(.*?) +(\\d{4})$", "\\5-\\1-\\2 \\3\\4"]),
  step(["(^|\\D)(\\d{1,2})[\\s.,/-]*M(\\d\\d)[\\s.,/-]*(\\d{4})[,:]?", "\\1\\4-\\3-\\2 "]),
  step(["M(\\d\\d)[\\s.,/-]*(\\d{1,2})[\\s.,/-]+(\\d{4})[,:]?", "\\3-\\1-\\2 "]),
  step(["(\\d{4})[\\s.,/-]*M(\\d\\d)[\\s.,/-]*(\\d{1,2})", "\\1-\\2-\\3 "]),
  step(
    ["(^|\\D)(\\d{1,2})[\\s./-]M(\\d\\d)[\\s./-]([0-6]\\d)(\\s|,|$)", "\\120\\4-\\3-\\2 "],
    ["(^|\\D)(\\d{1,2})[\\s./-]M(\\d\\d)[\\s./-]([7-9]\\d)(\\s|,|$)", "\\119\\4-\\3-\\2 "],
  ),
  step(["^(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})", "\\1-\\2-\\3 \\4:\\5:\\6"]),
  step(["^(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})", "\\1-\\2-\\3 \\4:\\5"]),
  step(["^(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{3})$", "\\1-\\2-\\3 \\4:\\5:\\6.\\7"]),
  step(["_", " "]),
  step(["\\s*,\\s*", " "]),
  step(["\\s[-–|]\\s", " "]),
  step(["\\.\\s+(\\d{1,2}:)", " \\1"]),
  step(["(\\d)\\.\\s+", "\\1."]),
  step(["\\.$", ""]),
  step(["(\\d)\\s*([/-])\\s+(\\d)", "\\1\\2\\3"]),
  step(["^(\\S{8,10}\\s+)(\\d{1,2})\\.(\\d{2})\\.(\\d{2})", "\\1\\2:\\3:\\4"]),
  step(["^(\\S{8,10}\\s+)(\\d{1,2})\\.(\\d{2})(\\s|$)", "\\1\\2:\\3\\4"]),
  step(["^(\\S{8,10}\\s+)(\\d{2})(\\d{2})(\\d{2})$", "\\1\\2:\\3:\\4"]),
  step(["^(\\S{8,10}\\s+)(\\d{2})(\\d{2})$", "\\1\\2:\\3"]),
];

const zoneSteps: readonly Step[] = [
  step(["(?i)\\s*(?:GMT|UTC)\\s?([+-]\\d)", "\\1"]),
  step([`${clock}\\s*([+-])(\\d)$`, "\\1\\20\\3:00"]),
  step([`${clock}\\s*([+-])(\\d):?(\\d{2})$`, "\\1\\20\\3:\\4"]),
  step([`${clock}\\s*([+-]\\d{2})$`, "\\1\\2:00"]),
  step([`${clock}\\s*([+-]\\d{2}):?(\\d{2})$`, "\\1\\2:\\3"]),
  step([`(?i)${clock}\\s*(?:z|utc|gmt)$`, "\\1+00:00"]),
];

const spaces = step(["\\s+", " "]);

/** The year before the first of each era. */
const eras = {令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867, R: 2018, H: 1988, S: 1925, T: 1911, M: 1867};
const era = `^(${Object.keys(eras).join("|")})[.]?\\s*(元|\\d{1,2})\\s*[年./-]\\s*(\\d{1,2})\\s*[月./-]\\s*(\\d{1,2})日?(.*)$`;

const eraStep: Step = {
  sql: (text) => {
    const part = (n: number) => `regexp_extract(era_time, ${literal(era)}, ${n})`;
    const first = Object.entries(eras).map(([name, year]) => `when ${literal(name)} then ${year}`);
    const year = `case ${part(1)} ${first.join(" ")} end + cast(case ${part(2)} when '元' then '1' else ${part(2)} end as integer)`;
    return `list_transform([${text}], lambda era_time: case when regexp_matches(era_time, ${literal(era)})
      then concat(${year}, '-', ${part(3)}, '-', ${part(4)}, ' ', ${part(5)}) else era_time end)[1]`;
  },
  onShape: (shape) => shape.replace(new RegExp(era, "u"), "0000-$3-$4 $5"),
};

/**
 * SQL that rewrites a text as a time in plain numbers, as far as it is one: weekdays and words around the clock are taken out,
 * names of months and eras become numbers, names of zones offsets. The order of day and month is left as it is.
 *
 * @param shapes what the texts look like, digits as 0: decides which steps they need.
 * @param zone of the project: which abbreviations of zones can mean one thing only.
 */
export function plainTimeSql(text: string, shapes: readonly string[], zone: string): string {
  let seen = [...new Set(shapes.map((shape) => shape.normalize("NFKC").replace(/\d/g, "0").trim()))];
  let sql = `trim(translate(${text}, ${literal(wide + marks)}, ${literal(narrow)}))`;
  const apply = ({sql: rewrite, onShape}: Step) => {
    const after = seen.map(onShape);
    if (after.some((shape, i) => shape !== seen[i])) sql = rewrite(sql);
    seen = [...new Set(after)];
  };
  for (const each of [eraStep, ...daySteps, monthStep, ...clockSteps, ...dateSteps, spaces]) apply(each);
  sql = `trim(${sql})`;
  seen = seen.map((shape) => shape.trim());
  for (const each of [...zoneSteps, ...zoneNames(zone).map(offsetStep)]) apply(each);
  return sql;
}

interface ZoneName {
  name: string;
  minutes: number;
}

function offsetStep({name, minutes}: ZoneName): Step {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return step([`(?i)${clock}\\s*${name}$`, `\\1${offset}`]);
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
