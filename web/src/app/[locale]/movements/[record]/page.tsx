// /movements/48213: one movement.
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { Account, MovementDetail } from "@mingzhang/sdk/api";
import { api } from "@/api/client";
import { PageHead } from "@/components/page-head";
import { ProblemPage } from "@/components/states";
import { CheckPart } from "@/features/check/check-part";
import { Amount } from "@/features/money/amount";
import { Authority } from "@/features/movement/authority";
import { Books } from "@/features/movement/books";
import { Citations } from "@/features/movement/citations";
import { RecordPart } from "@/features/movement/record";
import { Sentence } from "@/features/movement/sentence";
import { isIncoming, kindLabel } from "@/features/movements/kind";
import { PageLink } from "@/components/page-link";

export default async function Page({ params }: PageProps<"/[locale]/movements/[record]">) {
  const { record } = await params;
  if (!/^\d{1,15}$/.test(record)) notFound();
  const [found, status] = await Promise.all([api.movement(record), api.status()]);
  if (!found.ok) {
    if (found.error.failure === "not-found") notFound();
    return <ProblemPage error={found.error} />;
  }
  const movement = found.value;
  const accounts = await accountsOf(movement);
  return (
    <>
      <Head movement={movement} />
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <Books movement={movement} accounts={accounts} />
          <Authority movement={movement} accounts={accounts} />
          <Citations movement={movement} />
          <RecordPart movement={movement} />
        </div>
        <aside className="mt-12">
          {status.ok && <CheckPart movement={movement} deployment={status.value} offered={status.value.publicRpcUrl} />}
        </aside>
      </div>
    </>
  );
}

async function Head({ movement }: { movement: MovementDetail }) {
  const [t, locale] = [await getTranslations("movement"), await getLocale()];
  const kind = kindLabel(movement.kind, locale);
  return (
    <PageHead
      title={t("title", { kind, record: movement.record })}
      above={<Above record={movement.record} />}
      heading={
        <>
          {kind}{" "}
          <Amount
            amount={movement.amount}
            currency={movement.currency}
            exponent={movement.exponent}
            incoming={isIncoming(movement.kind)}
          />
        </>
      }
      lead={
        <>
          <p>
            <Sentence of={movement} />
          </p>
          <Cautions of={movement} />
        </>
      }
    />
  );
}

function Above({ record }: { record: number }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <>
      <PageLink href="/movements">{t("movements.title")}</PageLink>
      {locale === "zh" ? " · " : " · "}
      <span className="num">{t("movement.above", { record })}</span>
    </>
  );
}

/** What the reader must know before relying on it. */
function Cautions({ of: movement }: { of: MovementDetail }) {
  const t = useTranslations("movement");
  return (
    <>
      {movement.imported && <p className="mt-2 border-l-4 border-rule pl-3">{t("imported")}</p>}
      {movement.awaitsConfirmation && <p className="mt-2 border-l-4 border-wait pl-3 text-wait">{t("unconfirmed")}</p>}
      {!movement.final && <p className="mt-2 text-wait">{t("notFinal")}</p>}
    </>
  );
}

/** The accounts that the page tells about; one that cannot be had is told about with less. */
async function accountsOf(movement: MovementDetail): Promise<ReadonlyMap<string, Account>> {
  const ids = new Set([movement.from.id, movement.to.id, ...movement.authority.map(({ id }) => id)]);
  if (movement.otherFund !== null) ids.add(movement.otherFund.id);
  const found = await Promise.all([...ids].map((id) => api.account(id)));
  return new Map(found.flatMap((result) => (result.ok ? [[result.value.id, result.value] as const] : [])));
}
