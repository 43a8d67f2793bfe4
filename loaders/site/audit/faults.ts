import {pagesOfLeads} from "../root.ts";
import {contactsIn} from "./contacts.ts";
import type {Contents} from "./contents.ts";
import {numbersOfPeople} from "./numbersOfPeople.ts";
import type {Said} from "./passages.ts";
import type {Secret} from "./search.ts";
import {type Difference, differences, restsOf, type Table} from "./tables.ts";

const namesOfLeads = pagesOfLeads.map((page) => page.replace(/\.md$/, ""));

/** Files that hold leads where the project file asks for them: the page, and page data of leads. */
export const isOfLeads = (file: string): boolean =>
  namesOfLeads.some((name) => file === `${name}.html`) ||
  /^_file[/\\]data[/\\](hotLeads\.\w+\.json|leadsBehind\.\w+\.arrow)$/.test(file);

const linkToLeads = new RegExp(`(^|/)(${namesOfLeads.join("|")})(\\.html)?([#?]|$)`);

/** A page of leads in a site without leads, or a link to one. */
export function leadsPage(file: string, {passages}: Contents): string[] {
  const link = passages.find(({place, text}) => /\bhref of\b/.test(place) && linkToLeads.test(text));
  const place = namesOfLeads.some((name) => file === `${name}.html`) ? "its name" : link?.place;
  return place === undefined
    ? []
    : [`${file}: ${place}: a page of leads, or a link to it; to publish leads: publish: {hot_leads: true}`];
}

/** That a file holds figures of too small a group; one line for all of them. */
export function cellFaults(file: string, {cells}: Pick<Contents, "cells">, minCell: number): string[] {
  const [small, ...others] = cells.filter(({n}) => n > 0 && n < minCell);
  if (!small) return [];
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  return [
    `${file}: ${small.place}: a group of ${small.n}, fewer than publish.min_cell ${minCell}${more}; load again if it was raised since the last load, else leave the field or stage out, or lower it`,
  ];
}

/** What is at fault in a file whatever the project's data are. */
export function contentFaults(
  file: string,
  {said, unreadable, ...contents}: Omit<Contents, "passages"> & {said: readonly Said[]},
  minCell: number,
): string[] {
  const faults = [
    ...(unreadable === null ? [] : [`${file}: ${unreadable}, so that nobody knows what it says; leave it out`]),
    ...cellFaults(file, contents, minCell),
  ];
  for (const passage of said) {
    const {mail, phone} = contactsIn(passage);
    const place = `${file}: ${passage.place}`;
    if (mail) faults.push(`${place}: holds a mail address: ${shortened(mail)}; ${contactRemedy}`);
    if (phone) faults.push(`${place}: holds a telephone number: ${shortened(phone)}; ${contactRemedy}`);
    for (const {what, value} of phone ? [] : numbersOfPeople(passage))
      faults.push(`${place}: holds ${what}: ${shortened(value)}; ${contactRemedy}`);
  }
  return faults;
}

/** That two tables of a site, or a table and its total, differ by a group that is too small. */
export function differenceFaults(tables: readonly Table[], minCell: number): string[] {
  const found = [...tables.flatMap((table) => restsOf(table, minCell)), ...differences(tables, minCell)];
  return found.map(
    ({place, other, group, n}: Difference) =>
      `${place}: together with ${other} tells of a group of ${n} (${shortened(group)}), fewer than publish.min_cell ${minCell}; leave one of the two out, or join groups`,
  );
}

const contactRemedy =
  "mark its attribute personal and load again, or take it out of the data or the project file's texts";

/** That a file holds something that must not leave, and what to do. */
export const secretFault = (place: string, {value, what}: Secret, remedy = repeatedRemedy): string =>
  `${place}: holds ${what}: ${shortened(value)}; ${remedy}`;

const repeatedRemedy =
  "mark the attribute that repeats it personal and load again, or take it out of the project file's texts";

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Faults that a message names. */
export const shownFaults = 20;

/** All faults in one message, the first of many. */
export const faultText = (faults: readonly string[]): string =>
  [
    "the built site holds what is not to be published:",
    ...faults.slice(0, shownFaults),
    ...(faults.length > shownFaults ? [`and ${faults.length - shownFaults} more`] : []),
  ].join("\n");
