// What is available on the accounts that a payload takes from, read from the chain as the page is open.
"use client";

import { tryAccountId } from "@mingzhang/sdk/accounts";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { readAccount, readFund } from "@mingzhang/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useClient } from "wagmi";
import { usePortal } from "../wallet/frame";
import { AccountName } from "./shown";

/** More would be a wall of figures; a batch shows the first. */
const MOST = 12;

/** Accounts from which the payload takes: of a payment the fund and the commitment. */
export function takenFrom(payload: Payload): bigint[] {
  switch (payload.handler) {
    case "ledgerOrders": {
      const taken = payload.value.orders.flatMap(({ kind, from, entries }) =>
        kind === "payment" || kind === "transfer-payment" ? [from, ...entries.map(({ to }) => to)] : [from],
      );
      return [...new Set(taken)];
    }
    case "ledgerOpenings":
      if (payload.value.amounts.length === 0) return [];
      if (payload.value.what === "commitment")
        return [...new Set(payload.value.specs.map(({ allotment }) => allotment))];
      if (payload.value.what === "allotment") return [...new Set(payload.value.specs.map(({ line }) => line))];
      return [];
    case "standingOrders":
      return [payload.value.fund, payload.value.commitment];
    case "permits":
    case "seats":
      return [];
  }
}

export function Available({ payload }: { payload: Payload }) {
  const t = useTranslations("portal.review");
  const locale = useLocale();
  const { deployment } = usePortal();
  const client = useClient();
  const accounts = takenFrom(payload).filter((account) => {
    const kind = tryAccountId(account)?.kind;
    return kind !== undefined && kind !== "act" && kind !== "source";
  });
  const shown = accounts.slice(0, MOST);
  const balances = useQuery({
    queryKey: ["available", shown.map(String)],
    enabled: client !== undefined && shown.length > 0,
    queryFn: async () => {
      if (client === undefined) throw new Error("No chain to ask");
      return Promise.all(
        shown.map(async (account) => {
          const { balance, fund } = await readAccount(client, deployment, account);
          const { currency } = await readFund(client, deployment, accountNumber("fund", fund));
          return { account, sum: formatMoney(balance, currency, { locale, unit: "sign" }) };
        }),
      );
    },
  });
  if (shown.length === 0) return <p className="note">{t("takesNothing")}</p>;
  if (balances.data === undefined) return <p className="note">{t(balances.isError ? "availableFailed" : "reading")}</p>;
  return (
    <>
      <ul className="border-y border-rule">
        {balances.data.map(({ account, sum }) => (
          <li
            key={String(account)}
            className="flex flex-wrap justify-between gap-x-4 border-b border-rule py-2.5 last:border-b-0"
          >
            <span>
              <AccountName account={account} />
            </span>
            <b className="num ml-auto">{sum}</b>
          </li>
        ))}
      </ul>
      {shown.length < accounts.length && <p className="note">{t("moreAccounts", { count: accounts.length - MOST })}</p>}
    </>
  );
}
