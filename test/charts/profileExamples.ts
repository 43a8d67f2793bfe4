import type {AttributeProfile} from "../../src/analysis/profile/groupProfiles.ts";
import {profileReport} from "../../src/analysis/profile/profile.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {likelihoods} from "../../src/charts/likelihoods.ts";
import {lorenz} from "../../src/charts/lorenz.ts";
import {profileShares} from "../../src/charts/profileShares.ts";
import {profileInput, someLeads} from "../analysis/profileLeads.ts";

const {attributes, revenue} = profileReport(profileInput(someLeads(2000)));
const [first] = attributes as [AttributeProfile];

/** One of each chart of the Profile page. */
export const profileCharts: Record<string, () => Chart> = {
  "profileShares(attribute)": () => profileShares(first),
  "likelihoods(attributes)": () => likelihoods(attributes),
  "lorenz(concentration)": () => lorenz(revenue?.concentration ?? {n: 0, topFifth: zero, gini: zero, curve: []}),
};

const zero = {value: 0, low: 0, high: 0};
