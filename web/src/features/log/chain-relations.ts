// What stands around a movement on the chain: the accounts above it, its fund, its parties, their running totals.
import { accountKind, accountNumber } from "@mingzhang/sdk/accounts";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Currency } from "@mingzhang/sdk/money";
import {
  readAccount,
  readAllotment,
  readCommitment,
  readFund,
  readLine,
  readSourceParty,
  type AccountState,
} from "@mingzhang/sdk/read";
import type { Client } from "viem";

export interface Relations {
  /** Act, line, allotment, commitment, from the top. */
  authority: bigint[];
  line: bigint | null;
  fund: bigint | null;
  currency: Currency;
  agency: number | null;
  payee: number | null;
  payeeFund: bigint | null;
  payer: number | null;
  year: number | null;
  /** Digits as on chain. */
  func: number | null;
  economic: number | null;
  token: boolean;
  states: Map<bigint, AccountState>;
}

/** Reads up from both sides of a movement. Errors of viem pass through. */
export async function readRelations(
  client: Client,
  deployment: Deployment,
  sides: readonly bigint[],
): Promise<Relations> {
  const found = new Map<string, bigint>();
  let payee: number | null = null;
  let payeeFund: bigint | null = null;
  let payer: number | null = null;
  for (const side of sides) {
    let at: bigint | null = side;
    while (at !== null) {
      const kind = accountKind(at);
      found.set(kind, found.get(kind) ?? at);
      if (kind === "commitment") {
        const commitment = await readCommitment(client, deployment, at);
        payee ??= commitment.payee;
        payeeFund ??= commitment.payeeFund === 0n ? null : commitment.payeeFund;
        at = commitment.allotment;
      } else if (kind === "allotment") {
        at = (await readAllotment(client, deployment, at)).line;
      } else {
        if (kind === "source") payer = await readSourceParty(client, deployment, at);
        at = null;
      }
    }
  }
  const line = found.get("line") ?? null;
  const lineState = line === null ? null : await readLine(client, deployment, line);
  const states = new Map<bigint, AccountState>();
  for (const account of new Set([...sides, ...found.values()])) {
    states.set(account, await readAccount(client, deployment, account));
  }
  const fund = found.get("fund") ?? fundOf([...states.values()]);
  const fundState = fund === null ? null : await readFund(client, deployment, fund);
  return {
    authority: ["act", "line", "allotment", "commitment"].flatMap((kind) => found.get(kind) ?? []),
    line,
    fund,
    // ISO 4217: no currency is involved.
    currency: fundState?.currency ?? { code: "XXX", exponent: 0 },
    agency: lineState?.agency ?? fundState?.owner ?? null,
    payee,
    payeeFund,
    payer,
    year: lineState?.year ?? null,
    func: lineState?.func ?? null,
    economic: lineState?.economic ?? null,
    token: fundState?.token != null,
    states,
  };
}

/** An act belongs to no fund; every other account names its own. */
function fundOf(states: readonly AccountState[]): bigint | null {
  const running = states.find(({ fund }) => fund !== 0)?.fund;
  return running === undefined ? null : accountNumber("fund", running);
}
