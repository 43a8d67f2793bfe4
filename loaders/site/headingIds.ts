interface Token {
  type: string;
  content: string;
  attrSet(name: string, value: string): void;
}

/** What this needs of Framework's reader of Markdown. */
interface MarkdownReader {
  core: {ruler: {push(name: string, rule: (state: {tokens: Token[]}) => void): void}};
}

/** "リークの警告": a heading as a link names it. */
const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/**
 * Headings in other letters than Latin keep their words as their id, so that links to them last: Framework's own ids drop such
 * letters and leave a number. Latin headings stay as Framework has them.
 */
export function headingIds<T extends MarkdownReader>(md: T): T {
  md.core.ruler.push("heading ids", ({tokens}) => {
    const seen = new Set<string>();
    tokens.forEach((token, i) => {
      const text = tokens[i + 1]?.content ?? "";
      if (token.type !== "heading_open" || !/(?!\p{Script=Latin})\p{L}/u.test(text)) return;
      const id = idOf(text);
      token.attrSet("id", seen.has(id) ? `${id}-${i}` : id);
      seen.add(id);
    });
  });
  return md;
}
