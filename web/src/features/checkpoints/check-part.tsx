// The check of a checkpoint with its texts, as an island in a server-rendered page.
import type { Status } from "@mingzhang/sdk/api";
import type { CheckpointEntry } from "@mingzhang/sdk/api-checkpoints";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { deploymentOnly } from "@/features/check/deployment-only";
import { catalogue } from "@/i18n/messages";
import { CheckpointCheckPanel } from "./check/check";

export async function CheckpointCheckPart({ of, status }: { of: CheckpointEntry; status: Status }) {
  const locale = await getLocale();
  const { check, checkpoints } = catalogue[locale];
  const { here, elsewhere, check: texts } = checkpoints;
  const { digest, checkpoint, cosignatures } = of;
  const { chainId, contracts, anchors } = status;
  const signatures = cosignatures.map(({ witness, signature }) => ({ witness, signature }));
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={{ check, checkpoints: { here, elsewhere, check: texts } }}
      timeZone="UTC"
    >
      <CheckpointCheckPanel
        checked={{ digest, checkpoint, cosignatures: signatures }}
        deployment={deploymentOnly(status)}
        anchors={[
          { chainId, contract: contracts.checkpointAnchor },
          ...anchors.map(({ chainId: other, contract }) => ({ chainId: other, contract })),
        ]}
        offered={status.publicRpcUrl}
      />
    </NextIntlClientProvider>
  );
}
