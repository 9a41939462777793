// The queue on a chain that loses, delays, refuses and forks: each act gets there once, or says why not.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { caseNumber, decide, MAKER, PAYLOAD, read, signatureOf, submit } from "./support/acts.ts";
import { Bench } from "./support/bench.ts";
import { personStep, ruleStep } from "./support/fake-chain.ts";
import { actToJson } from "../src/acts/json.ts";

describe("queue", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });
  afterEach(() => bench.close());

  const open = (name: string, steps = [personStep(0)]) => {
    const id = caseNumber(name);
    return { id, body: bench.chain.openCase(id, steps) };
  };

  describe("what an act leads to", () => {
    it("sends a submission, and reads its records", async () => {
      const job = await bench.take(submit());
      expect(job.state).to.equal("queued");
      await bench.tick(2);
      const mined = bench.job(job.id);
      expect(mined).to.include({ state: "mined", block: 1, executed: false, next: null });
      expect(mined.records).to.deep.equal([0]);
      expect(bench.chain.caseOf(mined.case), "the case that the contract numbered").to.not.equal(undefined);
    });

    it("decides and executes in one call where that succeeds", async () => {
      const { id, body } = open("a");
      const job = await bench.take(decide(id, body, { payload: PAYLOAD }));
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", executed: true, notFollowed: null });
      expect(bench.job(job.id).records).to.deep.equal([0, 1, 2]);
      expect(bench.chain.broadcasts).to.have.length(1);
    });

    it("decides alone where the execution fails, and says why", async () => {
      const { id, body } = open("a");
      bench.chain.brokenHandler = true;
      const job = await bench.take(decide(id, body, { payload: PAYLOAD }));
      expect(job.notFollowed?.error).to.equal("Overdraw");
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", executed: false });
      expect(bench.job(job.id).notFollowed?.args).to.deep.equal({ account: "1", amount: "200", available: "100" });
      expect(bench.chain.caseOf(id)?.status).to.equal(3);
    });

    it("says nothing of an execution while others have to decide", async () => {
      const { id, body } = open("a", [personStep(0), personStep(1)]);
      const job = await bench.take(decide(id, body, { payload: PAYLOAD }));
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", executed: false, notFollowed: null });
    });

    it("says that the payload was missing", async () => {
      const { id, body } = open("a");
      const job = await bench.take(decide(id, body));
      expect(job.notFollowed?.text).to.match(/payload was not given/);
    });

    it("lets the rules after a decision decide, and executes, all in one transaction", async () => {
      const { id, body } = open("a", [personStep(0), ruleStep(1), ruleStep(2)]);
      const job = await bench.take(decide(id, body, { payload: PAYLOAD }));
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", executed: true });
      expect(bench.chain.broadcasts).to.have.length(1);
    });

    it("asks the rule that decides first once the submission is mined, and executes", async () => {
      bench.chain.steps = [ruleStep(0)];
      const job = await bench.take(submit());
      await bench.tick(3);
      const submitted = bench.job(job.id);
      expect(submitted.state).to.equal("mined");
      const asked = bench.job(submitted.next ?? "");
      expect(asked).to.include({ act: "rule", state: "mined", executed: true });
      expect(bench.chain.caseOf(job.case)?.status).to.equal(4);
    });

    it("says why a rule was not asked", async () => {
      bench.chain.steps = [ruleStep(0)];
      bench.chain.ruleApproves = null;
      const job = await bench.take(submit());
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", next: null });
      expect(bench.job(job.id).notFollowed?.error).to.equal("RuleUndecided");
    });
  });

  describe("the same act again", () => {
    it("is the same job while it waits, is sent, and is mined", async () => {
      const act = submit();
      const first = await bench.take(act);
      const again = async () => {
        const [one] = await bench.admit(act);
        expect(one).to.include({ fresh: false });
        return (one as { job: { id: string } }).job.id;
      };
      expect(await again()).to.equal(first.id);
      bench.chain.automine = false;
      await bench.tick();
      expect(await again()).to.equal(first.id);
      bench.chain.mine();
      await bench.tick();
      expect(await again()).to.equal(first.id);
      expect(bench.chain.broadcasts).to.have.length(1);
    });

    it("is one job where two requests bring it at once, or one request twice", async () => {
      const act = submit();
      const both = await Promise.all([bench.admit(act), bench.admit(act), bench.admit(act, act)]);
      expect(both.flat().filter((one) => "job" in one && one.fresh)).to.have.length(1);
      await bench.tick(2);
      expect(bench.chain.broadcasts).to.have.length(1);
    });

    it("is two jobs where two officials sign the same words", async () => {
      const { id, body } = open("a", [personStep(0), personStep(1)]);
      const one = await bench.take(decide(id, body));
      const other = await bench.take(decide(id, body, { signer: MAKER }));
      expect(other.digests).to.deep.equal(one.digests);
      expect(other.id).to.not.equal(one.id);
    });

    it("may be tried again after it failed", async () => {
      const { id, body } = open("a");
      const job = await bench.take(decide(id, body));
      bench.chain.setStatus(id, 6);
      await bench.tick();
      expect(bench.job(job.id).state).to.equal("failed");
      bench.chain.setStatus(id, 1);
      expect(await bench.take(decide(id, body))).to.include({ id: job.id, state: "queued" });
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
    });
  });

  describe("several acts", () => {
    it("go in one transaction", async () => {
      const acts = ["a", "b", "c"].map((name) => {
        const { id, body } = open(name);
        return decide(id, body, { payload: PAYLOAD });
      });
      const taken = await bench.admit(...acts);
      await bench.tick(2);
      expect(bench.chain.broadcasts).to.have.length(1);
      for (const one of taken) expect("job" in one && bench.job(one.job.id).state).to.equal("mined");
    });

    it("are taken without those that are refused", async () => {
      const { id, body } = open("a");
      const wrong = open("b");
      const taken = await bench.admit(decide(id, body), decide(wrong.id, wrong.body, { signature: signatureOf("ee") }));
      expect(taken[0]).to.have.nested.property("job.state", "queued");
      expect(taken[1]).to.have.nested.property("reason.error", "SignatureInvalid");
    });

    it("about one case are tried one after the other", async () => {
      const { id, body } = open("a", [personStep(0), personStep(1)]);
      const taken = await bench.admit(decide(id, body), decide(id, body, { step: 1, signer: MAKER, payload: PAYLOAD }));
      expect(taken.every((one) => "job" in one)).to.equal(true);
      await bench.tick(2);
      expect(bench.chain.caseOf(id)?.status).to.equal(4);
    });

    it("are split where they do not fit one transaction", async () => {
      bench.chain.gasOfCall = 6_000_000n;
      const acts = ["a", "b", "c", "d"].map((name) => {
        const { id, body } = open(name);
        return decide(id, body);
      });
      const taken = await bench.admit(...acts);
      await bench.tick(3);
      expect(bench.chain.broadcasts).to.have.length(2);
      for (const one of taken) expect("job" in one && bench.job(one.job.id).state).to.equal("mined");
    });

    it("go each for itself after their transaction was reverted", async () => {
      const a = open("a");
      const b = open("b");
      bench.chain.automine = false;
      const taken = await bench.admit(decide(a.id, a.body), decide(b.id, b.body));
      await bench.tick();
      bench.chain.setStatus(a.id, 6);
      bench.chain.mine();
      bench.chain.automine = true;
      await bench.tick(3);
      const [first, second] = taken.map((one) => ("job" in one ? bench.job(one.job.id) : undefined));
      expect(first).to.have.nested.property("reason.error", "StatusUnfit");
      expect(first?.state).to.equal("failed");
      expect(second?.state).to.equal("mined");
    });
  });

  describe("order", () => {
    it("lets an act in that waits for another about the same case, and sends it after that one", async () => {
      const { id, body } = open("a", [personStep(0), personStep(1)]);
      bench.chain.automine = false;
      const first = await bench.take(decide(id, body));
      await bench.tick();
      const second = await bench.take(decide(id, body, { step: 1, signer: MAKER }));
      await bench.tick();
      expect(bench.chain.broadcasts).to.have.length(1);
      bench.chain.mine();
      await bench.tick();
      expect(bench.chain.broadcasts).to.have.length(2);
      bench.chain.mine();
      await bench.tick();
      expect([bench.job(first.id).state, bench.job(second.id).state]).to.deep.equal(["mined", "mined"]);
    });

    it("has several in flight, with nonces in the order in which they came", async () => {
      bench.chain.automine = false;
      for (const name of ["a", "b", "c"]) await bench.take(submit({ salt: caseNumber(name) }));
      await bench.tick();
      expect(bench.chain.broadcasts.map(({ nonce }) => nonce)).to.deep.equal([0, 1, 2]);
    });
  });

  describe("a chain that fails", () => {
    it("gets what it lost again, under the same nonce", async () => {
      bench.chain.losing = true;
      const job = await bench.take(submit());
      await bench.tick();
      bench.chain.losing = false;
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
      expect(bench.chain.broadcasts.map(({ nonce }) => nonce)).to.deep.equal([0, 0]);
    });

    it("closes a gap of nonces", async () => {
      bench.chain.automine = false;
      const one = await bench.take(submit({ salt: caseNumber("a") }));
      await bench.tick();
      bench.chain.forgetPool();
      const other = await bench.take(submit({ salt: caseNumber("b") }));
      await bench.tick();
      bench.chain.mine();
      await bench.tick();
      expect([bench.job(one.id).state, bench.job(other.id).state]).to.deep.equal(["mined", "mined"]);
    });

    it("is asked again when it answers again", async () => {
      const job = await bench.take(submit());
      bench.chain.down = true;
      await bench.tick(3);
      expect(bench.job(job.id).state).to.equal("queued");
      bench.chain.down = false;
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
    });

    it("gets a higher fee where it does not mine", async () => {
      bench.chain.automine = false;
      const job = await bench.take(submit());
      await bench.tick();
      const before = bench.job(job.id).hash;
      bench.time += 61_000;
      await bench.tick();
      const [first, second] = bench.chain.broadcasts;
      expect(second).to.include({ nonce: 0, maxFeePerGas: 126n, maxPriorityFeePerGas: 13n });
      expect(second?.data).to.equal(first?.data);
      expect(bench.job(job.id).hash).to.not.equal(before);
      bench.chain.mine();
      await bench.tick();
      expect(bench.job(job.id).state).to.equal("mined");
    });

    it("gets a transaction that does nothing in place of one that would be reverted by now", async () => {
      bench.chain.automine = false;
      const { id, body } = open("a");
      const job = await bench.take(decide(id, body));
      await bench.tick();
      bench.chain.setStatus(id, 6);
      bench.time += 61_000;
      await bench.tick();
      expect(bench.chain.broadcasts.at(-1)).to.include({ nonce: 0, to: bench.chain.account, data: "0x" });
      bench.chain.mine();
      await bench.tick();
      expect(bench.job(job.id)).to.have.nested.property("reason.error", "StatusUnfit");
    });

    it("keeps an act waiting while there is no money for gas", async () => {
      bench.chain.refusing = "insufficient funds for gas * price + value";
      const job = await bench.take(submit());
      await bench.tick(20);
      expect(bench.job(job.id).state).to.equal("sent");
      expect(bench.sender.poor).to.match(/insufficient/);
      bench.chain.refusing = null;
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
      expect(bench.sender.poor).to.equal(null);
    });

    it("raises the fee at once where the node finds it too low", async () => {
      bench.chain.refusing = "transaction underpriced";
      const job = await bench.take(submit());
      await bench.tick();
      bench.chain.refusing = null;
      await bench.tick(2);
      expect(bench.chain.broadcasts[0]).to.include({ nonce: 0, maxFeePerGas: 126n });
      expect(bench.job(job.id).state).to.equal("mined");
    });

    it("sends under another nonce what somebody else with the key pushed out", async () => {
      bench.chain.losing = true;
      const job = await bench.take(submit());
      await bench.tick();
      bench.chain.losing = false;
      bench.chain.stealNonce();
      await bench.tick(4);
      expect(bench.job(job.id).state).to.equal("mined");
      expect(bench.chain.broadcasts.at(-1)?.nonce).to.equal(1);
    });

    it("gets again what a fork undid", async () => {
      const job = await bench.take(submit());
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
      bench.chain.automine = false;
      bench.chain.fork();
      bench.chain.mine();
      bench.chain.mine();
      await bench.tick();
      expect(bench.job(job.id)).to.include({ state: "sent", block: null });
      bench.chain.mine();
      await bench.tick();
      expect(bench.job(job.id)).to.include({ state: "mined", block: 3 });
    });

    it("is not asked about what lies deep enough", async () => {
      await bench.take(submit());
      await bench.tick(2);
      for (let block = 0; block < 4; block += 1) bench.chain.mine();
      await bench.tick();
      expect(bench.parts.store.sent()).to.deep.equal([]);
    });

    it("fails an act that has become impossible before it is sent", async () => {
      const { id, body } = open("a");
      const job = await bench.take(decide(id, body));
      bench.chain.setStatus(id, 6);
      await bench.tick();
      expect(bench.job(job.id)).to.include({ state: "failed", hash: null });
      expect(bench.chain.broadcasts).to.have.length(0);
    });
  });

  describe("a crash", () => {
    const journal = () => join(bench.folder, "acts.jsonl");

    it("loses nothing that was admitted", async () => {
      const job = await bench.take(submit());
      bench.restart();
      await bench.tick(2);
      expect(bench.job(job.id).state).to.equal("mined");
    });

    it("between writing and sending sends the same transaction", async () => {
      bench.chain.down = false;
      bench.chain.losing = true;
      const job = await bench.take(submit());
      await bench.tick();
      const hash = bench.job(job.id).hash;
      bench.restart();
      bench.chain.losing = false;
      await bench.tick(2);
      expect(bench.job(job.id)).to.include({ state: "mined", hash });
    });

    it("after sending finds what was mined meanwhile", async () => {
      bench.chain.automine = false;
      const job = await bench.take(submit());
      await bench.tick();
      bench.chain.mine();
      bench.restart();
      await bench.tick();
      expect(bench.job(job.id).state).to.equal("mined");
      expect(bench.chain.broadcasts).to.have.length(1);
    });

    it("in the middle of a line takes the line back", async () => {
      const job = await bench.take(submit());
      const cut = JSON.stringify({ jobs: [{ ...job, state: "failed" }] }).slice(0, 40);
      writeFileSync(journal(), readFileSync(journal(), "utf8") + cut);
      bench.restart();
      expect(bench.job(job.id).state).to.equal("queued");
    });

    it("leaves no line that cannot be read without saying so", () => {
      writeFileSync(journal(), "{\n{}\n");
      expect(() => bench.restart()).to.throw(/Line 1 of .* is no JSON/);
      writeFileSync(journal(), "");
      bench.restart();
    });

    it("keeps acts whole", async () => {
      const { id, body } = open("a", [personStep(0), ruleStep(1)]);
      const act = decide(id, body, { payload: PAYLOAD });
      const job = await bench.take(act);
      bench.restart();
      expect(actToJson(bench.parts.store.actOf(bench.job(job.id)))).to.deep.equal(actToJson(read(act)));
    });
  });
});
