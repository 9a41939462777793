// The tables of a trail: where the amount ends, and every movement on the way; the picture's twin.
import type { AccountRef } from "@mingzhang/sdk/api";
import type { TrailMovementRow, TrailPage } from "@mingzhang/sdk/api-trails";
import type { EndKind } from "@mingzhang/sdk/trails";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { type Column, LedgerTable } from "@/components/ledger-table";
import { PageLink } from "@/components/page-link";
import { AccountLink } from "@/features/accounts/refs";
import { movementHref } from "@/features/accounts/links";
import { functionText, economicText } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";
import { SideLink } from "@/features/movements/side";
import { fileHref } from "@/features/charts/sheet";
import { trailFile, type TrailState } from "./state";
import { subjectOf, TrailTags } from "./words";

/** Rows that stand one by one; what is smaller is one row with its count and sum, and leads to the file that has it. */
export const ROWS = 100;

interface TableProps {
  page: TrailPage;
  state: TrailState;
  /** How many pieces were asked for, where not as many as a trail's page does. */
  pieces?: number;
}

interface EndRow {
  end: EndKind;
  movement: TrailMovementRow;
  account: AccountRef | null;
  amount: bigint;
  recovered: boolean;
}

/** Pieces by the movement and the way they end, largest first. */
function endRows(page: TrailPage): EndRow[] {
  const movements = new Map(page.movements.map((movement) => [movement.record, movement]));
  const rows = new Map<string, EndRow>();
  for (const step of page.steps) {
    const movement = movements.get(step.record);
    if (movement === undefined) continue;
    for (const { end, amount, account } of step.ends) {
      const key = `${end} ${step.record} ${account?.id ?? ""}`;
      const row = rows.get(key) ?? { end, movement, account, amount: 0n, recovered: false };
      row.amount += BigInt(amount);
      row.recovered ||= step.recovered;
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort(byAmount);
}

const byAmount = (a: { amount: bigint }, b: { amount: bigint }) =>
  a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0;

export function EndsTable({ page, state, pieces }: TableProps) {
  const t = useTranslations("trail.ends");
  const locale = useLocale();
  const rows = endRows(page);
  const listed = rows.slice(0, ROWS);
  const rest = rows.slice(ROWS);
  const columns: Column<EndRow>[] = [
    {
      key: "what",
      heading: t("what"),
      room: "name",
      cell: ({ end, account }) => (
        <>
          {t(`end.${end}`)} {end === "held" && account !== null && <AccountLink to={account} />}
        </>
      ),
    },
    {
      key: "movement",
      heading: t("movement"),
      room: "name",
      cell: ({ movement, recovered }) => <MovementCell movement={movement} recovered={recovered} />,
    },
    {
      key: "for",
      heading: t("for"),
      cell: ({ movement }) =>
        movement.function !== null
          ? functionText(movement.function, locale)
          : movement.class !== null
            ? economicText(movement.class, locale)
            : null,
    },
    { key: "day", heading: t("day"), cell: ({ movement }) => <MovementDay of={movement} /> },
    { key: "amount", heading: t("amount"), right: true, cell: ({ amount }) => <Sum page={page} amount={amount} /> },
  ];
  return (
    <>
      <LedgerTable
        caption={t(`caption.${page.direction}`)}
        columns={columns}
        rows={listed}
        rowKey={(row) => `${row.end} ${row.movement.record} ${row.account?.id ?? ""}`}
      />
      <Smaller page={page} state={state} pieces={pieces} rest={rest} />
    </>
  );
}

interface WayRow {
  movement: TrailMovementRow;
  amount: bigint;
  depth: number;
  recovered: boolean;
  restored: boolean;
}

/** Every movement that the amount passed through, in the order of the steps. */
export function WayTable({ page, state, pieces }: TableProps) {
  const t = useTranslations("trail.steps");
  const movements = new Map(page.movements.map((movement) => [movement.record, movement]));
  const found = new Map<string, WayRow>();
  for (const step of page.steps) {
    const movement = movements.get(step.record);
    if (movement === undefined) continue;
    const key = `${step.record} ${step.part ?? ""}`;
    const blank = { movement, amount: 0n, depth: step.depth, recovered: false, restored: step.part === "restored" };
    const row = found.get(key) ?? blank;
    row.amount += BigInt(step.amount);
    row.depth = Math.max(row.depth, step.depth);
    row.recovered ||= step.recovered;
    found.set(key, row);
  }
  const rows = [...found.values()].sort((a, b) => a.depth - b.depth || byAmount(a, b));
  const columns: Column<WayRow>[] = [
    { key: "depth", heading: t("depth"), cell: ({ depth }) => depth },
    {
      key: "movement",
      heading: t("movement"),
      room: "name",
      cell: ({ movement, recovered }) => <MovementCell movement={movement} recovered={recovered} />,
    },
    {
      key: "between",
      heading: t("between"),
      room: "name",
      cell: ({ movement, restored }) => (
        <>
          <AccountLink to={movement.from} /> → <AccountLink to={movement.to} />
          {restored && <span className="tag ml-1">{t("restored")}</span>}
        </>
      ),
    },
    { key: "day", heading: t("day"), cell: ({ movement }) => <MovementDay of={movement} /> },
    {
      key: "part",
      heading: t("part"),
      right: true,
      cell: ({ amount }) => <Sum page={page} amount={amount} />,
    },
    {
      key: "whole",
      heading: t("whole"),
      right: true,
      cell: ({ movement }) => <Sum page={page} amount={BigInt(movement.amount)} />,
    },
  ];
  // What a page of a trail follows need not be all of the amount.
  const whole = page.left === "0" && page.start === "0" ? "yes" : "no";
  const title =
    rows.length > ROWS
      ? t("some", { shown: ROWS, count: rows.length, whole })
      : t("title", { count: rows.length, whole });
  return (
    <details className="mt-6">
      <summary className="text-link">{title}</summary>
      <LedgerTable
        caption={t("caption")}
        columns={columns}
        rows={rows.slice(0, ROWS)}
        rowKey={(row) => `${row.movement.record} ${row.restored ? "restored" : ""}`}
      />
      <Smaller page={page} state={state} pieces={pieces} rest={rows.slice(ROWS)} further />
    </details>
  );
}

function MovementCell({ movement, recovered }: { movement: TrailMovementRow; recovered: boolean }) {
  const locale = useLocale();
  return (
    <>
      <PageLink href={movementHref(movement.record)} className="link">
        {kindLabel(movement.kind, locale)} {movement.record}
      </PageLink>{" "}
      <SideLink side={subjectOf(movement)} /> <TrailTags of={movement} recovered={recovered} />
    </>
  );
}

function MovementDay({ of }: { of: TrailMovementRow }) {
  return <Day short>{of.valueDate ?? of.postedAt.slice(0, 10)}</Day>;
}

function Sum({ page, amount }: { page: TrailPage; amount: bigint }) {
  return <Amount amount={amount.toString()} currency={page.currency} exponent={page.exponent} bare />;
}

interface SmallerProps extends TableProps {
  rest: { amount: bigint }[];
  further?: boolean;
}

/** The long tail, with its count and sum. On the way the same money passes several movements: no sum is given there. */
function Smaller({ page, state, pieces, rest, further = false }: SmallerProps) {
  const t = useTranslations("trail.ends");
  const locale = useLocale();
  if (rest.length === 0) return null;
  const amount = rest.reduce((sum, row) => sum + row.amount, 0n).toString();
  return (
    <p className="border-b border-rule py-3">
      {further
        ? t("further", { count: rest.length })
        : t.rich("smaller", {
            count: rest.length,
            amount: () => <Amount amount={amount} currency={page.currency} exponent={page.exponent} />,
          })}{" "}
      <a href={fileHref(trailFile(page, state, pieces), "csv", locale)} download className="link">
        {t("file")}
      </a>
    </p>
  );
}
