import {dayOfValue} from "./dates.ts";
import type {Figures, Spot} from "./figures.ts";
import {type Form, mailForms, nameForms, plainForms, textForms, unpadded} from "./forms.ts";
import type {Search, Secret} from "./search.ts";

/** A secret found without a search: a number or a date, or an id with other zeros before it. */
export interface Found {
  secret: Secret;
  place: string;
}

/** How a column's numbers lie: whether one of them can be told from chance. */
export interface Spread {
  distinct: number;
  least: number;
  most: number;
  /** All are multiples of it: 1, 10, 100 … */
  step: number;
}

/** First and last day from which the pages take their dates. */
export interface Period {
  from: string;
  to: string;
}

/** Why a value was not looked for, as the report says it. */
export type Untold = "short" | "counts" | "dates" | "shared";

/** What was looked for of one column. */
export interface Looked {
  column: string;
  kind: Secret["kind"];
  /** Different values. */
  all: number;
  /** Values that were not looked for, by reason; the first of them, for the owner's terminal. */
  untold: Map<Untold, {n: number; values: string[]}>;
}

export interface Place {
  search: Search;
  figures: Figures;
  /** Ids with a number that the site writes, by `unpadded`. */
  padded: ReadonlyMap<string, {text: string; place: string}>;
}

/** Values of each reason that are named. */
const named = 5;

export function leaveOut(looked: Looked, why: Untold, value: string): void {
  const some = looked.untold.get(why) ?? {n: 0, values: []};
  ++some.n;
  if (some.values.length < named) some.values.push(value);
  looked.untold.set(why, some);
}

const idOfPerson =
  /^(?:lead|customer|client|contact|prospect|user|person|member|リード|顧客|会員)[ _-]?(?:ids?|no|numbers?|key|code|番号|コード)$|^lead$/iu;
const anyId = /^ids?$|[ _-]ids?$|[a-z]Ids?$/u;

/** Numbers that chance would put on the pages, at most: fewer are a finding. */
const mostByChance = 0.3;

/** Whether a number of this column on the site is hardly chance: as few of them as there are among numbers like it. */
function isTelling({distinct, least, most, step}: Spread, figures: Figures): boolean {
  const density = distinct / Math.max(1, (most - least) / step + 1);
  return density <= 0.2 && density * Math.max(0, figures.countBetween(least, most, step) - 1) <= mostByChance;
}

/** Ids: as they are written, within longer words, with other zeros, as numbers. */
export class IdSeeker {
  readonly looked: Looked = {column: "lead_id", kind: "id", all: 0, untold: new Map()};
  readonly found: Found[] = [];
  readonly #place: Place;
  readonly #isSparse: boolean;

  constructor(place: Place, spread: Spread | null) {
    this.#place = place;
    this.#isSparse = spread !== null && isTelling(spread, place.figures);
  }

  take(value: string): void {
    const secret: Secret = {value, kind: "id", column: "lead_id", what: "the id of a lead"};
    const {search, figures, padded} = this.#place;
    ++this.looked.all;
    const forms = plainForms(value);
    for (const form of forms) search.seek({secret, form});
    const bare = value.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
    if (/^\d+$/.test(bare)) this.#takeNumber(secret, bare);
    else if (forms.length === 0) leaveOut(this.looked, "short", value);
    const written = unpadded(value);
    const other = written && padded.get(written.key);
    if (other) this.found.push({secret, place: other.place});
    if (written && (written.figures.length >= 6 || /^0\d{4,}$/.test(written.figures))) {
      const alike =
        written.figures.replace(/^0+/, "").length >= 6 && this.#isSparse ? figures.value(Number(written.figures)) : [];
      const [spot] = [...figures.run(written.figures).filter(({isPlain, isJoined}) => isPlain && !isJoined), ...alike];
      if (spot) this.found.push({secret, place: spot.at});
    }
  }

  #takeNumber(secret: Secret, bare: string): void {
    const {figures} = this.#place;
    const spots = [...figures.run(bare), ...figures.value(Number(bare))];
    const isLong = bare.length >= 5;
    if (!isLong) leaveOut(this.looked, "counts", secret.value);
    const isIt = ({label, isPlain, isJoined, isKey}: Spot) => {
      if (isJoined) return bare.length >= 8 && this.#isSparse;
      if (isKey && idOfPerson.test(label)) return true;
      return isLong && (isPlain || this.#isSparse || (isKey === true && anyId.test(label)));
    };
    const spot = spots.find(isIt);
    if (spot) this.found.push({secret, place: spot.at});
  }
}

const isFigures = /^[+\d\s().\-/・ー,¥$€£]+$/;

const labels: Record<string, RegExp> = {
  money: /salary|income|wage|\bpay\b|給与|年収|給料|収入|月収/iu,
  birth: /birth|\bborn\b|\bdob\b|生年月日|誕生/iu,
};

/** Values of one personal attribute. */
export class PersonalSeeker {
  readonly looked: Looked;
  readonly found: Found[] = [];
  readonly #place: Place;
  readonly #secret: Omit<Secret, "value">;
  readonly #label: RegExp;
  readonly #isSparse: boolean;
  readonly #period: Period | null;
  readonly #daysOfData = new Map<string, Secret>();
  readonly #surnames = new Map<string, {n: number; form: Form; secret: Secret}>();

