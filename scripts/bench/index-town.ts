// A deployed suite with a town whose payments are to be indexed: what `bench -- index` reads.
import { fileURLToPath } from "node:url";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { accountNumber } from "@mingzhang/sdk/accounts";
import type { Deployment } from "@mingzhang/sdk/api";
import { currencyToBytes } from "@mingzhang/sdk/money";
import { FLAG_IMPORTED } from "@mingzhang/sdk/terms";
import { detailToBytes } from "@mingzhang/sdk/text";
import { encodeFunctionData, zeroAddress, zeroHash } from "viem";
import { readParameters } from "../../deploy/parameters.ts";
import type { OpeningSpecs } from "@mingzhang/sdk/cases/specs";
import { ensureSeats, officesFrom } from "../chain/offices.ts";
import { order } from "../chain/orders.ts";
import type { Order } from "../chain/orders.ts";
import { Session } from "../chain/session.ts";
import { TwoKeys } from "../chain/two-keys.ts";
import { ImportCases } from "../import/cases.ts";
import { deploySuite } from "../deploy.ts";

const LINES = 12;
const COMMITMENTS_PER_LINE = 25;
const MUCH = 10n ** 18n;
/** 2026-01-01 in days. */
const FIRST_DAY = 20_454;
const NO_CLOSING_DAY = 16_777_215;

/** What a case of one payment leaves in the log: submission, then the decision that carries it out, then the movement. */
export const RECORDS = { beforeMovement: 2, ofCase: 3 } as const;

export interface Town {
  deployment: Deployment;
  /** Posts `count` payments in turn over all commitments, some hundreds in a case. */
  pay(count: number, progress?: (done: number) => void): Promise<void>;
}

/** Deploys the suite on the chain behind an RPC and opens everything up to commitments that can be paid. */
export async function buildTown(rpcUrl: string): Promise<Town> {
  const parameters = readParameters(fileURLToPath(new URL("../../deploy/parameters/local.json", import.meta.url)));
  const deployment = await deploySuite({ rpcUrl, parameters });
  const offices = officesFrom({}, deployment.chainId);
  await ensureSeats(rpcUrl, deployment, offices);
  const session = await Session.open(rpcUrl, deployment, offices);

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

  const cases = new ImportCases(new TwoKeys(session, offices), "CNY");
  let mark = 0n;
  const open = (opened: OpeningSpecs): Promise<void> =>
    cases.open(
      government,
      (mark += 1n),
      [opened],
      () => "",
      () => undefined,
    );
  // Commitments come in rounds over the payees.
  const payeeOf = (commitment: bigint) => {
    const at = (Number(commitment & 0xffffn) - 1) % COMMITMENTS_PER_LINE;
    return { number: taxpayers + 1 + at, name: payees[at] ?? "" };
  };
  // The import's procedures post what is flagged as imported alone.
  const post = (orders: readonly Order[], progress: (done: number) => void = () => undefined): Promise<void> => {
    const flagged = orders.map((one) => ({ ...one, flags: FLAG_IMPORTED }));
    return cases.post(government, (mark += 1n), flagged, payeeOf, progress);
  };

  const fund = accountNumber("fund", 1);
  const named = { name: "General fund", otherName: "一般公共预算", code: "" };
  const fundSpec = { owner: government, currency: currencyToBytes("CNY"), exponent: 2, token: zeroAddress, ...named };
  const days = { firstDay: FIRST_DAY, lastDay: FIRST_DAY + 364, commitUntil: NO_CLOSING_DAY, payUntil: NO_CLOSING_DAY };
  const actTexts = { title: "Budget", otherTitle: "预算", document: zeroHash };
  await open({ what: "fund", specs: [fundSpec] });
  await session.bank.openSources([{ fund, party: taxpayers }]);
  await open({ what: "year", specs: [{ government, year: 2026, ...days }] });
  await open({ what: "act", specs: [{ government, year: 2026, actType: 1, ...actTexts }] });
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
  await open({ what: "line", specs: lineSpecs });
  const ids = (kind: "line" | "allotment" | "commitment", count: number) =>
    Array.from({ length: count }, (_, at) => accountNumber(kind, at + 1));
  const lines = ids("line", LINES);
  const allotmentSpecs = lines.map((line) => ({ line, unit: government, title: "Allotment", otherTitle: "" }));
  await open({ what: "allotment", specs: allotmentSpecs });
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
    await open({ what: "commitment", specs: commitmentSpecs });
  }
  const commitments = ids("commitment", LINES * COMMITMENTS_PER_LINE);
  const entry = (to: bigint, amount: bigint, detail = zeroHash as `0x${string}`) => ({ to, amount, detail });
  const valueDate = FIRST_DAY + 10;
  const whole = MUCH * BigInt(commitments.length);
  await session.bank.receive([
    order("receipt", accountNumber("source", 1), [entry(fund, whole)], { code: 111, valueDate }),
  ]);
  await post([
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
      await post([payments], progress);
    },
  };
}
