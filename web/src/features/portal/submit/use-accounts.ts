// Accounts that somebody types, read from the chain while they do.
import { parseAccount, accountNumber, type AccountKind } from "@mingzhang/sdk/accounts";
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { Currency } from "@mingzhang/sdk/money";
import { readAccount, readFund } from "@mingzhang/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "wagmi";
import { usePortal } from "../wallet/frame";

/** The account number of a typed text of one of these kinds, null if it is none. */
export function tryAccount(text: string, kinds: readonly AccountKind[]): bigint | null {
  const typed = text.trim();
  if (!kinds.some((kind) => typed.startsWith(`${kind}-`))) return null;
  try {
    return parseAccount(typed);
  } catch (cause) {
    if (cause instanceof MingzhangError) return null;
    throw cause;
  }
}

/** Currency of the fund that an account belongs to; null where there is no such account. */
export function useAccountCurrency(text: string, kinds: readonly AccountKind[]) {
  const { deployment } = usePortal();
  const client = useClient();
  const account = tryAccount(text, kinds);
  return useQuery({
    queryKey: ["currency", account?.toString()],
    enabled: account !== null && client !== undefined,
    queryFn: async (): Promise<Currency | null> => {
      if (account === null || client === undefined) return null;
      const { fund } = await readAccount(client, deployment, account);
      if (fund === 0) return null;
      return (await readFund(client, deployment, accountNumber("fund", fund))).currency;
    },
  });
}

export function useAllotmentCurrency(text: string) {
  return useAccountCurrency(text, ["allotment"]);
}
