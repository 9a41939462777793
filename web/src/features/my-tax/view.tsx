// The answer to "where did my tax go?": the sums, a sentence for each item, the picture, the tables, and what this is.
import type { MovementDetail } from "@mingzhang/sdk/api";
import type { ReceiptSpent, TrailPage } from "@mingzhang/sdk/api-trails";
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { Term } from "@/features/learn/term";
import { Amount } from "@/features/money/amount";
import { PrintedAddress } from "@/features/site/printed-address";
import { TrailPicture } from "@/features/trail/picture";
import { MANY_PIECES, trailFile, trailHref, type TrailState } from "@/features/trail/state";
import { EndsTable, WayTable } from "@/features/trail/tables";
import { sumOf } from "@/features/trail/words";
import { MARKS } from "@/i18n/marks";
import { myTaxHref } from "./find";
import { SpentItems } from "./items";

interface Props {
  movement: MovementDetail;
  spent: ReceiptSpent;
  trail: TrailPage;
  way: TrailState;
}

export function SpentView({ movement, spent, trail, way }: Props) {
  const t = useTranslations("myTax");
  const { currency, exponent, sums, left, record } = spent;
  const sum = (amount: string) => <Amount amount={amount} currency={currency} exponent={exponent} />;
  const figures = (
    [
      ["spent", sumOf(sums, "spent")],
      ["held", sumOf(sums, "held")],
      ["returned", sumOf(sums, "returned")],
      ["left", (BigInt(left) + BigInt(sumOf(sums, "cut"))).toString()],
    ] as const
  ).filter(([name, amount]) => amount !== "0" || name === "spent" || name === "held");
  const recompute = `${trailHref(record, { book: "cash", direction: "forward" })}#recompute`;
  return (
    <>
      <Refunded of={movement} />
      {!movement.final && <p className="mt-3 text-wait">{t("notFinal")}</p>}
      <dl className="sums num mt-6">
        {figures.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`sums.${name}`)}</dt>
            <dd>{sum(amount)}</dd>
          </div>
        ))}
      </dl>
      <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem] print:hidden">
        <li>
          <PageLink href={recompute}>{t("then.verify")}</PageLink>
        </li>
        <li>
          <PageLink href={movementHref(record)}>{t("then.movement")}</PageLink>
        </li>
        <li>
          <a href="#find">{t("then.another")}</a>
        </li>
      </ul>
      <SpentItems spent={spent} file={trailFile(trail, way, MANY_PIECES)} />
      <section id="picture">
        <h2>{t("pictureTitle")}</h2>
        <TrailPicture page={trail} state={way} pieces={MANY_PIECES} />
      </section>
      <section id="table">
        <h2>{t("tableTitle")}</h2>
        <EndsTable page={trail} state={way} pieces={MANY_PIECES} />
        <WayTable page={trail} state={way} pieces={MANY_PIECES} />
      </section>
      <section>
        <h2>{t("about.title")}</h2>
        <p className="note">
          {t("about.convention")} <Term of="track" />
        </p>
        <p className="note mt-2">
          {t.rich("about.share", {
            records: spent.records,
            link: (text) => <PageLink href={myTaxHref(record, { at: String(spent.records) })}>{text}</PageLink>,
          })}
        </p>
        <PrintedAddress href={myTaxHref(record, { at: String(spent.records) })} />
        <p className="note mt-2 print:hidden">
          {t.rich("about.check", {
            link: (text) => <PageLink href={recompute}>{text}</PageLink>,
          })}
        </p>
      </section>
    </>
  );
}

/** A refund takes what the fund gives out next, first in, first out: it is told apart from this receipt's own trail. */
function Refunded({ of: movement }: { of: MovementDetail }) {
  const t = useTranslations("myTax");
  const locale = useLocale();
  if (movement.undone === "0") return null;
  const { currency, exponent } = movement;
  return (
    <div className="mt-4 border-l-4 border-wait pl-3" data-testid="refunded">
      <p>
        {t.rich("refunded", {
          amount: () => <Amount amount={movement.undone} currency={currency} exponent={exponent} />,
        })}{" "}
        {movement.citedBy.map(({ record }, at) => (
          <span key={record}>
            {at > 0 && MARKS[locale].list}
            <PageLink href={movementHref(record)}>{t("refund", { record })}</PageLink>
          </span>
        ))}
      </p>
      <p className="note mt-1">{t("refundedHow")}</p>
    </div>
  );
}
