import {z} from "zod";

/** A text that says something. */
export const name = z.string().min(1);

/** A length of time, in whole days. */
export const days = z.number().int().positive();
