// One sentence for each thing that a receipt paid for, largest first; the small ones together at the end.
import type { ReceiptSpent, SpentItem } from "@mingzhang/sdk/api-trails";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { AccountLink } from "@/features/accounts/refs";
import { functionText } from "@/features/classification/labels";
import { Amount } from "@/features/money/amount";
import { SideLink } from "@/features/movements/side";
import { fileHref, type Sheet } from "@/features/charts/sheet";
import { trailHref } from "@/features/trail/state";
import { ROWS } from "@/features/trail/tables";
import { subjectOf, TrailTags } from "@/features/trail/words";
import { myTaxHref } from "./find";

interface Props {
  spent: ReceiptSpent;
  /** The file that has all of it. */
  file: Pick<Sheet, "name" | "query">;
}

/** The largest say most; the rest opens without a script. */
const SHOWN = 10;

export function SpentItems({ spent, file }: Props) {
  const t = useTranslations("myTax.items");
  const locale = useLocale();
  const { currency, exponent, smaller, left, next, start } = spent;
  const sum = (amount: string) => <Amount amount={amount} currency={currency} exponent={exponent} />;
  const more = spent.items.slice(SHOWN);
  return (
    <section id="items">
      <h2>{t("title")}</h2>
      <ol className="mt-2">
        {spent.items.slice(0, SHOWN).map((item) => (
          <Item key={keyOf(item)} item={item} spent={spent} />
        ))}
      </ol>
      {more.length > 0 && (
        <details className="border-b border-rule">
          <summary className="py-3">{t("more", { count: more.length })}</summary>
          <ol start={SHOWN + 1}>
            {more.map((item) => (
              <Item key={keyOf(item)} item={item} spent={spent} />
            ))}
          </ol>
        </details>
      )}
      <ul>
        {smaller !== null && (
          <li className="border-b border-rule py-3">
            {t.rich(spent.items.length + smaller.count > ROWS ? "smallerMany" : "smaller", {
              count: smaller.count,
              rows: ROWS,
              amount: () => sum(smaller.amount),
              link: (text) => <a href="#table">{text}</a>,
              file: (text) => (
                <a href={fileHref(file, "csv", locale)} download>
                  {text}
                </a>
              ),
            })}
          </li>
        )}
        {left !== "0" && (
          <li className="border-b border-rule py-3">
            {t.rich("left", {
              amount: () => sum(left),
              link: (text) =>
                next === null ? text : <PageLink href={myTaxHref(spent.record, { cursor: next })}>{text}</PageLink>,
            })}
          </li>
        )}
      </ul>
      {start !== "0" && (
        <p className="mt-3">
          <PageLink href={myTaxHref(spent.record)}>{t("first")}</PageLink>
        </p>
      )}
    </section>
  );
}

const keyOf = ({ end, movement, account }: SpentItem) => `${end} ${movement.record} ${account?.id ?? ""}`;

function Item({ item, spent }: { item: SpentItem; spent: ReceiptSpent }) {
  const t = useTranslations("myTax.items");
  const { currency, exponent } = spent;
  return (
    <li className="break-inside-avoid border-b border-rule py-3">
      <Sentence item={item} spent={spent} /> <TrailTags of={item.movement} />
      {item.recovered !== "0" && (
        <p className="note mt-1">
          {t.rich("recovered", {
            amount: () => <Amount amount={item.recovered} currency={currency} exponent={exponent} />,
          })}
        </p>
      )}
    </li>
  );
}

function Sentence({ item, spent }: { item: SpentItem; spent: ReceiptSpent }) {
  const t = useTranslations("myTax.items");
  const locale = useLocale();
  const { end, movement, account, amount } = item;
  const { currency, exponent } = spent;
  const key =
    end === "spent"
      ? movement.persons === null
        ? "spent"
        : "class"
      : end === "returned" || end === "held"
        ? end
        : "cut";
  return t.rich(key, {
    amount: () => <Amount amount={amount} currency={currency} exponent={exponent} />,
    to: () => <SideLink side={subjectOf(movement)} />,
    purpose: () => <AccountLink to={movement.to} />,
    function: movement.function === null ? "none" : functionText(movement.function, locale),
    date: () => <Day>{movement.valueDate ?? movement.postedAt.slice(0, 10)}</Day>,
    account: () => (account === null ? null : <AccountLink to={account} />),
    persons: movement.persons ?? 0,
    link: (text) => <PageLink href={movementHref(movement.record)}>{text}</PageLink>,
    trail: (text) => (
      <PageLink href={trailHref(movement.record, { book: "cash", direction: "forward" })}>{text}</PageLink>
    ),
  });
}
