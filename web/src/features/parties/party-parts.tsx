// Parts of a party's page: an agency's budget, who paid a payee, and who the party is.
import type { PartyDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { Pairs } from "@/components/pairs";
import { Name } from "@/components/said";
import { movementsHref, recordHref } from "@/features/accounts/links";
import { PartyLink } from "@/features/accounts/refs";
import { figureHref } from "@/features/cite/address";
import { CiteLinks } from "@/features/cite/links";
import { executionColumns } from "@/features/budget/execution";
import { ExecutionBar, greatest } from "@/features/budget/execution-bar";
import { budgetHref } from "@/features/budget/tree";
import { wordHeading } from "@/features/learn/heading";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { FIGURE_KINDS } from "@/features/movements/figures";
import { Identifier } from "./payee-table";

interface Props {
  party: PartyDetail;
  grouping: Grouping;
}

type YearRow = PartyDetail["execution"][number];

export function AgencyExecution({ party, grouping }: Props) {
  const t = useTranslations("parties.party");
  const b = useTranslations("budget");
  if (party.execution.length === 0) return null;
  const longest = greatest(party.execution.map((row) => (row.imported ? row.paid : row.appropriated)));
  const single = new Set(party.execution.map(({ currency }) => currency)).size === 1;
  const columns = executionColumns(
    party.execution,
    party.execution.every((row) => row.imported),
  ).filter(([name]) => name !== "allotted");
  return (
    <section>
      <h2>{t("execution")}</h2>
      {party.execution.some((row) => row.imported) && <p className="note">{t("executionNote")}</p>}
      <LedgerTable
        caption={t("execution")}
        rows={party.execution}
        rowKey={(row) => `${row.year}-${row.currency}`}
        columns={[
          {
            key: "year",
            heading: t("year"),
            cell: (row) => <PageLink href={budgetHref(row.year, party.id)}>{row.year}</PageLink>,
          },
          {
            key: "bar",
            heading: b("execution"),
            room: "bar",
            cell: (row) => <ExecutionBar of={row} longest={longest} paidAlone={row.imported} />,
          },
          ...columns.map(([name, kind, term]): Column<YearRow> => ({
            key: name,
            ...wordHeading(b(name), term),
            right: true,
            cell: (row) =>
              row.imported && name !== "paid" ? (
                ""
              ) : (
                <PageLink
                  href={movementsHref({
                    agency: party.id,
                    within: "self",
                    year: row.year,
                    kind,
                    currency: row.currency,
                  })}
                >
                  <Amount amount={row[name]} currency={row.currency} exponent={row.exponent} grouping={grouping} />
                </PageLink>
              ),
          })),
        ]}
      />
      <CiteLinks
        of={party.execution.map(({ year, currency }) => ({
          href: figureHref("paid", { agency: party.id, within: "self", year, currency }),
          of: single ? String(year) : `${year} ${currency}`,
        }))}
      />
    </section>
  );
}

export function PaidBy({ party, grouping }: Props) {
  const t = useTranslations("parties.party");
  if (party.paidBy.length === 0) return null;
  return (
    <section>
      <h2>{t("paidBy")}</h2>
      <LedgerTable
        caption={t("paidBy")}
        rows={party.paidBy}
        rowKey={(row) => `${row.agency.id}-${row.currency}`}
        columns={[
          { key: "agency", heading: t("agency"), cell: (row) => <PartyLink to={row.agency} /> },
          {
            key: "amount",
            heading: t("amount"),
            right: true,
            cell: (row) => (
              <PageLink
                href={movementsHref({
                  payee: party.id,
                  agency: row.agency.id,
                  within: "self",
                  currency: row.currency,
                  kind: FIGURE_KINDS.paid,
                })}
              >
                <Amount amount={row.paid} currency={row.currency} exponent={row.exponent} grouping={grouping} />
              </PageLink>
            ),
          },
        ]}
      />
    </section>
  );
}

export function PartyAbout({ party }: { party: PartyDetail }) {
  const t = useTranslations("parties");
  return (
    <section>
      <h2>{t("party.about")}</h2>
      <Pairs
        of={[
          [t("party.kindLabel"), t(`kind.${party.kind}`)],
          [t("party.number"), party.id],
          [t("party.identifier"), party.identifier === null ? null : <Identifier of={party} />],
          [t("party.parent"), party.parent && <PartyLink to={party.parent} />],
          [
            t("party.government"),
            party.government !== null && party.government.id !== party.id ? <PartyLink to={party.government} /> : null,
          ],
          [
            t("party.children"),
            party.children.length === 0 ? null : (
              <ul>
                {party.children.map((child) => (
                  <li key={child.id}>
                    <PartyLink to={child} />
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t("party.formerNames"),
            party.formerNames.length === 0 ? null : (
              <ul>
                {party.formerNames.map((former) => (
                  <li key={former.record}>
                    <Name of={former} /> <span className="text-soft">{t("party.until")}</span>{" "}
                    <PageLink href={recordHref(former.record)}>
                      <Moment>{former.until}</Moment>
                    </PageLink>
                  </li>
                ))}
              </ul>
            ),
          ],
          [t("party.wallet"), party.wallet && <Hash>{party.wallet}</Hash>],
          [
            t("party.registered"),
            <PageLink key="registered" href={recordHref(party.registeredRecord)}>
              {t("party.record", { record: party.registeredRecord })}
            </PageLink>,
          ],
        ]}
      />
    </section>
  );
}
