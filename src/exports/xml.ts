/** An XML element with attributes that are set, and children that are already XML, each on a line of its own. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...children: (string | readonly string[])[]
): string {
  const set = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const inner = children.flat().filter((child) => child !== "");
  if (inner.length === 0) return `<${name}${set.join("")}/>`;
  return `<${name}${set.join("")}>\n${inner.map(indented).join("\n")}\n</${name}>`;
}

/** Text fit for XML 1.0, in attributes too: what it cannot hold, even escaped, is the replacement character. */
const escaped = (text: string): string =>
  text
    .replace(/(?![\t\n\r\x7F-\x9F])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);

const indented = (xml: string): string => xml.replace(/^/gm, "  ");
