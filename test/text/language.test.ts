import {readdirSync, readFileSync} from "node:fs";
import {join, relative, resolve} from "node:path";
import ts from "typescript";
import {afterEach, describe, expect, it} from "vitest";
import {inLanguage, language, say, setLanguage} from "../../src/text/language.ts";

const root = resolve(import.meta.dirname, "../..");

afterEach(() => setLanguage("en"));

describe("say(words)", () => {
  it("gives the words of the language that was set", () => {
    expect(say({en: "lead", ja: "リード"})).toBe("lead");
    setLanguage("ja");
    expect(say({en: "lead", ja: "リード"})).toBe("リード");
  });

  it("is never called while a module loads, when the language is not yet known", () => {
    const early = ["src", "loaders"].flatMap(modulesIn).flatMap(callsAtLoad);
    expect(early).toEqual([]);
  });
});

describe("inLanguage(of, give)", () => {
  it("speaks another language for the time of one call, also where it throws", () => {
    expect(inLanguage("ja", () => say({en: "won", ja: "受注"}))).toBe("受注");
    expect(() =>
      inLanguage("ja", () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(language()).toBe("en");
  });
});

const modulesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".ts") && !name.includes(".observablehq"))
    .map((name) => join(root, folder, name));

/** Calls of `say` outside any function, and of functions that run as soon as they are written. */
function callsAtLoad(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) && node.expression.getText() === "say") {
      const {line} = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${relative(root, file)}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
