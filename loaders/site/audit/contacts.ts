import type {Said} from "./passages.ts";

const mail = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u;

/** Written in groups: Japanese from 0, international from +, American by three, three and four. */
const grouped = [
  /(?<![\p{L}\p{N}.,-])\(?0\d{1,4}\)?[-() ]{1,2}\d{1,4}[-) ]{1,2}\d{3,4}(?![\p{L}\p{N}]|[-.,]\d)/gu,
  /(?<![\p{L}\p{N}])\+[1-9]\d{0,2}[-. ]?(?:\(0\))?(?:\(?\d{1,4}\)?[-. ]?){2,5}(?![\p{L}\p{N}]|[.,]\d)/gu,
  /(?<![\p{L}\p{N}.,-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\p{L}\p{N}]|[-.,]\d)/gu,
];

/** Ten or eleven figures from 0 in one piece. */
const bare = /(?<![\p{L}\p{N}]|\d[.,]|[.])0[1-9]\d{8,9}(?![\p{L}\p{N}]|[.,]\d)/gu;

/** The first mail address and the first telephone number in a passage. */
export function contactsIn({readings, kind}: Said): {mail: string | null; phone: string | null} {
  let found: {mail: string | null; phone: string | null} = {mail: null, phone: null};
  for (const said of readings) {
    found = {
      mail: found.mail ?? (said.includes("@") ? (mail.exec(said)?.[0] ?? null) : null),
      phone: found.phone ?? phoneIn(said.replace(/(?<=[\d)])[‐‑‒–—―−ー－](?=[\d(])/gu, "-"), kind),
    };
  }
  return found;
}

function phoneIn(text: string, kind: Said["kind"]): string | null {
  if (!/\d/.test(text)) return null;
  for (const [i, shape] of grouped.entries()) {
    for (const [number] of text.matchAll(shape)) if (isPhone(number, i)) return number.trim();
  }
  return kind === "text" ? ((text.match(bare) ?? [])[0] ?? null) : null;
}

/** As many figures as telephone numbers have, and more than one group. */
function isPhone(number: string, shape: number): boolean {
  const figures = number.replace(/\D/g, "").length;
  const isWritten = /\d[^\d]+\d/.test(number);
  if (shape === 0) return (figures === 10 || figures === 11) && isWritten;
  return shape === 2 || (figures >= 9 && figures <= 15);
}
