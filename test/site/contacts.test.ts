import {describe, expect, it} from "vitest";
import {contactsIn} from "../../loaders/site/audit/contacts.ts";
import {saidIn} from "../../loaders/site/audit/passages.ts";

const inText = (text: string) => contactsIn(saidIn({place: "", text, kind: "text"}));

describe("contactsIn(said)", () => {
  it.each([
    "03-1234-5678",
    "(03) 1234-5678",
    "0120-123-456",
    "０９０ー１２３４ー５６７８",
    "09012345678",
    "+81-90-1234-5678",
    "+81 (0)3 1234 5678",
    "+49 30 901820",
    "(415) 555-2671",
    "415-555-2671",
  ])("takes %s for a telephone number", (text) => {
    expect(inText(`call ${text}.`).phone).not.toBeNull();
  });

  it.each(["a.b+c@example.com", "ＩＮＦＯ＠example.co.jp", "taro%40example.jp", "佐藤@例え.jp"])(
    "takes %s for a mail address",
    (text) => {
      expect(inText(`write to ${text}!`).mail).not.toBeNull();
    },
  );

  it.each([
    "31 % (28–34 %, n 1,204)",
    "2025-12-29 to 2026-01-03, 2025-01-05 09:30:15",
    "01-02-2025 and 29/12/2025",
    "2026-09-30T15:00:00.000Z",
    "+3.1 to +6.8, +12.25 and −0.0312345678",
    "AUC 0.839 (0.825–0.852); P = 1 / (1 + exp(−(-4.6401 + 0.4023 × score)))",
    "¥1,839,480,000 of 5,000 leads, 1839480000",
    "49811b781a4b9f863682554ecdc8ee9a8278c21e36f672f4f7fca49446c9bb89",
    "run 0907658675451, 10 20 30 40 50",
    "M10.5,0L120,33.25 415 555 2671",
    "@font-face, d3@7.9.0, npm:@observablehq/stdlib@5",
    "0-7 days, 8-30 days, 31-90 days, 0120 1",
  ])("takes %j for neither", (text) => {
    expect(inText(text)).toEqual({mail: null, phone: null});
  });
});
