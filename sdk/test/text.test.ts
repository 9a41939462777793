import { expect } from "chai";
import {
  csvField,
  cutUtf8,
  detailToBytes,
  detailToText,
  isolate,
  isSearchable,
  utf8Length,
  visibleText,
} from "@mingzhang/sdk/text";
import { random } from "./random.ts";
import { refusal } from "./refusal.ts";

const zero = `0x${"0".repeat(64)}` as const;

describe("references of 32 bytes", () => {
  it("reads what it writes", () => {
    const fits = [
      "",
      "a",
      "INV-2026/0017",
      "发票 2026-0017",
      "é".repeat(16),
      "😀".repeat(8),
      "x".repeat(32),
      "\ufeffa",
    ];
    for (const text of fits) expect(detailToText(detailToBytes(text)), text).to.equal(text);
    expect(detailToBytes("")).to.equal(zero);
    expect(detailToBytes("A")).to.equal(`0x41${"0".repeat(62)}`);
  });

  it("refuses what does not fit or would read back as something else", () => {
    for (const text of ["x".repeat(33), "发".repeat(11), "a\0b", "a\0", "\ud800", "x".repeat(100_000)]) {
      refusal(() => detailToBytes(text), "TEXT_INVALID");
    }
  });

  it("says when bytes are no text", () => {
    expect(detailToText(`0x${"ff".repeat(32)}`)).to.equal(null);
    expect(detailToText(`0x41004200${"0".repeat(56)}`)).to.equal(null);
    expect(detailToText(`0xc0af${"0".repeat(60)}`), "overlong").to.equal(null);
    expect(detailToText(`0xeda080${"0".repeat(58)}`), "surrogate").to.equal(null);
    const r = random(6);
    for (let i = 0; i < 2_000; i++) {
      const detail = r.hex(32);
      const text = detailToText(detail);
      if (text !== null) expect(detailToBytes(text), `seed ${r.seed}`).to.equal(detail);
    }
  });

  it("cuts at a character", () => {
    expect(cutUtf8("发票发票", 7)).to.equal("发票");
    expect(cutUtf8("😀😀", 5)).to.equal("😀");
    expect(cutUtf8("abc", 32)).to.equal("abc");
    const r = random(7);
    for (let i = 0; i < 500; i++) {
      const text = Array.from({ length: r.below(40) }, () => r.pick(["a", "é", "发", "😀", "\ud800"])).join("");
      const cut = cutUtf8(text, 32);
      expect(utf8Length(cut)).to.be.at.most(32);
      expect(detailToText(detailToBytes(cut)), `seed ${r.seed}`).to.equal(cut);
    }
  });
});

describe("hostile texts", () => {
  it("leaves honest texts alone", () => {
    const honest = [
      "Ministry of Education",
      "教育部（本级）",
      "École n° 5",
      "وزارة التعليم",
      "می‌خواهم",
      "क्‍ष",
      "👩‍🏫 👍🏽",
      "नमस्ते",
      "葛\u{e0100}",
      "𠮷野家",
    ];
    for (const text of honest) expect(visibleText(text)).to.equal(text);
  });

  it("shows what cannot be seen", () => {
    expect(visibleText("a\u202eb")).to.equal("a[U+202E]b");
    expect(visibleText("pay\u200bpal")).to.equal("pay[U+200B]pal");
    expect(visibleText("a\0b\u001b[31m")).to.equal("a[U+0000]b[U+001B][31m");
    expect(visibleText("a\u{e0041}")).to.equal("a[U+E0041]");
    expect(visibleText("\u2800\u3164\u00ad\ufeff")).to.equal("[U+2800][U+3164][U+00AD][U+FEFF]");
    expect(visibleText("a\u200db")).to.equal("a[U+200D]b");
    expect(visibleText("a\r\n\tb\u2028c")).to.equal("a b c");
    expect(visibleText("a\ud800")).to.equal("a\ufffd");
  });

  it("never lets a bidi control or a control through", () => {
    const bidi = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
    const controls = Array.from({ length: 160 }, (_, i) => String.fromCharCode(i)).filter((c) => /\p{Cc}/u.test(c));
    for (const character of [...bidi, ...controls]) {
      for (const text of [character, `a${character}`, `ا${character}ا`, `👍${character}`]) {
        expect(visibleText(text)).to.not.match(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }
    }
  });

  it("bounds length and heaps of marks", () => {
    expect(visibleText("x".repeat(100_000), 10)).to.equal(`${"x".repeat(9)}…`);
    expect(visibleText("x".repeat(10), 10)).to.equal("x".repeat(10));
    expect([...visibleText("😀".repeat(50_000), 10)]).to.deep.equal([...Array<string>(9).fill("😀"), "…"]);
    expect(visibleText(`Z${"\u0301".repeat(500)}y`)).to.equal(`Z${"\u0301".repeat(4)}y`);
    expect(visibleText(`Z${"\u0301".repeat(100_000)}y`)).to.equal(`Z${"\u0301".repeat(4)}…`);
    const started = performance.now();
    visibleText("\u202e".repeat(100_000));
    visibleText("\t".repeat(100_000));
    expect(performance.now() - started).to.be.below(200);
  });

  it("isolates", () => {
    expect(isolate("א")).to.equal("\u2068א\u2069");
  });

  it("writes CSV fields that no spreadsheet runs", () => {
    expect(csvField("plain")).to.equal("plain");
    expect(csvField('a "b", c')).to.equal('"a ""b"", c"');
    expect(csvField("a\nb")).to.equal('"a\nb"');
    const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200b=1", "＝1", "\r=1", '=HYPERLINK("x")'];
    for (const text of formulas) expect(csvField(text), text).to.match(/^"?'/);
  });

  it("writes CSV fields of which no spreadsheet runs a part, wherever it cuts them", () => {
    const texts = [
      "Acme;=1+1;x",
      "a|=1",
      "a\t=1",
      "a\n=1",
      "a; \u200b=1",
      ';"=1',
      '";=1;"',
      "a;;＝1",
      "=1;=2",
      "\t=1;\n+1",
    ];
    for (const text of texts) {
      const line = `7,${csvField(text)},8`;
      // As one is read that does not know the comma: a quote within a cell is no quote.
      for (const cell of line.split(/[;|\t\r\n]/))
        expect(cell, text).to.not.match(/^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u);
      expect(csvField(text), text).to.match(/^".*"$/su);
    }
    expect(csvField("Acme;=1+1;x")).to.equal(`"Acme;'=1+1;x"`);
    expect(csvField("a; b")).to.equal('"a; b"');
    expect(csvField("a - b = c")).to.equal("a - b = c");
    const started = performance.now();
    csvField(";".repeat(100_000));
    csvField(`;${" ".repeat(100_000)}`.repeat(3));
    expect(performance.now() - started).to.be.below(500);
  });

  it("that is punctuation alone is nothing to search for", () => {
    for (const text of ["(", "…", "（）", "%_\\", "$ + |", " "]) expect(isSearchable(text), text).to.equal(false);
    for (const text of ["a", "桥", "٣", "(7)", "😀", "№"]) expect(isSearchable(text), text).to.equal(true);
  });
});
