// /movements/log/0x…/3: a movement by its place on the chain; from the indexer, or from the chain when it is down.
import { MingzhangError } from "@mingzhang/sdk/errors";
import type { Hex } from "@mingzhang/sdk/hex";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { movementHref } from "@/features/accounts/links";
import { takingOnly } from "@/features/asked/page";
import { oneOf } from "@/features/asked/read";
import { chainMovement } from "@/features/log/chain-movement";
import { chainAccess, NotConfigured } from "@/features/log/settings";
import { accountsOf, actsOf } from "@/features/movement/accounts";
import { MovementView } from "@/features/movement/view";

type Props = PageProps<"/[locale]/movements/log/[transaction]/[index]">;

export default takingOnly({ source: oneOf(["chain"]) }, async function Page({ params, searchParams }: Props) {
  const { transaction, index } = await params;
  if (!/^0x[0-9a-f]{64}$/i.test(transaction) || !/^\d{1,9}$/.test(index)) notFound();
  const wantsChain = (await searchParams).source === "chain";
  const [t, found, status] = await Promise.all([
    getTranslations("log"),
    wantsChain ? null : api.movementByLog(transaction, index),
    api.status(),
  ]);
  if (found?.ok) {
    const source = t.rich("fromIndexer", {
      chain: (text) => <PageLink href={`/movements/log/${transaction}/${index}?source=chain`}>{text}</PageLink>,
      page: (text) => <PageLink href={movementHref(found.value.record)}>{text}</PageLink>,
    });
    return (
      <MovementView
        movement={found.value}
        accounts={await accountsOf(found.value)}
        acts={await actsOf(found.value)}
        check={status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null}
        source={<Source>{source}</Source>}
      />
    );
  }
  const indexer = found === null ? "notAsked" : found.error.failure === "not-found" ? "without" : "down";
  return <FromChain transaction={transaction as Hex} index={Number(index)} indexer={indexer} />;
});

interface ChainProps {
  transaction: Hex;
  index: number;
  /** Why the indexer's answer is not shown. */
  indexer: "notAsked" | "without" | "down";
}

async function FromChain({ transaction, index, indexer }: ChainProps) {
  const t = await getTranslations("log");
  const read = await fromChain(transaction, index);
  if (!read.ok) {
    const { failure, detail, setting } = read;
    return (
      <>
        <meta name="robots" content="noindex" />
        <PageHead title={t(`${failure}.title`)} lead={t(`${failure}.do`, { setting })} />
        {detail !== "" && <p className="note mt-4">{t("said", { detail: plain(detail, 300) })}</p>}
        <p className="mt-6">
          <PageLink href="/movements/log">{t("title")}</PageLink>
        </p>
      </>
    );
  }
  return (
    <MovementView
      movement={read.movement}
      accounts={read.accounts}
      check={{ deployment: read.deployment, offered: process.env.MINGZHANG_PUBLIC_RPC_URL ?? null }}
      bankKnown={false}
      source={<Source>{t("fromChain", { indexer })}</Source>}
    />
  );
}

function Source({ children }: { children: ReactNode }) {
  return (
    <p className="mt-5 border-y border-rule py-3 text-[0.9375rem]" data-testid="source">
      {children}
    </p>
  );
}

/** Errors become what the page says: nothing there, no answer, or not set up. */
async function fromChain(transaction: Hex, index: number) {
  try {
    const access = await chainAccess();
    const read = await chainMovement(access, transaction, index);
    return { ok: true as const, ...read, deployment: access.deployment };
  } catch (cause) {
    const failed = (failure: "missing" | "node" | "setting", detail: string, setting = "") => ({
      ok: false as const,
      failure,
      detail,
      setting,
    });
    if (cause instanceof NotConfigured) return failed("setting", cause.message, cause.setting);
    if (cause instanceof MingzhangError) return failed("missing", cause.message);
    // Whatever else happens here is the node's: viem's errors carry its address, which is nobody's business.
    console.error("The node could not be read", cause);
    return failed("node", "");
  }
}
