// Compares what was derived with the contracts' own storage, by their views at the audited block.
import { fundLedgerAbi } from "@mingzhang/sdk/abi/fund-ledger";
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import type { Deployment } from "@mingzhang/sdk/api";
import type { PublicClient } from "viem";
import type { Account, Books } from "./books.ts";
import type { CaseBook } from "./cases.ts";
import { Difference, same } from "./difference.ts";
import { ACCOUNT_KINDS, accountText, lettersOf } from "./words.ts";

export interface View {
  client: PublicClient;
  deployment: Deployment;
  blockNumber: bigint;
}

/** Views asked at once: the client sends them in batches. */
const AT_ONCE = 400;

/** Accounts of the ledger: totals and what they hang on, and that storage has no others. */
export async function compareAccounts(view: View, books: Books): Promise<number> {
  const ledger = ledgerOf(view);
  const { client } = view;
  for (const [at, kind] of ACCOUNT_KINDS.entries()) {
    const derived = [...books.accounts.values()].filter((account) => account.kind === kind).length;
    const told = await client.readContract({ ...ledger, functionName: "accountCount", args: [at + 1] });
    same("contracts", `accounts of kind ${kind}`, { count: derived }, { count: told });
  }
  let views = ACCOUNT_KINDS.length;
  await each([...books.accounts.values()], async (account) => {
    const subject = accountText(account.id);
    const state = await client.readContract({ ...ledger, functionName: "accountOf", args: [account.id] });
    same("contracts", subject, storedAccount(account, books), { ...state });
    await compareOpening(view, account, books, subject);
    views += 2;
  });
  return views;
}

/** ILedgerAccounts.Account. */
function storedAccount(account: Account, books: Books) {
  const { kind, fund } = account;
  const year = books.years.get(`${account.government} ${account.year}`);
  const lastDay =
    kind === "line" || kind === "allotment" ? year?.commitUntil : kind === "commitment" ? year?.payUntil : 0;
  const isClass = kind === "commitment" && books.parties.get(account.party)?.kind === 4;
  const flags = (account.payeeFund === 0n ? 0 : 1) + (isClass ? 2 : 0) + (BigInt(account.token) === 0n ? 0 : 4);
  return { totalIn: account.in, totalOut: account.out, fund: fund & 0xffffn, lastDay: lastDay ?? "of a year", flags };
}

async function compareOpening(view: View, account: Account, books: Books, subject: string): Promise<void> {
  const { client } = view;
  const call = { ...ledgerOf(view), args: [account.id] } as const;
  const { agency, party, government, year, func, economic, line, allotment, payeeFund, actType } = account;
  switch (account.kind) {
    case "fund": {
      const told = await client.readContract({ ...call, functionName: "fundOf" });
      const { currency, exponent, token } = account;
      const derived = { government, owner: agency, currency, exponent, token };
      const said = { ...told, currency: lettersOf(told.currency), token: told.token.toLowerCase() };
      return same("contracts", subject, derived, said);
    }
    case "source": {
      const told = await client.readContract({ ...call, functionName: "partyOfSource" });
      return same("contracts", subject, { party }, { party: told });
    }
    case "act":
      return same(
        "contracts",
        subject,
        { government, year, actType },
        {
          ...(await client.readContract({ ...call, functionName: "actOf" })),
        },
      );
    case "line": {
      const days = books.years.get(`${government} ${year}`);
      const derived = { agency, year, func, economic, firstDay: days?.firstDay, payUntil: days?.payUntil };
      return same("contracts", subject, derived, {
        ...(await client.readContract({ ...call, functionName: "lineOf" })),
      });
    }
    case "allotment": {
      const told = await client.readContract({ ...call, functionName: "allotmentOf" });
      return same("contracts", subject, { line, unit: party }, { ...told });
    }
    case "commitment": {
      const told = await client.readContract({ ...call, functionName: "commitmentOf" });
      const unit = books.account(allotment).party;
      return same("contracts", subject, { allotment, payeeFund, payee: party, unit }, { ...told });
    }
  }
}

/** What was undone of each movement that is cited, and which of those that can be are confirmed. */
export async function compareMovements(view: View, books: Books): Promise<number> {
  const ledger = ledgerOf(view);
  const cited = [...books.undone];
  await each(cited, async ([record, { amount }]) => {
    const told = await view.client.readContract({ ...ledger, functionName: "undoneOf", args: [BigInt(record)] });
    same("contracts", `movement ${record}`, { undone: amount }, { undone: told });
  });
  const payments = [...books.movements.values()].filter(({ decoded }) => [2, 4, 5].includes(decoded.kind));
  await each(payments, async ({ number }) => {
    const told = await view.client.readContract({ ...ledger, functionName: "isConfirmed", args: [BigInt(number)] });
    same("contracts", `movement ${number}`, { confirmed: books.confirmed.has(number) }, { confirmed: told });
  });
  return cited.length + payments.length;
}

/** The state slot of every case. */
export async function compareCases(view: View, book: CaseBook): Promise<number> {
  const address = view.deployment.contracts.serviceApprovals;
  const call = { address, abi: serviceApprovalsAbi, blockNumber: view.blockNumber } as const;
  await each([...book.cases.values()], async ({ id, number, state }) => {
    const told = await view.client.readContract({ ...call, functionName: "stateOf", args: [id] });
    const derived: Readonly<Record<string, unknown>> = { ...state };
    for (const field of Object.keys(told)) {
      // A field that is not derived must not pass unseen.
      if (!(field in derived))
        throw new Difference("contracts", `case ${number}`, field, "unknown to this audit", told);
    }
    const kept = Object.fromEntries(Object.keys(told).map((field) => [field, derived[field]]));
    same("contracts", `case ${number}`, kept, { ...told });
  });
  return book.cases.size;
}

const ledgerOf = ({ deployment, blockNumber }: View) =>
  ({ address: deployment.contracts.fundLedger, abi: fundLedgerAbi, blockNumber }) as const;

/** In order of the list, so that the first difference is the first. */
export async function each<T>(items: readonly T[], compare: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const results = await Promise.allSettled(items.slice(at, at + AT_ONCE).map(compare));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}
