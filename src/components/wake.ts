/** What tells that somebody is at the page. */
const signs = [
  "pointermove",
  "pointerdown",
  "touchstart",
  "wheel",
  "scroll",
  "keydown",
  "focusin",
  "click",
  "input",
  "beforeprint",
];

/** Buttons pressed in what the build has drawn, in order; nothing hears them until their cell runs. */
export const pressed: HTMLButtonElement[] = [];

/**
 * Begins when the reader first moves, scrolls, types or prints, or at once where the address holds choices: what the build has drawn
 * is whole, so that a page which is only looked at runs nothing.
 */
export function wake(begin: () => void): void {
  document.addEventListener(
    "click",
    ({target}) => {
      const button = target instanceof Element && target.closest<HTMLButtonElement>("observablehq-loading button");
      if (button) pressed.push(button);
    },
    {capture: true},
  );
  const awake = new AbortController();
  const start = () => {
    awake.abort();
    begin();
  };
  if (location.hash.includes("=")) start();
  else
    for (const sign of signs)
      window.addEventListener(sign, start, {capture: true, passive: true, signal: awake.signal});
}
