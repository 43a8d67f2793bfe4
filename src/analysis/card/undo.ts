/** Values decided one after another, with the way back and forth. */
export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** The gesture (a drag, say) that the last change was part of; null once it ended. */
  gesture: string | null;
}

/** Steps that can be undone. */
const longest = 200;

/** Nothing done yet. */
export const begin = <T>(now: T): History<T> => ({past: [], now, future: [], gesture: null});

/** After a change. Changes of one gesture are one step. What had been undone is gone. */
export function changed<T>(history: History<T>, now: T, gesture: string | null = null): History<T> {
  if (now === history.now) return {...history, gesture};
  const goesOn = gesture !== null && gesture === history.gesture;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-longest);
  return {past, now, future: [], gesture};
}

/** The next change begins a step of its own. */
export const settled = <T>(history: History<T>): History<T> => ({...history, gesture: null});

/** One step back; as it is where there is none. */
export function undone<T>({past, now, future, gesture}: History<T>): History<T> {
  if (past.length === 0) return {past, now, future, gesture};
  return {past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future], gesture: null};
}

/** One undone step forward again; as it is where there is none. */
export function redone<T>({past, now, future, gesture}: History<T>): History<T> {
  if (future.length === 0) return {past, now, future, gesture};
  return {past: [...past, now], now: future[0], future: future.slice(1), gesture: null};
}
