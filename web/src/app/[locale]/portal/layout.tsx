// The portal's frame: what its pages share on the server, and the wallet in the browser. No other page loads wallet code.
import type { Deployment } from "@mingzhang/sdk/api";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { ProblemPage } from "@/components/states";
import { PortalFrame, WithWallet } from "@/features/portal/wallet/frame";
import { Progress } from "@/features/portal/acts/progress";
import { walletConnectSite } from "@/features/portal/wallet/wallet-connect-site";
import { Who } from "@/features/portal/wallet/who";
import { catalogue } from "@/i18n/messages";

export default async function Layout({ children }: { children: ReactNode }) {
  const [status, locale, t] = await Promise.all([api.status(), getLocale(), getTranslations("portal.frame")]);
  if (!status.ok) return <ProblemPage error={status.error} />;
  const { chainId, genesisHash, deployBlock, deployBlockHash, deployedAt, contracts, anchors, demo, publicRpcUrl } =
    status.value;
  if (publicRpcUrl === null) return <PageHead title={t("title")} lead={t("noNode")} />;
  const deployment: Deployment = {
    chainId,
    genesisHash,
    deployBlock,
    deployBlockHash,
    deployedAt,
    contracts,
    anchors,
    demo,
  };
  const { portal, cases, document, findings, text, states } = catalogue[locale];
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={{ portal, cases, document, findings, text, states }}
      timeZone="UTC"
    >
      <noscript>
        <p className="note mt-8">{t("noScript")}</p>
      </noscript>
      <PortalFrame
        site={{ deployment, rpc: publicRpcUrl, walletConnect: walletConnectSite(process.env) }}
        demoName={t("demoName")}
      >
        <WithWallet waiting={<p className="note mt-8 noscript:hidden">{t("waiting")}</p>}>
          <div className="mt-6">
            <Who />
          </div>
          <Progress />
        </WithWallet>
        {children}
      </PortalFrame>
    </NextIntlClientProvider>
  );
}
