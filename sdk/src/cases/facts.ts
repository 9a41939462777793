// Looks up what a payload's form says beyond the payload: currency and payee, checked against the contracts.
import { type Client, keccak256, stringToHex } from "viem";
import { readContract } from "viem/actions";
import { directoryAbi } from "../abi/directory.ts";
import { fundLedgerAbi } from "../abi/fund-ledger.ts";
import { accountId, accountNumber } from "../accounts.ts";
import type { Deployment } from "../deployment.ts";
import { MingzhangError } from "../errors.ts";
import type { Hex } from "../hex.ts";
import { currencyFromBytes } from "../money.ts";
import { type Facts, factsNeeded } from "./forms.ts";
import type { Payload } from "./payloads.ts";

/**
 * Facts of a payload. Names stand in events alone, so that the caller brings them: `nameOf` answers a party's registered
 * name (from the API), which is held against the hash on chain. Throws CHAIN_DIFFERS if it is another.
 */
export async function readFacts(
  client: Client,
  deployment: Pick<Deployment, "contracts">,
  payload: Payload,
  nameOf: (party: number) => Promise<string>,
): Promise<Facts> {
  const { fundLedger, directory } = deployment.contracts;
  const needed = factsNeeded(payload);
  const currency = needed.currencyOf === null ? "" : await currencyOf(client, fundLedger, needed.currencyOf);
  const party = needed.payeeOf === null ? needed.payee : await payeeOf(client, fundLedger, needed.payeeOf);
  if (party === null) return { currency, payee: null };
  const name = await nameOf(party);
  const call = { address: directory, abi: directoryAbi, functionName: "partyOf", args: [party] } as const;
  const { nameHash } = await readContract(client, call);
  if (keccak256(stringToHex(name)) !== nameHash) {
    const remedy = "Give the name that the directory's latest record has";
    throw new MingzhangError("CHAIN_DIFFERS", "payeeName", name, `is not the name of party ${party}`, remedy);
  }
  return { currency, payee: { number: party, name } };
}

async function currencyOf(client: Client, ledger: Hex, account: bigint): Promise<string> {
  let fund = account;
  if (accountId(account).kind !== "fund") {
    const call = { address: ledger, abi: fundLedgerAbi, functionName: "accountOf", args: [account] } as const;
    fund = accountNumber("fund", (await readContract(client, call)).fund);
  }
  const call = { address: ledger, abi: fundLedgerAbi, functionName: "fundOf", args: [fund] } as const;
  return currencyFromBytes((await readContract(client, call)).currency);
}

async function payeeOf(client: Client, ledger: Hex, commitment: bigint): Promise<number> {
  const call = { address: ledger, abi: fundLedgerAbi, functionName: "commitmentOf", args: [commitment] } as const;
  return (await readContract(client, call)).payee;
}
