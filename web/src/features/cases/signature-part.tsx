// The check of signatures with its texts, as an island in a server-rendered page.
import type { Deployment } from "@mingzhang/sdk/api";
import type { CaseDetail } from "@mingzhang/sdk/api-cases";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { api } from "@/api/client";
import { deploymentOnly } from "@/features/check/deployment-only";
import { catalogue } from "@/i18n/messages";
import { checkedCase, namedPayee } from "./check/checked-case";
import { SignatureCheck } from "./check/signature-check";

interface Props {
  of: CaseDetail;
  deployment: Deployment;
  offered: string | null;
}

export async function SignaturePart({ of, deployment, offered }: Props) {
  const locale = await getLocale();
  const { check, cases } = catalogue[locale];
  const messages = { check, cases: { signatures: cases.signatures, timeline: cases.timeline } };
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <SignatureCheck
        checked={checkedCase(of, await payeeOf(of))}
        deployment={deploymentOnly(deployment)}
        offered={offered}
      />
    </NextIntlClientProvider>
  );
}

/** Whoever was renamed since was signed for under a former name. */
async function payeeOf(of: CaseDetail) {
  const number = namedPayee(of);
  if (number === null) return null;
  const party = await api.party(String(number));
  if (!party.ok) return { number, names: [] };
  const { name, formerNames } = party.value;
  return { number, names: [name, ...formerNames.map((former) => former.name)] };
}