  constructor(
    place: Place,
    column: string,
    {what, spread, period}: {what: string; spread: Spread | null; period: Period | null},
  ) {
    this.#place = place;
    this.#secret = {kind: "personal", column, what};
    this.looked = {column, kind: "personal", all: 0, untold: new Map()};
    this.#label = labelOf(column);
    this.#isSparse = spread === null || isTelling(spread, place.figures);
    this.#period = period;
  }

  take(value: string): void {
    const secret: Secret = {...this.#secret, value};
    ++this.looked.all;
    const day = dayOfValue(value);
    const text = value.normalize("NFKC").trim();
    if (day) this.#takeDay(secret, day);
    else if (isFigures.test(text) && /\d/.test(text)) this.#takeNumber(secret, text);
    else this.#takeText(secret, text);
  }

  #takeText(secret: Secret, text: string): void {
    const name = text.length <= 60 ? nameForms(text) : null;
    const forms =
      text.includes("@") && !/\s/.test(text) ? mailForms(text) : [...(name?.forms ?? []), ...textForms(text)];
    if (forms.length === 0) leaveOut(this.looked, "short", secret.value);
    for (const form of forms) this.#place.search.seek({secret, form});
    for (const form of name?.surnames ?? []) this.#takeSurname(secret, form);
  }

  /** A family's name alone tells of somebody where few have it. */
  #takeSurname(secret: Secret, form: Form): void {
    const same = this.#surnames.get(form.letters);
    if (same) ++same.n;
    else this.#surnames.set(form.letters, {n: 1, form, secret});
  }

  /** To be called when all values have been taken. */
  end(minCell: number): void {
    this.#endDays();
    for (const {n, form, secret} of this.#surnames.values()) {
      if (n < minCell) this.#place.search.seek({secret, form});
      else leaveOut(this.looked, "shared", secret.value);
    }
  }

  #takeDay(secret: Secret, day: string): void {
    const {figures} = this.#place;
    const time = /[T ](\d{2}:\d{2})/.exec(secret.value)?.[1];
    const [atTime] = time === undefined || time === "00:00" ? [] : figures.day(`${day} ${time}`);
    if (atTime) this.found.push({secret, place: atTime.at});
    const isOfData = this.#period !== null && day >= this.#period.from && day <= this.#period.to;
    const spot = figures.day(day).find(({label}) => !isOfData || this.#label.test(label));
    if (spot) this.found.push({secret, place: spot.at});
    else if (isOfData) this.#daysOfData.set(day, secret);
  }

  /** Days of the data's own time, from which pages take theirs, are told apart where chance would hardly find one. */
  #endDays(): void {
    if (this.#period === null || this.#daysOfData.size === 0) return;
    const {from, to} = this.#period;
    const density = this.#daysOfData.size / Math.max(1, (Date.parse(to) - Date.parse(from)) / 86_400_000);
    const {figures} = this.#place;
    const isTold = density * Math.max(0, figures.countDays(from, to) - 1) <= mostByChance;
    for (const [day, secret] of this.#daysOfData) {
      if (!isTold) leaveOut(this.looked, "dates", secret.value);
      else for (const {at} of figures.day(day).slice(0, 1)) this.found.push({secret, place: at});
    }
  }

  #takeNumber(secret: Secret, text: string): void {
    const {figures} = this.#place;
    const digits = text.replace(/\D/g, "");
    const isAmount = /^[¥$€£]?\s?-?\d{1,3}(,\d{3})+(\.\d+)?$|^-?\d+\.\d+$/.test(text);
    const isPhone = !isAmount && (digits.length >= 9 || /^\+|^0\d{5,}|\d[-() ]+\d/.test(text));
    if (digits.length < 4) {
      leaveOut(this.looked, "counts", secret.value);
      return;
    }
    const spots = isPhone
      ? [...figures.run(digits), ...(digits.length >= 9 ? figures.ending(digits) : [])]
      : figures.value(Math.floor(Number(text.replace(/[^\d.]/g, ""))));
    const isLong = digits.length >= 7;
    const spot = spots.find(({label}) => (isPhone && isLong) || this.#isSparse || this.#label.test(label));
    if (!isPhone && !this.#isSparse) leaveOut(this.looked, "counts", secret.value);
    if (spot) this.found.push({secret, place: spot.at});
  }
}

/** What a place is called that holds values of a column: its name, or a word that means the same. */
function labelOf(column: string): RegExp {
  const words = column.normalize("NFKC").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const same = Object.values(labels).filter((label) => label.test(column.replaceAll("_", " ")));
  return new RegExp([words.replace(/[\s_-]+/g, "[\\s_-]*"), ...same.map(({source}) => source)].join("|"), "iu");
}

/** Values of an attribute that is not personal, that few leads have. */
export const rareForm = (value: string): Form | null => {
  const [form] = plainForms(value);
  return form === undefined || form.needs !== undefined || form.letters.length < 4 ? null : {...form, edges: "word"};
};
