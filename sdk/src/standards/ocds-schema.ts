// JSON Schemas of the packages of OCDS 1.1, as far as this project writes them and imports read them.
//
// Written after the standard's reference (standard.open-contracting.org/1.1) and compared with its schema of 1.1.5, field by
// field: what that refuses in a field that is written here is refused here. Objects that are never written (tender, items,
// amendments, milestones) are open but for their ids. Narrower than the standard: a field that neither it nor the extension of
// this project knows is refused, and so are currencies withdrawn before 2020.
import { CURRENCY_CODES } from "../money.ts";
import { OCDS_EXTENSION_SCHEMA, OCDS_FIELD } from "./ocds-extension.ts";

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: ["string", "null"] };
const id: Schema = { type: ["string", "integer"], minLength: 1 };
const idOrNull: Schema = { type: ["string", "integer", "null"] };
const uri: Schema = { type: ["string", "null"], format: "uri" };
/** RFC 3339 with its T: checkers of the format differ about a space in that place. */
const moment = { format: "date-time", pattern: "^\\d{4}-\\d\\d-\\d\\dT" };
const dateTime: Schema = { type: ["string", "null"], ...moment };
const always: Schema = { type: "string", ...moment };
const name: Schema = { type: "string", minLength: 1 };
const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
const set = (items: Schema, more: Schema = {}): Schema => list(items, { uniqueItems: true, ...more });
const open: Schema = { type: "object" };
const identified: Schema = { type: "object", required: ["id"], properties: { id } };

/** An object that knows no other fields. @param texts those that may come in other languages too, as `title_zh` */
const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  texts: readonly string[] = [],
): Schema => ({
  type: "object",
  required,
  properties,
  patternProperties:
    texts.length === 0 ? {} : { [`^(${texts.join("|")})_[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`]: text },
  additionalProperties: false,
});

/** Of those that funds may count in, the four that are younger than the standard's closed list. */
const UNLISTED = ["SLE", "VED", "XCG", "ZWG"];
const value = object({
  amount: { type: ["number", "null"] },
  currency: { enum: [...CURRENCY_CODES.filter((code) => !UNLISTED.includes(code)), null] },
});
const identifier = object({ scheme: text, id: idOrNull, legalName: text, uri }, [], ["legalName"]);
const period = object({
  startDate: dateTime,
  endDate: dateTime,
  maxExtentDate: dateTime,
  durationInDays: { type: ["integer", "null"] },
});
const address = object(
  { streetAddress: text, locality: text, region: text, postalCode: text, countryName: text },
  [],
  ["countryName"],
);
const contactPoint = object({ name: text, email: text, telephone: text, faxNumber: text, url: uri }, [], ["name"]);
const organisation = object(
  {
    id: name,
    name: text,
    identifier,
    additionalIdentifiers: set(identifier),
    address,
    contactPoint,
    roles: list({ type: "string" }),
    details: { type: ["object", "null"] },
  },
  [],
  ["name"],
);
/** By id and name alone: what else 1.0 had here belongs to the parties. */
const reference = object({ id, name: { type: ["string", "null"], minLength: 1 } });
const document = object(
  {
    id,
    documentType: text,
    title: text,
    description: text,
    url: uri,
    datePublished: dateTime,
    dateModified: dateTime,
    format: text,
    language: text,
  },
  ["id"],
  ["title", "description"],
);
const transaction = object(
  {
    id,
    source: uri,
    date: dateTime,
    value,
    payer: reference,
    payee: reference,
    uri,
    [OCDS_FIELD]: object(OCDS_EXTENSION_SCHEMA.definitions.MingzhangRecord.properties),
  },
  ["id"],
);
const budget = object(
  { id: idOrNull, description: text, amount: value, project: text, projectID: idOrNull, uri },
  [],
  ["description", "project"],
);
const planning = object(
  { rationale: text, budget, documents: list(document), milestones: list(identified) },
  [],
  ["rationale"],
);
const award = object(
  {
    id,
    title: text,
    description: text,
    status: { enum: ["pending", "active", "cancelled", "unsuccessful", null] },
    date: dateTime,
    value,
    suppliers: set(reference),
    items: set(identified, { minItems: 1 }),
    contractPeriod: period,
    documents: set(document),
    amendments: list(open),
  },
  ["id"],
  ["title", "description"],
);
const contract = object(
  {
    id,
    awardID: id,
    title: text,
    description: text,
    status: { enum: ["pending", "active", "cancelled", "terminated", null] },
    period,
    value,
    items: set(identified, { minItems: 1 }),
    dateSigned: dateTime,
    documents: set(document),
    implementation: object({ transactions: set(transaction), milestones: set(identified), documents: set(document) }),
    relatedProcesses: set(open),
    milestones: list(identified),
    amendments: list(open),
  },
  ["id", "awardID"],
  ["title", "description"],
);

const TAGS = [
  ...["planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"],
  ...["award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment"],
  ...["implementation", "implementationUpdate", "contractTermination", "compiled"],
];
const tag = list({ enum: TAGS }, { minItems: 1 });

export const OCDS_RELEASE: Schema = object(
  {
    ocid: name,
    id: { ...name, pattern: "^[^#]*$" },
    date: always,
    tag,
    initiationType: { enum: ["tender"] },
    parties: set(organisation),
    buyer: reference,
    planning,
    tender: identified,
    awards: set(award),
    contracts: set(contract),
    language: text,
    relatedProcesses: set(open),
  },
  ["ocid", "id", "date", "tag", "initiationType"],
);

const record = object(
  {
    ocid: name,
    releases: {
      oneOf: [
        list(OCDS_RELEASE, { minItems: 1 }),
        list(object({ url: uri, date: always, tag }, ["url", "date"]), { minItems: 1 }),
      ],
    },
    compiledRelease: OCDS_RELEASE,
    versionedRelease: open,
  },
  ["ocid", "releases"],
);

const pack = (what: "releases" | "records", item: Schema): Schema =>
  object(
    {
      uri: { type: "string", format: "uri" },
      version: { type: "string", pattern: "^(\\d+\\.)(\\d+)$" },
      extensions: list({ type: "string", format: "uri" }),
      publishedDate: always,
      publisher: object({ name: { type: "string" }, scheme: text, uid: text, uri }, ["name"]),
      license: uri,
      publicationPolicy: uri,
      ...(what === "records" ? { packages: set({ type: "string", format: "uri" }, { minItems: 1 }) } : {}),
      [what]: set(item, { minItems: 1 }),
    },
    ["uri", "publisher", "publishedDate", "version", what],
  );

export const OCDS_RELEASE_PACKAGE: Schema = pack("releases", OCDS_RELEASE);
export const OCDS_RECORD_PACKAGE: Schema = pack("records", record);
