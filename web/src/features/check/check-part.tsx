// The check with its texts, as an island in a server-rendered page.
import type { CheckedMovement } from "@mingzhang/sdk/check";
import type { Deployment } from "@mingzhang/sdk/api";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { catalogue } from "@/i18n/messages";
import { ChainCheck } from "./chain-check";
import { checkedMovement } from "./checked-movement";
import { deploymentOnly } from "./deployment-only";

interface Props {
  movement: CheckedMovement;
  deployment: Deployment;
  offered: string | null;
}

export async function CheckPart({ movement, deployment, offered }: Props) {
  const locale = await getLocale();
  return (
    <NextIntlClientProvider locale={locale} messages={{ check: catalogue[locale].check }} timeZone="UTC">
      <ChainCheck movement={checkedMovement(movement)} deployment={deploymentOnly(deployment)} offered={offered} />
    </NextIntlClientProvider>
  );
}
