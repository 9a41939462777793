import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ACCOUNT_KINDS } from "@mingzhang/sdk/accounts";
import { KIND_NAMES, kindByName, kindByNumber, KINDS } from "@mingzhang/sdk/kinds";
import { refusal } from "./refusal.ts";

const source = (path: string) => readFileSync(new URL(`../../contracts/${path}`, import.meta.url), "utf8");

describe("kinds", () => {
  it("numbers the kinds as IFundLedger.Kind does", () => {
    const body = /enum Kind \{([^}]*)\}/.exec(source("interfaces/IFundLedger.sol"))?.[1] ?? "";
    const names = body.split(",").map((name) => name.trim());
    const api = names.map((name) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
    expect(api).to.deep.equal(["none", ...KIND_NAMES]);
    expect(KINDS.map((kind) => kind.number)).to.deep.equal(KINDS.map((_, i) => i + 1));
  });

  it("joins the account kinds that the contracts' edge table joins", () => {
    const edges = source("libraries/Edges.sol");
    const table = (name: string) => BigInt(new RegExp(`constant ${name} = (0x[0-9a-f]+)`).exec(edges)?.[1] ?? 0);
    for (const kind of KINDS) {
      const nibble = (word: bigint) => Number((word >> BigInt(4 * kind.number)) & 0xfn);
      expect(nibble(table("FROM")), kind.name).to.equal(ACCOUNT_KINDS.indexOf(kind.from) + 1);
      expect(nibble(table("TO")), kind.name).to.equal(ACCOUNT_KINDS.indexOf(kind.to) + 1);
    }
  });

  it("moves both books by payments and their undoing alone", () => {
    const both = KINDS.filter((kind) => kind.books.length === 2).map((kind) => kind.name);
    expect(both).to.deep.equal(["payment", "transfer-payment", "recovery"]);
  });

  it("restores commitments and spends them on the right totals", () => {
    for (const kind of KINDS) {
      const restores = kind.name === "recovery" || kind.name === "reclassification";
      const spends = kind.to === "commitment" && kind.name !== "commitment";
      expect(kind.fromTotal, kind.name).to.equal(restores ? "in" : "out");
      expect(kind.toTotal, kind.name).to.equal(spends ? "out" : "in");
    }
  });

  it("finds by number and by name, and refuses others", () => {
    for (const kind of KINDS) {
      expect(kindByNumber(kind.number)).to.equal(kind);
      expect(kindByName(kind.name)).to.equal(kind);
    }
    for (const number of [0, 17, -1, 1.5, NaN]) refusal(() => kindByNumber(number), "KIND_UNKNOWN");
    for (const name of ["", "Payment", "transfer", "__proto__"]) refusal(() => kindByName(name), "KIND_UNKNOWN");
  });
});
