import {type Calendar, daySeconds} from "./calendar.ts";
import type {Model} from "./model.ts";
import {chooser, integer, oneOf, pickIndex, type Random} from "./random.ts";

/** Who a lead is; all of it known when it arrives. */
export interface Lead {
  id: string;
  /** Seconds since the period's first midnight. */
  createdAt: number;
  /** Attributes as the export writes them, placeholders included. */
  attributes: Record<string, string>;
}

/** Returns a function that draws the lead of a number. */
export function leadMaker(model: Model, calendar: Calendar): (random: Random, number: number) => Lead {
  const {industry, role, region, source} = model.attributes;
  const draw = {industry: chooser(industry), role: chooser(role), region: chooser(region), source: chooser(source)};
  const {giveaway} = model.traps;
  const giveawayDay = calendar.dayOf(giveaway.from);

  return (random, number) => {
    const day = pickIndex(random, calendar.arrivals);
    const digits = String(number).padStart(7, "0");
    const size = drawSize(random, model, day / calendar.days);
    const isGiveaway = day >= giveawayDay && random() < giveaway.share;
    const cameBy = isGiveaway ? giveaway.source : draw.source(random);
    return {
      id: `L${digits}`,
      createdAt: day * daySeconds + integer(random, 8 * 3600, 20 * 3600),
      attributes: {
        email: `contact${digits}@example.com`,
        industry: draw.industry(random),
        role: draw.role(random),
        size,
        employees: String(drawEmployees(random, model.sizes[size].employees)),
        region: draw.region(random),
        source: cameBy,
        first_campaign: isGiveaway ? giveaway.campaign : oneOf(random, model.campaigns[cameBy]),
      },
    };
  };
}

function drawSize(random: Random, {sizes}: Model, elapsed: number): string {
  return chooser(
    Object.fromEntries(
      Object.entries(sizes).map(([size, {share}]) => [size, share[0] + (share[1] - share[0]) * elapsed]),
    ),
  )(random);
}

/** Log-uniform: in every size there are more small companies than large ones. */
function drawEmployees(random: Random, [low, high]: readonly [number, number]): number {
  return Math.round(low * (high / low) ** random());
}
