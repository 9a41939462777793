// The catalogue: what can be asked for, grouped by what it brings about.
import type { Procedure } from "@mingzhang/sdk/api-cases";
import type { HandlerName } from "@mingzhang/sdk/cases/payloads";
import { useLocale, useTranslations } from "next-intl";
import { durationText } from "@/components/duration";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Name, OtherName } from "@/components/said";
import { byStage, StepTitle } from "@/features/cases/stages";
import { casesHref, procedureHref } from "@/features/cases/links";
import { standingLabel } from "@/features/cases/words";
import { timeInAll } from "./words";
import { Submits } from "./steps";

/** Citizens come first. */
const GROUPS: readonly (HandlerName | null)[] = [
  "permits",
  "ledgerOrders",
  "ledgerOpenings",
  "standingOrders",
  "seats",
  null,
];

export function Catalogue({ of, withStanding }: { of: readonly Procedure[]; withStanding: boolean }) {
  const t = useTranslations("procedures.group");
  return GROUPS.map((handler) => {
    const rows = of.filter((procedure) => procedure.handler === handler);
    if (rows.length === 0) return null;
    const title = t(handler ?? "other");
    return (
      <section key={title}>
        <h2>{title}</h2>
        <Rows title={title} of={rows} withStanding={withStanding} />
      </section>
    );
  });
}

function Rows({ title, of, withStanding }: { title: string; of: readonly Procedure[]; withStanding: boolean }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const columns: Column<Procedure>[] = [
    {
      key: "name",
      heading: t("columns.name"),
      room: "name",
      tightRow: "line",
      cell: (row) => (
        <>
          <PageLink href={procedureHref(row.number)} className="link">
            <Name of={row} />
          </PageLink>
          <span className="block text-sm text-soft">
            <OtherName of={row} />
          </span>
        </>
      ),
    },
    {
      key: "who",
      heading: t("columns.who"),
      tightRow: "wide",
      cell: (row) => (
        <ol className="text-[0.9375rem]">
          <li className="text-soft">
            <Submits of={row} />
          </li>
          {byStage(row.steps).map((steps, index) => (
            <li key={index}>
              {steps.map((step, at) => (
                <span key={step.index}>
                  {at > 0 && " + "}
                  <StepTitle of={step} />
                </span>
              ))}
            </li>
          ))}
        </ol>
      ),
    },
    {
      key: "time",
      heading: t("columns.time"),
      tightRow: "wide",
      cell: ({ steps }) => {
        const seconds = timeInAll(steps);
        if (seconds === 0) return "";
        return seconds === null ? t("noLimit") : durationText(seconds, locale);
      },
    },
    ...(withStanding
      ? [
          {
            key: "standing",
            heading: t("columns.standing"),
            cell: ({ standing }: Procedure) => <span className="tag">{standingLabel(standing, locale)}</span>,
          },
        ]
      : []),
    {
      key: "open",
      heading: t("columns.open"),
      right: true,
      cell: ({ number, open }) =>
        open === 0 ? "0" : <PageLink href={casesHref({ procedure: number, status: "open,returned" })}>{open}</PageLink>,
    },
    {
      key: "cases",
      heading: t("columns.cases"),
      right: true,
      cell: ({ number, cases }) =>
        cases === 0 ? "0" : <PageLink href={casesHref({ procedure: number })}>{cases}</PageLink>,
    },
  ];
  return <LedgerTable tight caption={title} columns={columns} rows={of} rowKey={({ number }) => number} />;
}
