// What a movement corrects, and what has corrected it since.
import type { CitingMovement, MovementDetail } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Day } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";
import { Amount } from "@/features/money/amount";
import { kindLabel } from "@/features/movements/kind";

export function Citations({ movement }: { movement: MovementDetail }) {
  const t = useTranslations("movement.citations");
  const { citesMovement, citedBy, undone, amount, currency, exponent } = movement;
  if (citesMovement === null && citedBy.length === 0) return null;
  const left = (BigInt(amount) - BigInt(undone)).toString();
  return (
    <section>
      <h2>{t("title")}</h2>
      {citesMovement !== null && <Row of={citesMovement} label={t("cites")} movement={movement} />}
      {citedBy.map((citing) => (
        <Row key={citing.record} of={citing} label={t("citedBy")} movement={movement} />
      ))}
      {citedBy.length > 0 && (
        <p className="note mt-2">
          {t.rich("left", {
            undone: () => <Amount amount={undone} currency={currency} exponent={exponent} />,
            left: () => <Amount amount={left} currency={currency} exponent={exponent} />,
          })}
        </p>
      )}
    </section>
  );
}

function Row({ of: other, label, movement }: { of: CitingMovement; label: string; movement: MovementDetail }) {
  const locale = useLocale();
  return (
    <div className="trail-step">
      <span className="text-[0.90625rem] text-soft">{label}</span>
      <span>
        <PageLink href={movementHref(other.record)}>
          {kindLabel(other.kind, locale)} #{other.record}
        </PageLink>{" "}
        <Day short>{other.valueDate ?? other.postedAt.slice(0, 10)}</Day>
      </span>
      <span className="text-right">
        <Amount amount={other.amount} currency={movement.currency} exponent={movement.exponent} />
      </span>
    </div>
  );
}
