import type {View, ViewOptions} from "vega";
import type {Chart, Row} from "../charts/chart.ts";
import {calendar} from "../text/calendar.ts";

/** How a view writes dates: in the pages' language. */
export function writing(): Pick<ViewOptions, "locale"> {
  const time = calendar();
  // the library's types have what it makes of this, not what it takes
  return time ? {locale: {time} as unknown as ViewOptions["locale"]} : {};
}

/** Gives a view a chart's rows; those that no part of the picture is drawn of are left out. */
export function give(view: View, {data}: Chart): void {
  for (const [name, rows] of Object.entries(data)) if (knows(view, name)) view.data(name, copied(rows));
}

function knows(view: View, name: string): boolean {
  try {
    view.data(name);
    return true;
  } catch {
    return false;
  }
}

/** Vega marks the rows it is given. */
const copied = (rows: readonly Row[]): Row[] => rows.map((row) => ({...row}));
