// Parts of a line's page: its sums, how its appropriation came about, who was allotted it.
import type { LineDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Sums } from "@/components/sums";
import { movementsHref } from "@/features/accounts/links";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { ExecutionBar, Legend } from "./execution-bar";
import { executionColumns } from "./execution";

interface Props {
  line: LineDetail;
  grouping: Grouping;
}

export function LineSums({ line, grouping }: Props) {
  const t = useTranslations("budget");
  const legend = useTranslations("overview.legend");
  const entries = executionColumns([line], line.imported).map(([name, kind, term]) => ({
    label: t(name),
    term,
    sum: (
      <PageLink href={movementsHref({ line: line.id, kind })}>
        <Amount amount={line[name]} currency={line.currency} exponent={line.exponent} grouping={grouping} />
      </PageLink>
    ),
  }));
  return (
    <>
      <Sums of={entries} />
      <CiteLinks of={[{ href: figureHref("paid", { line: line.id }), of: line.id }]} />
      {!line.imported && (
        <figure className="mt-5">
          <Legend paid={legend("paid")} open={legend("open")} available={legend("available")} />
          <ExecutionBar of={line} longest={line.appropriated} />
        </figure>
      )}
    </>
  );
}

export function LineOrigin({ line, grouping }: Props) {
  const t = useTranslations("budget");
  if (line.appropriation.length === 0) return null;
  // A lapse ends what was appropriated; it does not make it less.
  const before = line.appropriation.filter(({ source }) => source !== "lapse");
  const lapses = line.appropriation.filter(({ source }) => source === "lapse");
  const sum = (amount: string) => (
    <Amount amount={amount} currency={line.currency} exponent={line.exponent} grouping={grouping} />
  );
  return (
    <section>
      <h2>{t("cameAbout")}</h2>
      <dl className="pairs">
        {before.map(({ source, amount }) => (
          <Row key={source} label={t(`source.${source}`)}>
            {sum(amount)}
          </Row>
        ))}
        <Row label={t("appropriated")} strong>
          {sum(line.appropriated)}
        </Row>
        {lapses.map(({ source, amount }) => (
          <Row key={source} label={t(`source.${source}`)}>
            {sum(amount)}
          </Row>
        ))}
      </dl>
      {line.acts.length > 0 && (
        <p className="note mt-2">
          {t("acts")}:{" "}
          {line.acts.map((act) => (
            <span key={act.id} className="mr-3">
              <AccountLink to={act} />
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function Row({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  const weight = strong ? "font-semibold" : "";
  return (
    <>
      <dt className={weight}>{label}</dt>
      <dd className={`text-right ${weight}`}>{children}</dd>
    </>
  );
}

export function LineAllotments({ line, grouping }: Props) {
  const t = useTranslations("budget");
  if (line.allotments.length === 0) return null;
  const sum = (amount: string) => (
    <Amount amount={amount} currency={line.currency} exponent={line.exponent} grouping={grouping} />
  );
  return (
    <section>
      <h2>{t("allotments")}</h2>
      <LedgerTable
        caption={t("allotments")}
        rows={line.allotments}
        rowKey={(allotment) => allotment.id}
        columns={[
          { key: "title", heading: t("allotment"), cell: (allotment) => <AccountLink to={allotment} /> },
          { key: "unit", heading: t("unit"), cell: (allotment) => <PartyLink to={allotment.unit} /> },
          {
            key: "allotted",
            heading: t("allotted"),
            right: true,
            cell: (allotment) => (
              <PageLink href={movementsHref({ account: allotment.id })}>{sum(allotment.allotted)}</PageLink>
            ),
          },
          { key: "committed", heading: t("committed"), right: true, cell: (allotment) => sum(allotment.committed) },
        ]}
      />
    </section>
  );
}
