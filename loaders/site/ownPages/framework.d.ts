/** The parts of Framework by which it reads pages; it has no types of its own. */

declare module "@observablehq/framework/dist/markdown.js" {
  interface Token {
    type: string;
    info: string;
    content: string;
    /** First line and the line behind the last one, from 0. */
    map: [number, number] | null;
    children: Token[] | null;
    attrGet(name: string): string | null;
  }
  interface Markdown {
    core: {ruler: {before(other: string, name: string, rule: (state: {tokens: Token[]}) => void): void}};
    parse(content: string, context: object): Token[];
  }
  export function createMarkdownIt(options: {markdownIt?: (md: Markdown) => Markdown}): Markdown;
}
declare module "@observablehq/framework/dist/frontMatter.js" {
  export function readFrontMatter(input: string): {content: string; data: Record<string, unknown>};
}
declare module "@observablehq/framework/dist/info.js" {
  export function parseInfo(info: string): {tag: string; attributes: Record<string, string | undefined>};
}
declare module "@observablehq/framework/dist/javascript/module.js" {
  export function transformJavaScriptSync(source: string, loader: string): string;
}
declare module "@observablehq/framework/dist/javascript/parse.js" {
  import type {Identifier, Node} from "acorn";

  interface Read {
    body: Node;
    declarations: Identifier[] | null;
    references: Identifier[];
    files: {node: Node; name: string; method?: string}[];
  }
  export function parseJavaScript(source: string, options: {path: string; inline?: boolean}): Read;
  export function parseProgram(source: string): Node;
}
declare module "@observablehq/framework/dist/libraries.js" {
  export function getImplicitFileImports(methods: Iterable<string>): Set<string>;
  export function getImplicitInputImports(names: Iterable<string>): Set<string>;
}
