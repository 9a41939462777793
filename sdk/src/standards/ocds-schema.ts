// JSON Schemas of the packages of OCDS 1.1, as far as this project writes them and imports read them.
//
// Written after the standard's reference (standard.open-contracting.org/1.1): required fields, types, closed codelists
// and the fields that each object may have. Objects that are never written here (tender, items, amendments, milestones)
// are open. In one point narrower than the standard: a field that it does not know is refused, but for `x_mingzhang`.

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: ["string", "null"] };
const id: Schema = { type: ["string", "integer"], minLength: 1 };
const idOrNull: Schema = { type: ["string", "integer", "null"] };
const uri: Schema = { type: ["string", "null"], format: "uri" };
const dateTime: Schema = { type: ["string", "null"], format: "date-time" };
const open: Schema = { type: ["object", "null"] };
const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
const anything = list({ type: "object" });

/** An object that knows no other fields; texts may come in other languages, as `title_zh`. */
const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  more: Schema = {},
): Schema => ({
  type: "object",
  required,
  properties,
  patternProperties: {
    "^(name|title|description|rationale|source|legalName)_[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$": text,
  },
  additionalProperties: false,
  ...more,
});

const value = object({
  amount: { type: ["number", "null"] },
  currency: { type: ["string", "null"], pattern: "^[A-Z]{3}$" },
});
const identifier = object({ scheme: text, id: idOrNull, legalName: text, uri });
const period = object({
  startDate: dateTime,
  endDate: dateTime,
  maxExtentDate: dateTime,
  durationInDays: { type: ["integer", "null"] },
});
const address = object({ streetAddress: text, locality: text, region: text, postalCode: text, countryName: text });
const contactPoint = object({ name: text, email: text, telephone: text, faxNumber: text, url: uri });
const organisation = object({
  id: { type: "string", minLength: 1 },
  name: text,
  identifier,
  additionalIdentifiers: list(identifier),
  address,
  contactPoint,
  roles: list({ type: "string" }),
  details: open,
});
const reference = object({
  id: idOrNull,
  name: text,
  identifier,
  address,
  contactPoint,
  additionalIdentifiers: anything,
});
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
    relatedImplementationMilestone: open,
    amount: value,
    x_mingzhang: { type: "object" },
  },
  ["id"],
);
const budget = object({
  id: idOrNull,
  description: text,
  amount: value,
  project: text,
  projectID: idOrNull,
  uri,
  source: uri,
});
const planning = object({ rationale: text, budget, documents: list(document), milestones: anything });
const award = object(
  {
    id,
    title: text,
    description: text,
    status: { enum: ["pending", "active", "cancelled", "unsuccessful", null] },
    date: dateTime,
    value,
    suppliers: list(reference, { uniqueItems: true }),
    items: anything,
    contractPeriod: period,
    documents: list(document),
    amendments: anything,
    amendment: open,
  },
  ["id"],
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
    items: anything,
    dateSigned: dateTime,
    documents: list(document),
    implementation: object({ transactions: list(transaction), milestones: anything, documents: list(document) }),
    relatedProcesses: anything,
    milestones: anything,
    amendments: anything,
    amendment: open,
  },
  ["id", "awardID"],
);

const TAGS = [
  ...["planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"],
  ...["award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment"],
  ...["implementation", "implementationUpdate", "contractTermination", "compiled"],
];

export const OCDS_RELEASE: Schema = object(
  {
    ocid: { type: "string", minLength: 1 },
    id: { type: "string", minLength: 1, pattern: "^[^#]*$" },
    date: { type: "string", format: "date-time" },
    tag: list({ enum: TAGS }, { minItems: 1 }),
    initiationType: { enum: ["tender"] },
    parties: list(organisation, { uniqueItems: true }),
    buyer: reference,
    planning,
    tender: open,
    awards: list(award, { uniqueItems: true }),
    contracts: list(contract, { uniqueItems: true }),
    language: text,
    relatedProcesses: anything,
  },
  ["ocid", "id", "date", "tag", "initiationType"],
);

const record = object(
  {
    ocid: { type: "string", minLength: 1 },
    releases: {
      anyOf: [
        list(OCDS_RELEASE, { minItems: 1 }),
        list(object({ url: uri, date: dateTime, tag: list({ enum: TAGS }) }, ["url"]), { minItems: 1 }),
      ],
    },
    compiledRelease: OCDS_RELEASE,
    versionedRelease: { type: "object" },
  },
  ["ocid", "releases"],
);

const pack = (what: "releases" | "records", item: Schema): Schema =>
  object(
    {
      uri: { type: "string", format: "uri" },
      version: { type: "string", pattern: "^(\\d+\\.)(\\d+)$" },
      extensions: list({ type: "string", format: "uri" }),
      publishedDate: { type: "string", format: "date-time" },
      publisher: object({ name: { type: "string" }, scheme: text, uid: text, uri }, ["name"]),
      license: uri,
      publicationPolicy: uri,
      packages: list({ type: "string", format: "uri" }),
      [what]: list(item, { minItems: 1, uniqueItems: true }),
    },
    ["uri", "publisher", "publishedDate", "version", what],
  );

export const OCDS_RELEASE_PACKAGE: Schema = pack("releases", OCDS_RELEASE);
export const OCDS_RECORD_PACKAGE: Schema = pack("records", record);
