import {copyFileSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createCanvas, loadImage} from "@napi-rs/canvas";
import {afterAll, describe, expect, it} from "vitest";
import {launch} from "../../loaders/site/chromium.ts";
import {emoji, familiesFor, japanese, latin, symbols} from "../../loaders/site/fonts/brought.ts";
import {ownFamilies, uses} from "../../loaders/site/fonts/letters.ts";

const codes = (text: string) => new Set([...text].map((letter) => letter.codePointAt(0)));

describe("uses(text, families)", () => {
  it("gives each letter to the first family that has it", () => {
    expect(uses("a b日→▸😀a", familiesFor("en"))).toEqual({
      used: [
        {family: latin, letters: codes("ab")},
        {family: japanese, letters: codes("日→")},
        {family: symbols, letters: codes("▸")},
        {family: emoji, letters: codes("😀")},
      ],
      missing: new Set(),
    });
    expect(uses("a日", familiesFor("ja")).used).toEqual([{family: japanese, letters: codes("a日")}]);
  });

  it("tells the letters that none has, and asks for none that draw nothing", () => {
    expect(uses("a한\u200d\ufe0f\u3000\n\u{e0001}글", [latin])).toEqual({
      used: [{family: latin, letters: codes("a")}],
      missing: codes("한글"),
    });
  });
});

describe("ownFamilies(folder)", () => {
  const folder = mkdtempSync(join(tmpdir(), "fonts-"));
  afterAll(() => rmSync(folder, {recursive: true}));

  it("is empty where no folder is named", () => {
    expect(ownFamilies(undefined)).toEqual([]);
  });

  it("says that a folder is missing, or holds no font", () => {
    expect(() => ownFamilies(join(folder, "none"))).toThrow(/^missing folder: .*none, of HAKARI_FONTS; name one/);
    writeFileSync(join(folder, "a.txt"), "");
    expect(() => ownFamilies(folder)).toThrow(/^no font in .*, of HAKARI_FONTS; put files there/);
  });

  it("has the letters of its fonts, and names a file that is none", () => {
    copyFileSync(japanese.faces[0].file, join(folder, "b.TTF"));
    expect(uses("日", [latin, ...ownFamilies(folder)]).missing).toEqual(new Set());
    writeFileSync(join(folder, "a.ttf"), "no font");
    expect(() => uses("日", ownFamilies(folder))).toThrow(/^not a font: .*a\.ttf; take it out/);
  });
});

describe("launch()", () => {
  it("starts a browser whose screenshots have every letter, whatever fonts the machine has", async () => {
    const letters = [..."日月鬱人→▸ŁЖ😀"];
    const browser = await launch();
    try {
      const page = await browser.newPage({viewport: {width: 40 * letters.length, height: 40}});
      const boxes = letters.map((letter) => `<b style="float: left; width: 40px">${letter}</b>`).join("");
      await page.setContent(`<body style="margin: 0; font: 24px/40px system-ui">${boxes}`);
      const canvas = createCanvas(40 * letters.length, 40);
      const context = canvas.getContext("2d");
      context.drawImage(await loadImage(await page.screenshot()), 0, 0);
      const pictures = letters.map((_, i) => context.getImageData(40 * i, 0, 40, 40).data);
      for (const picture of pictures) expect(picture.some((value) => value < 128)).toBe(true);
      expect(new Set(pictures.map(String)).size).toBe(letters.length);
    } finally {
      await browser.close();
    }
  });
});
