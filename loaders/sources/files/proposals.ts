const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const shortMonths = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
const weekdays = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";

/** strptime patterns that may fit a text, the likeliest first: guesses from its numbers, to be tried before they are told. */
export function proposals(text: string): string[] {
  const isHalf = /[ap]m\b/i.test(text);
  const clocked = text
    .replaceAll("%", "%%")
    .replace(
      /(?<=^|[\sT,])\d{1,2}([:.時h])\d{2}(?:([:.分])\d{2}(\.\d+)?)?(?!\d|[.:/-]\d)/,
      (_, a: string, b?: string, fraction?: string) =>
        `${isHalf ? "%I" : "%H"}${a}%M${b ? `${b}%S` : ""}${fraction ? ".%f" : ""}`,
    )
    .replace(/[ap]m\b/i, "%p")
    .replace(/[+-]\d{2}:?\d{2}$/, "%z");
  const worded = clocked
    .replace(new RegExp(`\\b(${weekdays})\\b`, "i"), "%A")
    .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/i, "%a")
    .replace(new RegExp(`\\b(${months})\\b`, "i"), "%B")
    .replace(new RegExp(`\\b(${shortMonths})\\b`, "i"), "%b");
  const orders = /%[bB]/.test(worded)
    ? [
        ["%d", "%Y"],
        ["%Y", "%d"],
        ["%d", "%y"],
      ]
    : [
        ["%Y", "%m", "%d"],
        ["%d", "%m", "%Y"],
        ["%m", "%d", "%Y"],
        ["%d", "%m", "%y"],
        ["%m", "%d", "%y"],
        ["%y", "%m", "%d"],
        ["%Y", "%d", "%m"],
      ];
  return orders.flatMap((codes) => {
    let at = 0;
    const pattern = worded.replace(/(?<!%)\d+/g, () => codes[at++] ?? "0");
    return at === codes.length ? [pattern] : [];
  });
}
