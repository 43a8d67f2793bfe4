import type {Workplace} from "../../sources/files/staged.ts";
import type {NumberReading} from "../numbers/read.ts";
import type {Part} from "./survey.ts";

/** How an attribute is read from `staging.typed_leads`. */
export interface AttributeReading {
  name: string;
  /** Its name in the first source that has it. */
  column: string;
  type: "category" | "number";
  /** SQL of its value. */
  sql: string;
  /** Read from dates: days from `created_at`. */
  isDays: boolean;
}

/** What an attribute may be asked to be. */
type Type = "category" | "number" | "date";

/** What all attributes are read with. */
export interface Context {
  place: Workplace;
  /** What the project file's rules ask of attributes: a range, or a value by name. */
  ruled: ReadonlyMap<string, "range" | "value">;
  hasCreation: boolean;
}

/** An attribute with its readings as numbers: null for a part whose values all are plain numbers. */
export interface Column {
  name: string;
  parts: (Part & {reading: NumberReading | null})[];
  /** What `attributes:` or `numbers:` of the project file say. */
  written: Type | undefined;
  ruled: "range" | "value" | undefined;
  isPersonal: boolean;
  isNumber: boolean;
}

/** Numbers with leading zeros are codes, unless they are slips among numbers of many lengths. */
export function isCoded(parts: Column["parts"]): boolean {
  return parts.some(({reading}) => {
    if (!reading) return false;
    const {zeroLed, digits, shortest, longest} = reading.counts;
    return zeroLed > 0 && (shortest === longest || zeroLed > 0.01 * digits);
  });
}
