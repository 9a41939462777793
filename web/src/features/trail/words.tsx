// How trails call a movement: who it concerns, in the reader's language, for labels of pictures and cells of tables.
import type { AccountRef, PartyRef } from "@mingzhang/sdk/api";
import type { TrailMovementRow } from "@mingzhang/sdk/api-trails";
import type { EndKind, GraphStep } from "@mingzhang/sdk/trails";
import type { TrailStepRow, TrailSum } from "@mingzhang/sdk/api-trails";
import { useTranslations } from "next-intl";
import type { Side } from "@/features/movements/sides";
import { chooseName } from "@/i18n/names";
import type { Locale } from "@/i18n/routing";

/** Whom or what a movement is about: payer, payee, or the account that it leads to. */
export function subjectOf({ kind, from, to, payee, payer, otherFund }: TrailMovementRow): Side {
  const party = (ref: PartyRef | null, instead: AccountRef): Side =>
    ref === null ? { account: instead } : { party: ref };
  switch (kind) {
    case "receipt":
      return party(payer, from);
    case "refund":
      return party(payer, to);
    case "payment":
      return party(payee, to);
    case "recovery":
      return party(payee, from);
    case "transfer-payment":
      return { account: otherFund ?? to };
    case "appropriation":
      return { account: from };
    default:
      return { account: to };
  }
}

export function nameText(side: Side, locale: Locale): string {
  const named = "party" in side ? side.party : side.account;
  const { text } = chooseName(named, locale);
  return text === "" ? String(named.id) : text;
}

/** Marks that tell sums of different standing apart. */
export function TrailTags({ of, recovered = false }: { of: TrailMovementRow; recovered?: boolean }) {
  const t = useTranslations("trail.tags");
  return (
    <>
      {of.awaitsConfirmation && !of.imported && <span className="tag tag-wait">{t("awaits")}</span>}
      {of.imported && <span className="tag">{t("imported")}</span>}
      {of.kind === "receipt" && of.undone !== "0" && <span className="tag">{t("refunded")}</span>}
      {of.kind !== "receipt" && of.undone !== "0" && <span className="tag">{t("undone")}</span>}
      {recovered && <span className="tag">{t("recovered")}</span>}
    </>
  );
}

/** What of the pieces ends in these ways, in minor units. */
export function sumOf(sums: readonly TrailSum[], ...ends: EndKind[]): string {
  return sums
    .filter(({ end }) => ends.includes(end))
    .reduce((all, { amount }) => all + BigInt(amount), 0n)
    .toString();
}

export function graphSteps(steps: readonly TrailStepRow[]): GraphStep[] {
  return steps.map(({ parent, record, part, amount, ends }) => ({
    parent,
    record,
    part,
    amount: BigInt(amount),
    ends: ends.map(({ end, amount: ended, account }) => ({ end, amount: BigInt(ended), account: account?.id ?? null })),
  }));
}
