// What is available on the accounts that a payload takes from, read from the chain as the page is open.
"use client";

import { accountText, tryAccountId } from "@mingzhang/sdk/accounts";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { accountNumber } from "@mingzhang/sdk/accounts";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { readAccount, readFund } from "@mingzhang/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useClient } from "wagmi";
import { Pairs } from "@/components/pairs";
import { usePortal } from "../wallet/frame";

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
          return [accountText(account), formatMoney(balance, currency, { locale, unit: "sign" })] as const;
        }),
      );
    },
  });
  if (shown.length === 0) return <p className="note">{t("takesNothing")}</p>;
  if (balances.data === undefined) return <p className="note">{t(balances.isError ? "availableFailed" : "reading")}</p>;
  return (
    <>
      <Pairs
        of={balances.data.map(([name, sum]) => [
          name,
          <b key={name} className="num">
            {sum}
          </b>,
        ])}
      />
      {shown.length < accounts.length && <p className="note">{t("moreAccounts", { count: accounts.length - MOST })}</p>}
    </>
  );
}
