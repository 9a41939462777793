// A deployed suite with a town whose payments are to be indexed: what `bench -- index` reads.
import { fileURLToPath } from "node:url";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { Deployment } from "@mingzhang/sdk/api";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { detailToBytes } from "@mingzhang/sdk/text";
import { encodeFunctionData, zeroAddress, zeroHash } from "viem";
import { readParameters } from "../../deploy/parameters.ts";
import { GAS, ledgerCall } from "../chain/forward.ts";
import { ensureTreasurer, officesFrom } from "../chain/offices.ts";
import { order, postOrders } from "../chain/orders.ts";
import { Session } from "../chain/session.ts";
import { deploySuite } from "../deploy.ts";

const LINES = 12;
const COMMITMENTS_PER_LINE = 25;
const MUCH = 10n ** 18n;
/** 2026-01-01 in days. */
const FIRST_DAY = 20_454;
const NO_CLOSING_DAY = 16_777_215;

export interface Town {
  deployment: Deployment;
  /** Posts `count` payments in turn over all commitments, a batch in one transaction. */
  pay(count: number, progress?: (done: number) => void): Promise<void>;
}

/** Deploys the suite on the chain behind an RPC and opens everything up to commitments that can be paid. */
export async function buildTown(rpcUrl: string): Promise<Town> {
  const parameters = readParameters(fileURLToPath(new URL("../../deploy/parameters/local.json", import.meta.url)));
  const deployment = await deploySuite({ rpcUrl, parameters });
  const offices = officesFrom({}, deployment.chainId);
  await ensureTreasurer(rpcUrl, deployment, offices.treasurer, { name: "Treasurer", otherName: "" });
  const session = await Session.open(rpcUrl, deployment, offices);
  const { batcher } = session;

  let parties = 0;
  await session.sync((event) => {
    if (event.name === "PartyRegistered") parties = event.args.party;
  });
  const payees = Array.from({ length: COMMITMENTS_PER_LINE }, (_, at) => `Works Company ${at + 1} 工程公司`);
  const specs = ["Taxpayers", ...payees].map((name, at) => {
    return { kind: at === 0 ? 3 : 2, parent: 0, name, otherName: "", scheme: "", identifier: "" };
  });
  const register = encodeFunctionData({ abi: directoryAbi, functionName: "register", args: [specs] });
  await session.registry.send(deployment.contracts.directory, register, "register");
  const [government, taxpayers] = [1, parties + 1];

  const fund = accountNumber("fund", 1);
  const named = { name: "General fund", otherName: "一般公共预算", code: "" };
  const fundSpec = { owner: government, currency: currencyToBytes("CNY"), exponent: 2, token: zeroAddress, ...named };
  const days = { firstDay: FIRST_DAY, lastDay: FIRST_DAY + 364, commitUntil: NO_CLOSING_DAY, payUntil: NO_CLOSING_DAY };
  const actTexts = { title: "Budget", otherTitle: "预算", document: zeroHash };
  await batcher.add(ledgerCall("openFunds", [[fundSpec]], GAS.account));
  await batcher.add(ledgerCall("openSources", [[{ fund, party: taxpayers }]], GAS.account));
  await batcher.add(ledgerCall("openYear", [{ government, year: 2026, ...days }], GAS.account));
  await batcher.add(ledgerCall("openActs", [[{ government, year: 2026, actType: 1, ...actTexts }]], GAS.account));
  const lineSpecs = Array.from({ length: LINES }, (_, at) => ({
    fund,
    agency: government,
    year: 2026,
    func: (1 + (at % 10)) * 100,
    economic: 22,
    nationalCode: `20${at}`,
    name: `Line ${at + 1}`,
    otherName: `指标 ${at + 1}`,
  }));
  await batcher.add(ledgerCall("openLines", [lineSpecs], GAS.account * LINES));
  const ids = (kind: "line" | "allotment" | "commitment", count: number) =>
    Array.from({ length: count }, (_, at) => accountNumber(kind, at + 1));
  const lines = ids("line", LINES);
  const allotmentSpecs = lines.map((line) => ({ line, unit: government, title: "Allotment", otherTitle: "" }));
  await batcher.add(ledgerCall("openAllotments", [allotmentSpecs], GAS.account * LINES));
  const allotments = ids("allotment", LINES);
  for (const allotment of allotments) {
    const commitmentSpecs = payees.map((_, at) => ({
      allotment,
      payee: taxpayers + 1 + at,
      payeeFund: 0n,
      contractId: `C-${allotment % 256n}-${at}`,
      title: `Works ${at + 1}`,
      otherTitle: "工程",
      document: zeroHash,
    }));
    await batcher.add(ledgerCall("openCommitments", [commitmentSpecs], GAS.account * COMMITMENTS_PER_LINE));
  }
  const commitments = ids("commitment", LINES * COMMITMENTS_PER_LINE);
  const entry = (to: bigint, amount: bigint, detail = zeroHash as `0x${string}`) => ({ to, amount, detail });
  const valueDate = FIRST_DAY + 10;
  const whole = MUCH * BigInt(commitments.length);
  await postOrders(batcher, [
    order("receipt", accountNumber("source", 1), [entry(fund, whole)], { code: 111, valueDate }),
    order(
      "appropriation",
      accountNumber("act", 1),
      lines.map((line) => entry(line, MUCH * BigInt(COMMITMENTS_PER_LINE))),
    ),
    ...lines.map((line, at) =>
      order("allotment", line, [entry(allotments[at] ?? 0n, MUCH * BigInt(COMMITMENTS_PER_LINE))]),
    ),
    ...allotments.map((allotment, line) =>
      order(
        "commitment",
        allotment,
        commitments.slice(line * COMMITMENTS_PER_LINE, (line + 1) * COMMITMENTS_PER_LINE).map((to) => entry(to, MUCH)),
      ),
    ),
  ]);
  await batcher.flush();

  let made = 0;
  return {
    deployment,
    pay: async (count, progress) => {
      const entries = Array.from({ length: count }, () => {
        made += 1;
        const to = commitments[made % commitments.length] ?? 0n;
        return entry(to, BigInt(100 + (made % 977)), detailToBytes(`Invoice ${made}`));
      });
      const payments = order("payment", fund, entries, { valueDate: valueDate + (made % 300) });
      let done = 0;
      await postOrders(batcher, [payments], GAS.movement, (posted) => {
        done += posted;
        progress?.(done);
      });
      await batcher.flush();
    },
  };
}
