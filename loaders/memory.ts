import {freemem} from "node:os";
import {setFlagsFromString} from "node:v8";

/** What a load may hold unless `HAKARI_MEMORY` says otherwise. */
const usual = 1500e6;
/** Below this nothing can be loaded. */
const least = 500e6;
/** Share of it that is the engine's; the rest is the program's own. */
const engineShare = 0.4;

const units: Record<string, number> = {mb: 1e6, gb: 1e9, mib: 2 ** 20, gib: 2 ** 30};

/**
 * Bytes that a load may hold, by the environment variable `HAKARI_MEMORY` (as in `4GB`).
 * @throws Error where it is no size, or too small.
 */
export function memoryOf(env: NodeJS.ProcessEnv = process.env): number {
  const given = env.HAKARI_MEMORY;
  if (given === undefined || given === "") return usual;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([MG]i?B)$/i.exec(given.trim()) ?? [];
  const bytes = Number(number) * (units[unit?.toLowerCase()] ?? Number.NaN);
  if (Number.isNaN(bytes)) throw new Error(`invalid HAKARI_MEMORY: ${given}; expected a size such as 1500MB or 4GB`);
  if (bytes < least) throw new Error(`HAKARI_MEMORY too small: ${given}; a load takes 500MB at least`);
  return bytes;
}

/** The engine's part of it, as its `memory_limit`: what does not fit is put beside the database while a query runs. */
export const engineMemory = (bytes: number): string => `${Math.floor((engineShare * bytes) / 1e6)}MB`;

/** From now on memory of our own is given back early, rather than kept until the machine's own limit is near. */
export const keepMemoryLow = (): void => setFlagsFromString("--heap-growing-percent=40");

/** A step needed more memory than a load may hold. */
export class MemoryError extends Error {
  constructor(step: string, bytes = memoryOf()) {
    const more = `set HAKARI_MEMORY=${shown(2 * bytes)} (${shown(freemem())} are free)`;
    super(
      `out of memory: ${step}: more than a load may hold, ${shown(bytes)}; ${more}, or take fewer columns by attributes: [...] on sources.leads`,
    );
    this.name = "MemoryError";
  }
}

const shown = (bytes: number): string =>
  bytes < 10e9 ? `${Math.round(bytes / 1e6)}MB` : `${Math.round(bytes / 1e9)}GB`;
