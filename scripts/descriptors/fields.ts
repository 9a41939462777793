// How a wallet shows each field of what is signed: label, format, and when it may be left out.
import { FIELD_NAMES, type TypedField } from "@mingzhang/sdk/cases";
import type { DescriptorField } from "./schema.ts";

const NO_HASH = `0x${"0".repeat(64)}`;

/** Labels of fields that are not those of the portal, because a wallet shows them without the page around. */
const LABELS: Readonly<Record<string, string>> = {
  about: "About",
  act: "Act",
  agencyName: "Name of the agency",
  answerLimit: "Answer within",
  finding: "Finding",
  office: "Auditors' office (number)",
  officeName: "Name of the auditors' office",
  severity: "Severity",
  subject: "Subject (encoded)",
  subjectKind: "Kind of subject",
  text: "Text",
  turn: "Acts before this one",
  amount: "Amount (minor units)",
  cites: "Corrects record",
  content: "Hash of what was shown",
  count: "How many",
  data: "Acts (encoded)",
  decisionType: "Type of its decisions",
  how: "Handler, procedure, scope and number of records (packed)",
  limits: "Times to correct and to carry out (packed)",
  payloadHash: "Hash of the payload",
  steps: "Steps",
  deadline: "Signature holds until",
  documents: "Document attached (SHA-256)",
  document: "Document (SHA-256)",
  firstDay: "First day (days since 1970-01-01)",
  id: "Case",
  payee: "Payee (number)",
  payload: "What is carried out (encoded)",
  procedure: "Procedure (number)",
  round: "Round",
  salt: "Salt",
  signature: "Signature",
  signer: "Signer",
  step: "Step",
  total: "Total (minor units)",
  valueDate: "Value date (days since 1970-01-01)",
  verdict: "Verdict",
  who: "Submitter, official, agency and government (packed)",
};

/** Moments in seconds. */
const TIMES = ["deadline", "validFrom", "validUntil"];

/** Fields that say nothing where they are zero or empty. */
const HIDDEN_IF_EMPTY = [
  "cites",
  "code",
  "conditions",
  "detail",
  "document",
  "evidence",
  "flags",
  "otherName",
  "payee",
  "payeeFund",
  "payeeName",
  "persons",
  "reason",
  "validFrom",
  "valueDate",
];

/** One field. @param form name of the form that it belongs to, for names that mean several things */
export function describeField(path: string, { name, type }: TypedField, form: string): DescriptorField {
  const element = type.replace(/\[\]$/u, "");
  const empty = element === "bytes32" ? NO_HASH : /^uint/u.test(element) ? 0 : element === "bytes" ? "0x" : "";
  const hidden =
    HIDDEN_IF_EMPTY.includes(name) || (form === "SeatOrder" && ["from", "until", "official"].includes(name));
  const shared = {
    path: type.endsWith("[]") ? `${path}.[]` : path,
    label: labelOf(name, form),
    ...(hidden ? { visible: { ifNotIn: [empty] } } : {}),
  };
  if (name === "salt") return { ...shared, format: "raw", visible: "optional" };
  if (element === "address") return { ...shared, format: "addressName", params: { types: ["eoa", "contract"] } };
  const isTime = TIMES.includes(name) || (form === "SeatOrder" && ["from", "until"].includes(name));
  if (isTime) return { ...shared, format: "date", params: { encoding: "timestamp" } };
  if (name === "term" || name === "answerLimit") return { ...shared, format: "duration" };
  if (["verdict", "severity", "subjectKind"].includes(name) && type === "uint8") {
    return { ...shared, format: "enum", params: { $ref: `$.metadata.enums.${name}` } };
  }
  return { ...shared, format: "raw" };
}

function labelOf(name: string, form: string): string {
  if (form === "SeatOrder" && name === "holder") return FIELD_NAMES.seatHolder[0];
  const known: Readonly<Record<string, readonly [string, string]>> = FIELD_NAMES;
  const label = LABELS[name] ?? known[name]?.[0];
  if (label === undefined) throw new Error(`No label for the field ${name}: add it to scripts/descriptors/fields.ts`);
  return label;
}
