// The body that every act gives back, see body.tree
import { expect } from "chai";
import { ethers } from "../network.ts";
import { P } from "./catalogue.ts";
import { NO_BODY, bodyOfFields, openDesk } from "./desk.ts";
import type { Body } from "./desk.ts";

const WORD = 32;

/** Name of the error that a call's data ends with; "" for a revert without one, "none" if it goes through. */
async function errorOf(call: (data: string) => Promise<string>, data: string, nameOf: (data: string) => string) {
  try {
    await call(data);
    return "none";
  } catch (error) {
    const { data: given } = error as { data?: unknown };
    return typeof given === "string" && given !== "0x" ? nameOf(given) : "";
  }
}

describe("ServiceApprovals' bodies", () => {
  describe("when the body is not the case's own", () => {
    it("reverts with BodyDiffers, whichever field differs", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      const { body, fields } = file;
      const numbers = ["procedure", "agency", "government", "official", "scope", "records"] as const;
      const changed: Body[] = [...numbers, "correctionLimit" as const, "executionLimit" as const].map((field) =>
        bodyOfFields({ ...fields, [field]: fields[field] + 1 }),
      );
      for (const field of ["submitter", "handler"] as const) {
        changed.push(bodyOfFields({ ...fields, [field]: desk.world.outsider.address }));
      }
      // No bit of the words is free.
      changed.push({ ...body, limits: BigInt(body.limits) | (1n << 64n) });
      for (const field of ["salt", "payloadHash", "content", "decisionType"] as const) {
        changed.push({ ...body, [field]: ethers.id("other") });
      }
      const steps = [...body.steps];
      changed.push({ ...body, steps: steps.slice(0, 1) }, { ...body, steps: [...steps].reverse() });
      changed.push({ ...body, steps: [...steps, steps[0] ?? 0] }, { ...body, steps: [] }, NO_BODY);
      const wanted = await desk.relayed.bodyHashOf(file.id);
      for (const each of changed) {
        await expect(desk.approve({ ...file, body: each }, [0, desk.checker(0)]))
          .to.be.revertedWithCustomError(desk.relayed, "BodyDiffers")
          .withArgs(file.id, (given: string) => given !== wanted, wanted);
      }
      expect(changed.length).to.equal(20);
    });
  });

  describe("when the same body is encoded otherwise", () => {
    it("reverts: there is one encoding", async () => {
      const desk = await openDesk();
      const file = await desk.submit(P.TwoStages);
      const { interface: face } = desk.relayed;
      const data = face.encodeFunctionData("lapse", [file.id, file.body]);
      // Words: id, offset of the body, then the body: seven words, offset of its steps, their count, the steps.
      const words = (data.slice(10).match(/.{64}/gu) ?? []).map((word) => `0x${word}`);
      const offset = 2 + 7;
      expect(words[offset]).to.equal(ethers.toBeHex(8 * WORD, WORD));
      const name = (given: string) => face.parseError(given)?.name ?? given;
      const failing = (changed: string[]) =>
        errorOf(
          (each) => desk.world.outsider.call({ to: desk.relayed, data: each }),
          data.slice(0, 10) + ethers.concat(changed).slice(2),
          name,
        );
      expect(await failing(words)).to.equal("NothingLapsed");
      const moved = [...words.slice(0, offset), ethers.toBeHex(9 * WORD, WORD), ethers.ZeroHash];
      expect(await failing([...moved, ...words.slice(offset + 1)])).to.equal("BodyDiffers");
      const changed = (at: number, word: string) => words.map((each, i) => (i === at ? word : each));
      expect(await failing(changed(2, ethers.toBeHex(BigInt(words[2] ?? 0) + (1n << 32n), WORD)))).to.equal(
        "BodyDiffers",
      );
      for (const count of [0n, 1n, 3n, 2n ** 64n, 2n ** 256n - 1n]) {
        expect(await failing(changed(offset + 1, ethers.toBeHex(count, WORD)))).to.be.oneOf(["", "BodyDiffers"]);
      }
      // What follows the body is nobody's concern.
      expect(await failing([...words, ethers.id("more")])).to.equal("NothingLapsed");
    });
  });
});
