// Answers that are kept by head: made once, dropped with the head, and the one that nobody asks for goes first.
import type { Hex } from "@mingzhang/sdk/hex";
import { expect } from "chai";
import { keptByHead } from "../src/api/by-head.ts";
import type { ApiContext } from "../src/api/context.ts";
import { readConfig } from "../src/config.ts";
import { Progress } from "../src/sync/state.ts";

describe("answers that are kept by head", () => {
  function asked() {
    const progress = new Progress();
    const at = (hash: Hex) => {
      progress.indexed = { header: { number: 1, hash, parentHash: "0x0", time: 0 }, nextRecord: 1 };
    };
    at("0x1");
    const context: Pick<ApiContext, "config" | "progress"> = { config: readConfig({}), progress };
    const kept = keptByHead(context as ApiContext);
    const made: string[] = [];
    const ask = (question: string) =>
      kept(question, async () => {
        made.push(question);
        return Promise.resolve(question);
      });
    return { kept, ask, made, at };
  }

  it("are made once for a head, and anew for the next", async () => {
    const { ask, made, at } = asked();
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).to.deep.equal(["a", "a", "b"]);
    expect(made).to.deep.equal(["a", "b"]);
    at("0x2");
    expect(await ask("a")).to.equal("a");
    expect(made).to.deep.equal(["a", "b", "a"]);
  });

  it("stay while they are asked for, whatever else is asked", async () => {
    const { ask, made } = asked();
    for (let odd = 0; odd < 1_000; odd += 1) {
      await ask(`odd ${odd}`);
      await ask("front page");
    }
    expect(made.filter((question) => question === "front page")).to.have.length(1);
    // A question that comes late is kept too, and the oldest odd ones are gone.
    await ask("odd 999");
    expect(made).to.have.length(1_001);
    await ask("odd 0");
    expect(made).to.have.length(1_002);
  });

  it("are not kept where they were refused", async () => {
    const { kept, ask } = asked();
    const refused = await kept("a", () => Promise.reject(new Error("refused"))).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    expect(await ask("a")).to.equal("a");
  });
});
