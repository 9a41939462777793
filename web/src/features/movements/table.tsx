// Movements as an account table; rendered on the server, and in the browser for the live feed.
import type { Movement } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Day } from "@/components/dates";
import { LedgerTable, type Column } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import { movementHref } from "@/features/accounts/links";
import { economicLabel } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import type { Grouping } from "@/features/money/grouping";
import { isIncoming, kindLabel } from "./kind";
import { SideLink } from "./side";
import { sidesOf } from "./sides";
import { MovementTags } from "./tags";

export type SortableColumn = "date" | "amount" | "record";

interface Props {
  movements: readonly Movement[];
  grouping: Grouping;
  /** Headings that sort, where the list can be sorted. */
  headings?: Partial<Record<SortableColumn, { heading: ReactNode; sort: Column<Movement>["sort"] }>>;
  /** Records that arrived while the page was open. */
  arrived?: ReadonlySet<number>;
}

export function MovementTable({ movements, grouping, headings = {}, arrived }: Props) {
  const t = useTranslations("movements.columns");
  const locale = useLocale();
  const [first] = movements;
  // One currency stands in the heading, several beside each sum.
  const single = first !== undefined && movements.every(({ currency }) => currency === first.currency);
  const amountLabel = single ? t("amountIn", { currency: first.currency }) : t("amount");
  const columns: Column<Movement>[] = [
    {
      key: "date",
      heading: headings.date?.heading ?? t("date"),
      label: t("date"),
      sort: headings.date?.sort,
      cell: (movement) => <Day short>{movement.valueDate ?? movement.postedAt.slice(0, 10)}</Day>,
    },
    {
      key: "kind",
      heading: headings.record?.heading ?? t("movement"),
      label: t("movement"),
      sort: headings.record?.sort,
      cell: (movement) => (
        <PageLink href={movementHref(movement.record)} className="link whitespace-nowrap">
          {kindLabel(movement.kind, locale)} <span className="text-[0.8125rem]">#{movement.record}</span>
        </PageLink>
      ),
    },
    { key: "from", heading: t("from"), cell: (movement) => <SideLink side={sidesOf(movement).from} /> },
    { key: "to", heading: t("to"), cell: (movement) => <SideLink side={sidesOf(movement).to} /> },
    { key: "for", heading: t("for"), cell: (movement) => <Purpose of={movement} /> },
    {
      key: "amount",
      heading: headings.amount?.heading ?? amountLabel,
      label: amountLabel,
      sort: headings.amount?.sort,
      right: true,
      cell: (movement) => (
        <Amount {...sum(movement)} grouping={grouping} bare={single} incoming={isIncoming(movement.kind)} />
      ),
    },
  ];
  return (
    <LedgerTable
      caption={t("caption")}
      columns={columns}
      rows={movements}
      rowKey={(movement) => movement.record}
      rowClass={(movement) => (arrived?.has(movement.record) ? "arrived" : undefined)}
    />
  );
}

function sum({ amount, currency, exponent }: Movement) {
  return { amount, currency, exponent };
}

/** What it is for: the commitment or line; else the class of the receipt, the payee of a promise, or whose budget it is. */
function Purpose({ of: movement }: { of: Movement }) {
  const locale = useLocale();
  const { purpose } = sidesOf(movement);
  const { agency, books, payee } = movement;
  return (
    <>
      {purpose !== null ? (
        <AccountLink to={purpose} />
      ) : movement.class !== null ? (
        economicLabel(movement.class, locale)
      ) : payee !== null ? (
        <PartyLink to={payee} />
      ) : agency !== null && !books.includes("cash") ? (
        <PartyLink to={agency} />
      ) : null}{" "}
      <MovementTags of={movement} />
    </>
  );
}
