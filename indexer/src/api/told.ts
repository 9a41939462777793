// Tells a movement, a case or a finding in one line, for feeds, webhooks and letters.
import type { Movement } from "@mingzhang/sdk/api";
import type { Case } from "@mingzhang/sdk/api-cases";
import type { Finding } from "@mingzhang/sdk/api-findings";
import { DUTIES, STATUSES, type Word, wordByName } from "@mingzhang/sdk/cases/words";
import { FINDING_STATUSES, SEVERITIES } from "@mingzhang/sdk/findings/words";
import { kindByName } from "@mingzhang/sdk/kinds";
import { formatMoney } from "@mingzhang/sdk/money-format";
import { visibleText } from "@mingzhang/sdk/text";

const named = ({ name, otherName }: { name: string; otherName: string }) =>
  visibleText(otherName === "" ? name : `${name} ${otherName}`, 160);

const moneyText = (amount: string, code: string, exponent: number) => formatMoney(BigInt(amount), { code, exponent });

/** "Payment, CNY 1,234.50: General fund → Bridge Works Ltd", with what cannot be seen made visible. */
export function movementTitle(movement: Movement): string {
  const { kind, amount, currency, exponent, from, to, payee } = movement;
  const taker = kind === "payment" && payee !== null ? payee : to;
  return `${kindByName(kind).en}, ${moneyText(amount, currency, exponent)}: ${named(from)} → ${named(taker)}`;
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
  return joined(parts);
}

/** Characters of a title that somebody wrote. */
const WRITTEN = 160;

const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(" · ");

/** "Payment approval, executed, CNY 1,234.50: Bridge repair" */
export function caseTitle({ procedure, status, amount, currency, exponent, title, agency }: Case): string {
  const parts = [
    procedure.name === "" ? visibleText(procedure.code) : named(procedure),
    wordOf(STATUSES, status),
    ...(amount === null || currency === null || exponent === null ? [] : [moneyText(amount, currency, exponent)]),
  ];
  return `${parts.join(", ")}: ${title === "" ? named(agency) : visibleText(title, WRITTEN)}`;
}

/** A word as it stands within a sentence. */
const wordOf = <N extends string>(list: readonly Word<N>[], name: N) => wordByName(list, name, "word").en.toLowerCase();

export function caseSummary(one: Case): string {
  const { number, agency, round, stageNumber, stages, desks, due, overdue, late, silent } = one;
  return joined([
    `Case ${number}`,
    named(agency),
    `stage ${stageNumber} of ${stages}`,
    round > 1 ? `round ${round}` : null,
    desks.length === 0
      ? null
      : `waits for ${desks.map(({ duty, who }) => (duty === null ? who : wordOf(DUTIES, duty))).join(", ")}`,
    due === null ? null : `due ${due}`,
    overdue ? "overdue" : null,
    late ? "late" : null,
    silent ? "approved by silence" : null,
  ]);
}

/** "Major finding, open: Two payments for one invoice" */
export const findingTitle = ({ severity, status, text }: Finding): string =>
  `${wordByName(SEVERITIES, severity, "severity").en} finding, ${wordOf(FINDING_STATUSES, status)}: ${visibleText(text, WRITTEN)}`;

export function findingSummary({ number, office, agency, due, overdue, ...finding }: Finding): string {
  return joined([
    `Finding ${number}`,
    `about ${subjectText(finding)}`,
    `opened by ${named(office)}`,
    `answered by ${named(agency)}`,
    due === null ? null : `due ${due}`,
    overdue ? "overdue" : null,
  ]);
}

/** What a finding is about, as the filter `concerns` writes it. */
export function subjectText({ subject }: Pick<Finding, "subject">): string {
  switch (subject.kind) {
    case "record":
      return `record-${subject.record}`;
    case "case":
      return subject.case === null ? subject.id : `case-${subject.case.number}`;
    case "line":
      return subject.line.id;
    case "party":
      return `party-${subject.party.id}`;
    case "period":
      return `${subject.from}/${subject.to}`;
  }
}
