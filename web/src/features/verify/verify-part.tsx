// The verifying panel with its texts, as an island in a server-rendered page.
import type { ChainRecord, Deployment } from "@mingzhang/sdk/api";
import type { CheckedMovement } from "@mingzhang/sdk/compare";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { deploymentOnly } from "@/features/check/deployment-only";
import { catalogue } from "@/i18n/messages";
import { checkedMovement } from "./checked-movement";
import { offeredAnchor } from "./offered";
import { VerifyPanel } from "./panel";
import type { Subject } from "./subject";

interface Props {
  of: { movement: CheckedMovement } | { record: ChainRecord };
  deployment: Deployment;
  offered: string | null;
}

export async function VerifyPart({ of, deployment, offered }: Props) {
  const locale = await getLocale();
  const { check, verify } = catalogue[locale];
  const { file: _file, found: _found, ...panel } = verify;
  const messages = { check, verify: panel };
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <VerifyPanel
        subject={subjectOf(of)}
        deployment={deploymentOnly(deployment)}
        offered={offered}
        offeredAnchor={offeredAnchor(deployment)}
      />
    </NextIntlClientProvider>
  );
}

/** Nothing but what is compared travels to the browser. */
function subjectOf(of: Props["of"]): Subject {
  if ("movement" in of) {
    return { kind: "movement", record: of.movement.record, page: checkedMovement(of.movement) };
  }
  const { number, chain, raw, record, stamp, leaf } = of.record;
  return { kind: "record", record: number, page: { number, chain, raw, record, stamp, leaf } };
}
