import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Abi, encodeErrorResult } from "viem";
import { errorsAbi } from "@mingzhang/sdk/abi/errors";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { ERROR_CATALOGUE } from "@mingzhang/sdk/errors-catalogue";
import { explainError } from "@mingzhang/sdk/errors-explain";
import { random } from "./random.ts";

const r = random(24);

/** A value of an error's argument; every enum has a member 1. */
function valueOf({ type, enum: enumName }: { type: string; enum?: string }): unknown {
  if (enumName !== undefined) return 1;
  if (type === "string") return r.pick(["", "教育部", "a\u202eb", "x".repeat(5_000), "`amount`"]);
  if (type === "bool") return r.below(2) === 1;
  if (type === "address") return r.hex(20);
  if (type.startsWith("bytes")) return r.hex(Number(type.slice(5)));
  const bits = Number(type.replace(/\D/g, ""));
  return bits <= 48 ? Number(r.bits(bits)) : r.bits(bits);
}

const reverted = (errorName: string, args: unknown[]) => encodeErrorResult({ abi: abi as Abi, errorName, args });
const abi = Object.entries(ERROR_CATALOGUE).map(([name, { inputs }]) => ({ type: "error", name, inputs }));

describe("errors of the contracts in words", () => {
  it("are explained whatever their values, in both languages", () => {
    for (const [name, { inputs }] of Object.entries(ERROR_CATALOGUE)) {
      for (let i = 0; i < 10; i++) {
        const data = reverted(name, inputs.map(valueOf));
        for (const locale of ["en", "zh"] as const) {
          const explained = explainError(data, locale);
          expect(explained.name).to.equal(name);
          expect(explained.args.map((arg) => arg.name)).to.deep.equal(inputs.map((input) => input.name));
          const text = `${explained.why} ${explained.remedy}`;
          expect(text.length).to.be.above(10).and.below(1_500);
          expect(text, name).to.not.match(/[\u202a-\u202e]/);
          if (locale === "zh") expect(explained.why).to.match(/\p{Script=Han}/u);
        }
      }
    }
  });

  it("are all that the suite's ABIs know, each with a heading of its own on the page", () => {
    const page = readFileSync(new URL("../../docs/ERRORS.md", import.meta.url), "utf8");
    for (const { name } of errorsAbi) expect(ERROR_CATALOGUE).to.have.property(name);
    for (const name of Object.keys(ERROR_CATALOGUE)) {
      expect(page.match(new RegExp(`^### ${name}$`, "gm")), name).to.have.length(1);
    }
  });

  it("have their values as people read them", () => {
    const line = accountNumber("line", 3);
    const overdraw = explainError(reverted("Overdraw", [line, 500n, 300n]), "en");
    expect(overdraw.why).to.equal("Account line-3 would give or take 500 minor units, and it has 300.");
    expect(explainError(reverted("Closed", [line, 20_000, 20_001]), "zh").why).to.include("2024-10-04");
    expect(explainError(reverted("SignatureExpired", [1_795_000_000, 1_795_000_001]), "en").why).to.include(
      "until 2026-11-18T11:06:40Z",
    );
    expect(explainError(reverted("KindNotForCases", [1]), "zh").why).to.match(/^收款/);
    expect(explainError(reverted("StatusUnfit", [r.hex(32), 5]), "en").why).to.include("is rejected");
    expect(explainError(reverted("NoSeat", [7, 5, r.hex(20)]), "zh").why).to.include("国库");
    expect(explainError(reverted("CurrencyDiffers", ["0x434e59", "0x555344"]), "en").why).to.include("is in CNY");
    expect(explainError(reverted("Panic", [17n]), "en").why).to.include("17");
  });

  it("that are not known are said to be so", () => {
    for (const data of ["0x", "0x12345678", r.hex(3), `0x${"ff".repeat(100)}`] as const) {
      for (const locale of ["en", "zh"] as const) {
        const { name, args, why, remedy } = explainError(data, locale);
        expect([name, args.length]).to.deep.equal([null, 0]);
        expect(why.length * remedy.length).to.be.above(0);
      }
    }
    const cut = reverted("Overdraw", [1n, 2n, 3n]).slice(0, -64) as `0x${string}`;
    expect(explainError(cut, "en").name).to.equal(null);
  });
});
