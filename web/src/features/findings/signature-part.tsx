// The check of a finding's signatures with its texts, as an island in a server-rendered page.
import type { Deployment } from "@mingzhang/sdk/api";
import type { FindingDetail } from "@mingzhang/sdk/api-findings";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { deploymentOnly } from "@/features/check/deployment-only";
import { catalogue } from "@/i18n/messages";
import { checkedFinding } from "./check/checked-finding";
import { FindingSignatureCheck } from "./check/signature-check";

interface Props {
  of: FindingDetail;
  deployment: Deployment;
  offered: string | null;
}

export async function SignaturePart({ of, deployment, offered }: Props) {
  const locale = await getLocale();
  const { check, findings } = catalogue[locale];
  const messages = { check, findings: { signatures: findings.signatures, timeline: findings.timeline } };
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <FindingSignatureCheck checked={checkedFinding(of)} deployment={deploymentOnly(deployment)} offered={offered} />
    </NextIntlClientProvider>
  );
}
