// Batching of ledger calls: all of them arrive, in order, also where a batch turns out too large; refusals are named.
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { expect } from "chai";
import { zeroAddress } from "viem";
import { TransactionFailed } from "../../scripts/chain/failures.ts";
import { ledgerCall } from "../../scripts/chain/forward.ts";
import { ensureTreasurer, officesFrom } from "../../scripts/chain/offices.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { Session } from "../../scripts/chain/session.ts";
import { loadProfile } from "../../scripts/import/profile.ts";
import { parametersFor } from "../../scripts/import/suite-parameters.ts";
import { fixture, readAll } from "./support.ts";

describe("Batcher", function () {
  this.timeout(120_000);
  let chain: OwnChain;
  let session: Session;
  const offices = officesFrom({}, 31_337);

  before(async () => {
    chain = await startOwnChain(parametersFor(loadProfile(fixture("town.json"))));
    await ensureTreasurer(chain.rpcUrl, chain.deployment, offices.treasurer, { name: "T", otherName: "" });
    session = await Session.open(chain.rpcUrl, chain.deployment, offices);
  });
  after(() => chain.close());

  const fund = (name: string, owner = 1) => {
    const money = { currency: currencyToBytes("GBP"), exponent: 2, token: zeroAddress };
    return ledgerCall("openFunds", [[{ owner, ...money, name, otherName: "x".repeat(256), code: "" }]], 1);
  };

  it("sends a batch that runs out of gas as smaller ones, in order", async () => {
    const names = Array.from({ length: 400 }, (_, i) => `Fund ${i} ${"n".repeat(200)}`);
    for (const name of names) await session.batcher.add(fund(name));
    await session.batcher.flush();
    expect(session.batcher.sent).to.be.above(1);
    const opened = (await readAll(chain)).flatMap((event) => (event.name === "FundOpened" ? [event.args.name] : []));
    expect(opened).to.deep.equal(names);
  });

  it("names the contract's error and its values", async () => {
    await session.batcher.add(fund("of nobody", 999));
    const refused = await session.batcher.flush().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(TransactionFailed);
    expect(String(refused)).to.match(/openFunds: PartyUnknown\(999\)|openFunds: PartyUnfit\(999\)/u);
    const count = await session.clients.publicClient.readContract({
      address: chain.deployment.contracts.fundLedger,
      abi: fundLedgerAbi,
      functionName: "accountCount",
      args: [2],
    });
    expect(count).to.equal(400n);
  });

  it("refuses an account without a seat, and another chain", async () => {
    const stranger = await Session.open(chain.rpcUrl, chain.deployment, { ...offices, treasurer: offices.registry });
    await stranger.batcher.add(fund("by a stranger"));
    expect(String(await stranger.batcher.flush().catch((error: unknown) => error))).to.match(/NotTreasurer/u);
    const elsewhere = { ...chain.deployment, deployBlockHash: chain.deployment.genesisHash };
    expect(String(await Session.open(chain.rpcUrl, elsewhere, offices).catch((error: unknown) => error))).to.match(
      /does not serve/u,
    );
  });
});
