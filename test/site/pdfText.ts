import {inflateSync} from "node:zlib";

/** What the sheets of a document that the browser has printed say, one text a sheet. */
export function sheetsOf(pdf: Buffer): string[] {
  const objects = new Map(
    [...pdf.toString("latin1").matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, text]) => [id, text]),
  );
  const named = (text: string, name: string): string | undefined =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1] ?? "");
  const content = (object = ""): string => {
    const bytes = Buffer.from(/stream\n([\s\S]*)\nendstream/.exec(object)?.[1] ?? "", "latin1");
    return /FlateDecode/.test(object) ? inflateSync(bytes).toString("latin1") : bytes.toString("latin1");
  };
  const fonts = new Map<string, Map<string, string>>();
  const fontOf = (id: string): Map<string, string> => {
    const known = fonts.get(id) ?? lettersOf(content(named(objects.get(id) ?? "", "ToUnicode")));
    fonts.set(id, known);
    return known;
  };
  const isPage = (object: string) => /\/Type \/Page\b(?!s)/.test(object);
  return [...objects.values()].filter(isPage).map((page) => {
    let letters = new Map<string, string>();
    const said = content(named(page, "Contents")).matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9A-F]+)>/g);
    return [...said]
      .map(([, font, codes]) => {
        if (font) letters = fontOf(font);
        return font ? " " : (codes.match(/.{4}/g) ?? []).map((code) => letters.get(code) ?? "").join("");
      })
      .join("");
  });
}

/** Letters by the codes that a font of the document gives them. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>();
  const letter = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  const code = (value: number) => value.toString(16).toUpperCase().padStart(4, "0");
  for (const [, from, to] of map.matchAll(/^<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>$/gm)) letters.set(from, letter(to));
  for (const [, from, to, first] of map.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>$/gm))
    for (let i = 0; i <= parseInt(to, 16) - parseInt(from, 16); ++i)
      letters.set(code(parseInt(from, 16) + i), letter(code(parseInt(first, 16) + i)));
  return letters;
}
