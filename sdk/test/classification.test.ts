import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  COFOG,
  COFOG_DIVISIONS,
  cofogDivision,
  cofogEntry,
  cofogText,
  GFSM,
  gfsmEntry,
  isEconomic,
  parseCofog,
  parseGfsm,
  receiptNature,
} from "@mingzhang/sdk/classification";
import { refusal } from "./refusal.ts";

describe("COFOG", () => {
  it("has 10 divisions and 69 groups, each above its classes", () => {
    expect(COFOG_DIVISIONS.map((row) => row.code)).to.deep.equal(
      Array.from({ length: 10 }, (_, i) => String(i + 1).padStart(2, "0")),
    );
    const groups = COFOG.filter(({ digits }) => digits % 100 !== 0 && digits % 10 === 0);
    expect(groups).to.have.length(69);
    for (const { digits } of COFOG) {
      expect(cofogEntry(digits - (digits % 10)), String(digits)).to.not.equal(null);
      expect(cofogDivision(digits), String(digits)).to.not.equal(null);
    }
  });

  it("has as many groups in each division as the contract allows", () => {
    const source = readFileSync(new URL("../../contracts/libraries/Classification.sol", import.meta.url), "utf8");
    const word = BigInt(/COFOG_GROUPS = (0x[0-9a-f]+)/.exec(source)?.[1] ?? 0);
    for (const [i, { digits }] of COFOG_DIVISIONS.entries()) {
      const groups = COFOG.filter((row) => row.digits > digits && row.digits < digits + 100 && row.digits % 10 === 0);
      expect(groups.length, String(digits)).to.equal(Number((word >> BigInt(4 * i)) & 0xfn));
    }
  });

  it("reads what it writes, and names everything in both languages", () => {
    for (const row of COFOG) {
      expect(parseCofog(row.code)).to.equal(row.digits);
      expect(cofogText(row.digits)).to.equal(row.code);
      expect(row.en).to.match(/^[A-Z].*[a-z.]$/);
      expect(row.zh).to.match(/\p{Script=Han}/u);
    }
    expect(parseCofog("09.1.2")).to.equal(912);
    expect(parseCofog("10.1")).to.equal(1010);
    expect(parseCofog("09.3.0")).to.equal(930);
    expect(cofogEntry(912)?.zh).to.equal("初等教育");
    expect(cofogText(0)).to.equal(null);
    expect(cofogEntry(0)).to.equal(null);
  });

  it("refuses what COFOG does not have", () => {
    for (const code of ["", "9", "00", "11", "09.9", "09.1.9", "9.1.2", "09.1.2.3", "0912", "09.", "０９"]) {
      refusal(() => parseCofog(code), "CLASSIFICATION_INVALID");
    }
  });
});

describe("GFSM 2014", () => {
  it("names classes in both languages, and those below by the nearest above", () => {
    for (const row of GFSM) {
      expect(gfsmEntry(row.digits)).to.equal(row);
      expect(row.zh).to.match(/\p{Script=Han}/u);
    }
    expect(gfsmEntry(11_412)?.code).to.equal("1141");
    expect(gfsmEntry(2_999)?.code).to.equal(undefined);
    expect(gfsmEntry(991)).to.equal(null);
    expect(gfsmEntry(0)).to.equal(null);
  });

  it("has every two-digit class that the contracts let in", () => {
    const wanted = [11, 12, 13, 14, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33, 99];
    expect(
      GFSM.map((row) => row.digits)
        .filter((digits) => digits < 100)
        .sort((a, b) => a - b),
    ).to.deep.equal(wanted);
    for (let two = 10; two < 100; two++) expect(gfsmEntry(two) !== null, String(two)).to.equal(wanted.includes(two));
  });

  it("keeps loans out of revenue", () => {
    expect([11, 1141, 14].map(receiptNature)).to.deep.equal(["revenue", "revenue", "revenue"]);
    expect([33, 331, 3304, 311].map(receiptNature)).to.deep.equal(Array(4).fill("financing"));
    expect(receiptNature(99)).to.equal("opening-balance");
    expect([0, 1, 21, 99_1, 4, 34].map(receiptNature)).to.deep.equal(Array(6).fill(null));
    expect([0, 21, 2111, 28, 311, 332].every(isEconomic)).to.equal(true);
    expect([11, 99, 29, 3, 41, 1].some(isEconomic)).to.equal(false);
  });

  it("reads codes with and without points", () => {
    expect(parseGfsm("114")).to.equal(114);
    expect(parseGfsm("1.1.4")).to.equal(114);
    for (const code of ["", "1", "41", "29", "0114", "11..4", "114.", "1.1.4a", "991"]) {
      refusal(() => parseGfsm(code), "CLASSIFICATION_INVALID");
    }
  });
});
