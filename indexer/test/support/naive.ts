// Re-derives balances and sums from raw logs in the plainest way, by the text of the interfaces, for comparison.
import { recordEventsAbi } from "@mingzhang/sdk/abi/records";
import { recordWriters } from "@mingzhang/sdk/deployment";
import type { Deployment } from "@mingzhang/sdk/api";
import { decodeEventLog } from "viem";
import type { ChainClient } from "./chain.ts";

interface Account {
  in: bigint;
  out: bigint;
}

export interface Naive {
  records: number;
  movements: { record: number; kind: number; from: bigint; to: bigint; amount: bigint }[];
  accounts: Map<bigint, Account>;
  /** Net paid to each party. */
  paid: Map<number, bigint>;
  /** Net paid on each line. */
  linePaid: Map<bigint, bigint>;
}

/** IFundLedger's docs, case by case: which totals of which accounts a movement of each kind raises. */
export async function recompute(client: ChainClient, deployment: Deployment): Promise<Naive> {
  const logs = await client.getLogs({ address: recordWriters(deployment), fromBlock: 0n, toBlock: "latest" });
  const naive: Naive = {
    records: logs.length,
    movements: [],
    accounts: new Map(),
    paid: new Map(),
    linePaid: new Map(),
  };
  const commitments = new Map<bigint, { payee: number; payeeFund: bigint; allotment: bigint }>();
  const lineOf = new Map<bigint, bigint>();
  const account = (id: bigint): Account => {
    const found = naive.accounts.get(id) ?? { in: 0n, out: 0n };
    naive.accounts.set(id, found);
    return found;
  };
  const pay = (id: bigint, amount: bigint) => {
    const commitment = commitments.get(id);
    if (commitment === undefined) throw new Error(`No commitment ${id}`);
    const line = lineOf.get(commitment.allotment) ?? 0n;
    naive.paid.set(commitment.payee, (naive.paid.get(commitment.payee) ?? 0n) + amount);
    naive.linePaid.set(line, (naive.linePaid.get(line) ?? 0n) + amount);
  };
  for (const [number, log] of logs.entries()) {
    const { eventName, args } = decodeEventLog({ abi: recordEventsAbi, topics: log.topics, data: log.data });
    if (Number(args.record) !== number) throw new Error(`Record ${args.record} stands at ${number}`);
    if (eventName === "AllotmentOpened") lineOf.set(args.account, args.line);
    if (eventName === "CommitmentOpened") commitments.set(args.account, args);
    if (eventName !== "Movement") continue;
    const { from, to, amount, terms } = args;
    const kind = Number(terms & 255n);
    naive.movements.push({ record: number, kind, from, to, amount });
    if (kind === 4 || kind === 5) {
      account(from).out += amount;
      account(to).out += amount;
      pay(to, amount);
      const fund = commitments.get(to)?.payeeFund ?? 0n;
      if (kind === 5) account(fund).in += amount;
    } else if (kind === 6) {
      account(from).in += amount;
      account(to).in += amount;
      pay(from, -amount);
      const fund = commitments.get(from)?.payeeFund ?? 0n;
      if (fund !== 0n) account(fund).out += amount;
    } else if (kind === 16) {
      account(from).in += amount;
      account(to).out += amount;
      pay(from, -amount);
      pay(to, amount);
    } else {
      account(from).out += amount;
      account(to).in += amount;
    }
  }
  return naive;
}
