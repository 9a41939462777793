// Tells a movement in one line, for feeds, webhooks and letters.
import type { Movement } from "@mingzhang/sdk/api";
import { decimalText } from "@mingzhang/sdk/money";
import { visibleText } from "@mingzhang/sdk/text";

const named = ({ name, otherName }: { name: string; otherName: string }) =>
  visibleText(otherName === "" ? name : `${name} ${otherName}`, 160);

/** "payment CNY 1234.50: General fund → Bridge Works Ltd", with what cannot be seen made visible. */
export function movementTitle(movement: Movement): string {
  const { kind, amount, currency, exponent, from, to, payee } = movement;
  const taker = kind === "payment" && payee !== null ? payee : to;
  return `${kind} ${currency} ${decimalText(BigInt(amount), exponent)}: ${named(from)} → ${named(taker)}`;
}

/** What is worth knowing beside the title. */
export function movementSummary(movement: Movement): string {
  const { record, valueDate, agency, line, detail, imported, awaitsConfirmation } = movement;
  const parts = [
    `Record ${record}`,
    valueDate === null ? null : `value date ${valueDate}`,
    agency === null ? null : named(agency),
    line === null ? null : named(line),
    detail === null || detail === "" ? null : visibleText(detail),
    imported ? "imported: equals published spending" : null,
    awaitsConfirmation ? "not confirmed by the bank" : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
