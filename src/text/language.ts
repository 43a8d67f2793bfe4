/** The languages of the interface. A third is a third key in every pair of words: the compiler then names each that lacks it. */
export const languages = ["en", "ja"] as const;

export type Language = (typeof languages)[number];

/** Set by the bundler for the browser; everywhere else `setLanguage` says. */
declare const HAKARI_LANGUAGE: Language | undefined;

let current: Language = typeof HAKARI_LANGUAGE === "undefined" ? "en" : HAKARI_LANGUAGE;

/** The language that words are given in from now on: the project's, set once where a project or its findings are read. */
export const setLanguage = (language: Language): void => {
  current = language;
};

/** The language that pages, exports and findings speak. */
export const language = (): Language => current;

/**
 * The words in the reader's language. The one place where a sentence is written is a call of this, both languages side by
 * side, so that the logic around them is told once. Never called while a module loads: the language is not known then.
 *
 * @example say({en: `${plural(n, "lead")} waited`, ja: `${count(n)}件のリードが滞留`})
 */
export const say = <T>(words: Record<Language, T>): T => words[current];

/** What the function gives in this language; the language is as before afterwards. */
export function inLanguage<T>(of: Language, give: () => T): T {
  const before = current;
  current = of;
  try {
    return give();
  } finally {
    current = before;
  }
}
