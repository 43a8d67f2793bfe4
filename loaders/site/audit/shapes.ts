/** Letters and three figures or more. */
export const isIdLike = (letters: string): boolean =>
  letters.length >= 6 && /\p{L}/u.test(letters) && (letters.match(/\d/g) ?? []).length >= 3;

/** A value that is its lead's own by its shape: more than a word, or with figures. */
export const isOwn = (value: string): boolean =>
  /\d{3}|\S\s+\S|@/.test(value.trim()) || /^[\p{Script=Han}々]{3,}$/u.test(value.trim());
