const expected = "expected a date such as 2025-03-31, or a time such as 2025-03-31T18:00";

/**
 * What is wrong with a text that should be an ISO date or time, with what to write in its place where one thing alone can be meant;
 * null where it is one.
 */
export function dayFault(text: string): string | null {
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  if (isIso && isDay(text.slice(0, 10)))
    return Number.isNaN(Date.parse(text)) ? `invalid date: ${text}; there is no such time; ${expected}` : null;
  if (isIso) return `invalid date: ${text}; there is no such day; ${expected}`;
  const meant = meanings(text.trim());
  if (meant.length > 1) return `ambiguous date: ${text}; write ${meant.join(" or ")}, whichever is meant`;
  return `invalid date: ${text}; ${meant.length === 1 ? `write ${meant[0]} if that is meant` : expected}`;
}

/** Whether the calendar has the day: `Date.parse` takes 2025-02-30 as the second of March. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** The days that a text in another notation can mean, the day-first reading before the month-first one. */
function meanings(text: string): string[] {
  const year = /^(\d{4})$/.exec(text);
  if (year) return days([year[1], "12", "31"]);
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (month)
    return days([month[1], month[2], String(new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).getUTCDate())]);
  const yearFirst = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text);
  if (yearFirst) return days(yearFirst.slice(1));
  const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (!yearLast) return [];
  const [, first, second, last] = yearLast;
  return days([last, second, first], [last, first, second]);
}

function days(...parts: readonly (readonly string[])[]): string[] {
  const texts = parts.map(([y, m, d]) => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);
  return [...new Set(texts.filter(isDay))];
}
