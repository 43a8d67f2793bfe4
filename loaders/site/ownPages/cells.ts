import {readFrontMatter} from "@observablehq/framework/dist/frontMatter.js";
import {parseInfo} from "@observablehq/framework/dist/info.js";
import {createMarkdownIt} from "@observablehq/framework/dist/markdown.js";

/** A part of a page that runs or asks for something; `line` is that of the page where it begins, from 1. */
export type Part =
  | {kind: "code"; tag: string; text: string; line: number; isInline: boolean}
  | {kind: "html"; text: string; line: number}
  | {kind: "image"; address: string; line: number}
  | {kind: "sql"; line: number};

type Token = ReturnType<ReturnType<typeof createMarkdownIt>["parse"]>[number];

/** What a page is made of, read as Framework reads it, and what its front matter says; text and code that is only shown are no part. */
export function partsOf(page: string): {parts: Part[]; isDraft: boolean} {
  const {content, data} = readFrontMatter(page);
  const before = linesIn(page.slice(0, page.length - content.length));
  const lines: number[] = [];
  const md = createMarkdownIt({
    markdownIt: (reader) => {
      // what is inserted into a block of HTML loses its place afterwards
      reader.core.ruler.before("placeholder", "lines", ({tokens}) => {
        for (const {map} of tokens) lines.push(map?.[0] ?? lines.at(-1) ?? 0);
      });
      return reader;
    },
  });
  const tokens = md.parse(content, {code: [], startLine: 0, currentLine: 0, path: "/own/page"});
  const parts = tokens.flatMap((token, i) => partsOfToken(token, before + lines[i] + 1));
  return {parts: [...frontMatterParts(page, data), ...parts], isDraft: data.draft === true};
}

const linesIn = (text: string): number => text.split("\n").length - 1;

function frontMatterParts(page: string, data: Record<string, unknown>): Part[] {
  const lineOf = (key: string) => page.split("\n").findIndex((line) => line.startsWith(`${key}:`)) + 1;
  const html = ["head", "header", "footer"].filter((key) => typeof data[key] === "string");
  return [
    ...html.map((key): Part => ({kind: "html", text: String(data[key]), line: lineOf(key)})),
    ...(data.sql === undefined ? [] : [{kind: "sql", line: lineOf("sql")} as const]),
  ];
}

function partsOfToken(token: Token, line: number): Part[] {
  if (token.type === "html_block") return [{kind: "html", text: token.content, line}];
  if (token.type === "fence") {
    const {tag, attributes} = parseInfo(token.info);
    if (attributes.run?.toLowerCase() === "false") return [];
    return [{kind: "code", tag, text: token.content, line: line + 1, isInline: false}];
  }
  let at = line;
  return (token.children ?? []).flatMap((child): Part[] => {
    const here = at;
    at += /break$/.test(child.type) ? 1 : linesIn(child.content);
    if (child.type === "placeholder")
      return [{kind: "code", tag: "js", text: child.content, line: here, isInline: true}];
    if (child.type === "html_inline" || child.type === "html_block")
      return [{kind: "html", text: child.content, line: here}];
    return child.type === "image" ? [{kind: "image", address: child.attrGet("src") ?? "", line: here}] : [];
  });
}
