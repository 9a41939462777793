// /records/17: any record of the audit trail.
import type { ChainRecord } from "@mingzhang/sdk/api";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageHead } from "@/components/page-head";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { plain, Said } from "@/components/said";
import { ProblemPage } from "@/components/states";
import { movementHref, recordHref } from "@/features/accounts/links";
import { takingOnly } from "@/features/asked/page";
import { permitHref, procedureHref } from "@/features/cases/links";
import { VerifyPart } from "@/features/verify/verify-part";
import enRecords from "../../../../../messages/en/records.json";

export default takingOnly({}, async function Page({ params }: PageProps<"/[locale]/records/[number]">) {
  const { number } = await params;
  if (!/^\d{1,15}$/.test(number)) notFound();
  const [found, status, t] = await Promise.all([api.record(number), api.status(), getTranslations("records")]);
  const contracts = await getTranslations("status.contractName");
  if (!found.ok) {
    if (found.error.failure === "not-found") notFound();
    return <ProblemPage error={found.error} />;
  }
  const record = found.value;
  const last = status.ok ? status.value.records - 1 : record.number;
  return (
    <>
      <PageHead
        title={t("title", { number: record.number })}
        lead={
          <>
            <p>
              {t.rich("lead", {
                contract: contracts(record.contract),
                event: plain(record.event),
                block: record.block.number,
                time: () => <Moment>{record.block.time}</Moment>,
              })}
            </p>
            {!record.final && <p className="mt-2 text-wait">{t("recent")}</p>}
          </>
        }
      />
      <p className="note mt-4">{t("what")}</p>
      {record.event === "Movement" && (
        <p className="mt-3">
          {t.rich("movement", {
            link: (text) => <PageLink href={movementHref(record.number)}>{text}</PageLink>,
          })}
        </p>
      )}
      <Leads of={record} />
      <h2>{t("args")}</h2>
      <Pairs
        of={Object.entries(record.args).map(([name, value]) => [
          fieldLabel(name, t),
          <span key={name} className={String(value).startsWith("0x") ? "mono" : "num"}>
            <Said room="full">{String(value)}</Said>
          </span>,
        ])}
      />
      <h2>{t("leaf")}</h2>
      <p className="note mb-2">{t("leafNote")}</p>
      <Pairs
        of={[
          [t("record"), <Hash key="record">{record.record}</Hash>],
          [t("stamp"), <Hash key="stamp">{record.stamp}</Hash>],
          [t("leafHash"), <Hash key="leaf">{record.leaf}</Hash>],
        ]}
      />
      <h2>{t("onChain")}</h2>
      <Pairs
        of={[
          [t("block"), t("blockLog", { block: record.chain.block, log: record.chain.logIndex })],
          [t("transaction"), <Hash key="transaction">{record.chain.transaction}</Hash>],
          [t("blockHash"), <Hash key="hash">{record.chain.blockHash}</Hash>],
          [t("contract"), <Hash key="address">{record.chain.address}</Hash>],
        ]}
      />
      <h2>{t("raw")}</h2>
      <Pairs
        of={[
          ...record.raw.topics.map(
            (topic, index) => [t("topic", { index }), <Hash key={index}>{topic}</Hash>] as const,
          ),
          [t("data"), <Hash key="data">{record.raw.data}</Hash>],
        ]}
      />
      {status.ok && (
        <div className="mt-10 max-w-2xl">
          <VerifyPart of={{ record }} deployment={status.value} offered={status.value.publicRpcUrl} />
        </div>
      )}
      <nav className="mt-6 flex gap-3 print:hidden">
        {record.number > 0 && (
          <PageLink href={recordHref(record.number - 1)} rel="prev" className="button button-quiet">
            ← {t("previous")}
          </PageLink>
        )}
        {record.number < last && (
          <PageLink href={recordHref(record.number + 1)} rel="next" className="button button-quiet">
            {t("next")} →
          </PageLink>
        )}
      </nav>
    </>
  );
});

type T = Awaited<ReturnType<typeof getTranslations<"records">>>;

/** Fields of fields: `spec.steps.0.duty` is "Procedure · Step 1 · Duty". */
function fieldLabel(path: string, t: T): string {
  const words = path.split(".").map((name) => {
    if (/^\d+$/.test(name)) return String(Number(name) + 1);
    return isField(name) ? t(`fields.${name}`) : name;
  });
  return words.reduce((text, word) => (/^\d+$/.test(word) ? `${text} ${word}` : `${text} · ${word}`));
}

/** A field that a later contract brings stands under its own name. */
function isField(name: string): name is keyof typeof enRecords.fields {
  return Object.hasOwn(enRecords.fields, name);
}

/** The way to the page that says what the record means. */
async function Leads({ of: { event, args } }: { of: ChainRecord }) {
  const t = await getTranslations("records");
  const link = (key: "case" | "finding" | "permitLink" | "procedureLink", href: string) => (
    <p className="mt-3">{t.rich(key, { link: (text) => <PageLink href={href}>{text}</PageLink> })}</p>
  );
  if (event.startsWith("Permit")) return link("permitLink", permitHref(Number(args.permit)));
  if (event.startsWith("Procedure")) return link("procedureLink", procedureHref(Number(args.procedure)));
  if (event.startsWith("Finding")) return link("finding", `/findings/${args.id}`);
  const isCase = (event.startsWith("Case") || event === "StandingGiven") && args.id !== undefined;
  return isCase ? link("case", `/cases/${args.id}`) : null;
}
