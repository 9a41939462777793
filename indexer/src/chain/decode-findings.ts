// Turns the records of findings into rows.
import type { RecordEvent } from "@mingzhang/sdk/events";
import { decodeSubject } from "@mingzhang/sdk/findings/subject";
import type { Hex } from "@mingzhang/sdk/hex";
import type { FindingRows } from "../store/findings.ts";
import { storable } from "./text.ts";

const ZERO_32: Hex = `0x${"0".repeat(64)}`;
const orNull = (hash: Hex) => (hash === ZERO_32 ? null : hash);

/** Adds what a record says of findings; others pass. @param at seconds */
export function addFindingRecord(rows: FindingRows, event: RecordEvent, record: number, at: number): void {
  if (event.name === "FindingOpened") {
    const { id, official, opening } = event.args;
    const { office, agency, severity, subjectKind, subject, answerLimit, document } = opening;
    const text = storable(opening.text);
    const named = { official, office, asked: agency, severity, subjectKind, subject };
    const subjectNumber = numberOf(subjectKind, subject);
    const said = { text, search: text.toLowerCase(), document: orNull(document) };
    rows.openings.push({ record, id, ...named, subjectNumber, answerLimit, ...said, at });
  }
  if (event.name === "FindingActed") {
    const { id, act, status, official, statement } = event.args;
    rows.acts.push({ record, id, act, status, turn: statement.turn, official, agency: statement.agency, at });
  }
}

function numberOf(kind: number, word: Hex): string | null {
  const subject = decodeSubject(kind, word);
  switch (subject?.kind) {
    case "record":
      return subject.record.toString();
    case "line":
      return subject.line.toString();
    case "party":
      return subject.party.toString();
    default:
      return null;
  }
}
