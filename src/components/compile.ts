import type {Spec} from "vega";
import {compile, type TopLevelSpec} from "vega-lite";
import {theme} from "../charts/theme.ts";

/** What draws a chart, in Vega's own language. Marks have no names of their own: the place of a picture has one for all. */
export const compiled = (spec: TopLevelSpec): Spec => compile(spec, {config: {...theme, aria: false}}).spec;
