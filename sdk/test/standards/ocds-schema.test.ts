// The schema of OCDS here refuses what the published one refuses, rule by rule, in a package that is right otherwise.
import { expect } from "chai";
import { recordPackageFaults, releasePackageFaults } from "./validate.ts";

/** A release with every field that the export writes. */
const RELEASE = {
  ocid: "ocds-abc123-1",
  id: "ocds-abc123-1-7",
  date: "2026-01-02T03:04:05Z",
  tag: ["planning", "award", "contract", "implementation"],
  initiationType: "tender",
  parties: [
    { id: "X-1", name: "City", name_zh: "市", roles: ["buyer", "payer"] },
    {
      id: "X-2",
      name: "Stone",
      identifier: { scheme: "X", id: "2", legalName: "Stone" },
      roles: ["supplier", "payee"],
    },
  ],
  buyer: { id: "X-1", name: "City" },
  planning: {
    budget: {
      ...{ id: "line-1", description: "line-1: Roads", amount: { amount: 10.5, currency: "CNY" } },
      uri: "https://accounts.example/en/budget/line-1",
    },
  },
  awards: [
    {
      ...{ id: "C", title: "Bridge", title_zh: "桥", status: "active", date: "2026-01-02T03:04:05Z" },
      value: { amount: 10.5, currency: "CNY" },
      suppliers: [{ id: "X-2", name: "Stone" }],
    },
  ],
  contracts: [
    {
      ...{ id: "C", awardID: "C", title: "Bridge", status: "active", value: { amount: 10.5, currency: "CNY" } },
      documents: [{ id: "0xab", title: "Document", url: "https://accounts.example/documents/0xab" }],
      implementation: {
        transactions: [
          {
            ...{ id: "9", date: "2026-01-03T00:00:00Z", value: { amount: -1, currency: "CNY" } },
            ...{ payer: { id: "X-1", name: "City" }, payee: { id: "X-2", name: "Stone" } },
            ...{ uri: "https://accounts.example/en/movements/9", x_mingzhang: { record: 9 } },
          },
        ],
      },
    },
  ],
};
const HEAD = {
  ...{ uri: "https://accounts.example/x?size=9", version: "1.1", publishedDate: "2026-01-03T00:00:00Z" },
  ...{ publisher: { name: "City", uri: "https://accounts.example" }, license: "https://licence.example/by" },
};
const RELEASES = { ...HEAD, releases: [RELEASE] };
const COMPILED = { ...RELEASE, id: "ocds-abc123-1-2026-01-02T03:04:05Z", tag: ["compiled"] };
const RECORDS = {
  ...HEAD,
  records: [{ ocid: "ocds-abc123-1", releases: [RELEASE], compiledRelease: COMPILED }],
};

type Node = Record<string, unknown>;

/** A copy with another value at a path; undefined takes the field out. */
function changed(whole: object, path: string, value: unknown): unknown {
  const copy = structuredClone(whole);
  const steps = path.split("/");
  const last = steps.pop() ?? "";
  const at = steps.reduce((node, step) => node[step] as Node, copy as Node);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const MISSING = ["ocid", "id", "date", "tag", "initiationType"].map((field): [string, unknown] => [field, undefined]);
const TRANSACTION = "contracts/0/implementation/transactions";
const twice = (items: unknown[]) => [items[0], structuredClone(items[0])];

/** In a release. */
const WRONG: [path: string, value: unknown][] = [
  ...MISSING,
  ["ocid", ""],
  ["id", ""],
  ["id", "a#b"],
  ["id", 7],
  ["date", null],
  ["date", "2026-01-02"],
  ["date", "2026-01-02T03:04:05"],
  ["date", "2026-01-02 03:04:05Z"],
  ["date", "+012026-01-02T03:04:05Z"],
  ["tag", []],
  ["tag", ["payment"]],
  ["tag", "planning"],
  ["initiationType", "contract"],
  ["parties", null],
  ["parties", twice(RELEASE.parties)],
  ["parties/0/id", 1],
  ["parties/0/name", 1],
  ["parties/0/roles", "buyer"],
  ["parties/0/roles", [1]],
  ["parties/0/title_zh", "市"],
  ["parties/0/name_zh", ["市"]],
  ["parties/0/name_x", "市"],
  ["parties/1/identifier", null],
  ["parties/1/identifier/scheme", 1],
  ["parties/1/identifier/uri", "not an address"],
  ["buyer", null],
  ["buyer/id", null],
  ["buyer/name", ""],
  ["planning", null],
  ["planning/budget", null],
  ["planning/budget/id", ["line-1"]],
  ["planning/budget/amount", null],
  ["planning/budget/amount", 10.5],
  ["planning/budget/amount/amount", "10.5"],
  ["planning/budget/amount/currency", "RMB"],
  ["planning/budget/amount/currency", "cny"],
  ["planning/budget/amount/currency", "ZWG"],
  ["planning/budget/uri", "line-1"],
  ["awards", null],
  ["awards", twice(RELEASE.awards)],
  ["awards/0/id", undefined],
  ["awards/0/id", ""],
  ["awards/0/id", null],
  ["awards/0/status", "terminated"],
  ["awards/0/date", "2026-01-02"],
  ["awards/0/value", null],
  ["awards/0/suppliers", { id: "X-2" }],
  ["awards/0/suppliers", twice(RELEASE.awards[0]?.suppliers ?? [])],
  ["awards/0/suppliers/0/id", null],
  ["awards/0/items", []],
  ["contracts", twice(RELEASE.contracts)],
  ["contracts/0/id", undefined],
  ["contracts/0/awardID", undefined],
  ["contracts/0/awardID", null],
  ["contracts/0/status", "unsuccessful"],
  ["contracts/0/title", 1],
  ["contracts/0/documents", null],
  ["contracts/0/documents", twice(RELEASE.contracts[0]?.documents ?? [])],
  ["contracts/0/documents/0/id", undefined],
  ["contracts/0/documents/0/url", "documents/0xab"],
  ["contracts/0/documents/0/url", "https://例.example/0xab"],
  ["contracts/0/implementation", null],
  [TRANSACTION, null],
  [TRANSACTION, twice(RELEASE.contracts[0]?.implementation.transactions ?? [])],
  [`${TRANSACTION}/0/id`, undefined],
  [`${TRANSACTION}/0/id`, ""],
  [`${TRANSACTION}/0/date`, "2026-01-03"],
  [`${TRANSACTION}/0/date`, "+012026-01-03T00:00:00Z"],
  [`${TRANSACTION}/0/value`, null],
  [`${TRANSACTION}/0/value/amount`, "-1"],
  [`${TRANSACTION}/0/payer`, "X-1"],
  [`${TRANSACTION}/0/payee/id`, null],
  [`${TRANSACTION}/0/uri`, "movements/9"],
  [`${TRANSACTION}/0/kind`, "payment"],
  ["tender", {}],
  ["language", 1],
];

const WRONG_HEAD: [path: string, value: unknown][] = [
  ...["uri", "version", "publishedDate", "publisher", "publisher/name"].map((path): [string, unknown] => [
    path,
    undefined,
  ]),
  ["uri", "x"],
  ["version", "1.1.5"],
  ["version", 1.1],
  ["publishedDate", "2026-01-03"],
  ["publisher", "City"],
  ["publisher/uri", "accounts.example"],
  ["license", "by"],
  ["extensions", ["x"]],
];

const WRONG_RECORDS: [path: string, value: unknown][] = [
  ["records", []],
  ["records", twice(RECORDS.records)],
  ["records/0/ocid", undefined],
  ["records/0/releases", undefined],
  ["records/0/releases", []],
  ["records/0/releases", [{ url: "https://accounts.example/x#1" }]],
  ["records/0/releases", [{ url: "https://accounts.example/x#1", date: "2026-01-02" }]],
  ["records/0/releases", [{ url: "https://accounts.example/x#1", date: "2026-01-02T03:04:05Z", tag: [] }]],
  ["records/0/compiledRelease/date", undefined],
  ["records/0/compiledRelease", null],
  ["packages", []],
  ["packages", ["https://accounts.example/x", "https://accounts.example/x"]],
  // Beyond the schema.
  ["records/0/ocid", "ocds-abc123-2"],
  ["records/0/releases", [RELEASE, { ...RELEASE, tag: ["planning"] }]],
  ["records/0/releases", [RELEASE, { ...RELEASE, id: "0", date: "2026-01-02T03:04:04Z" }]],
  ["records/0/releases/0/contracts/0/awardID", "D"],
  ["records/0/releases/0/buyer/id", "X-3"],
  ["records/0/releases/0/buyer/name", "Town"],
  ["records/0/releases/0/parties/1/id", "X-1"],
  ["records/0/compiledRelease/awards/0/suppliers/0/id", "X-3"],
  ["records/0/compiledRelease/contracts/0/implementation/transactions/0/payee/id", "X-3"],
];

describe("the schema of OCDS", () => {
  it("passes what is right", () => {
    expect(releasePackageFaults(RELEASES)).to.deep.equal([]);
    expect(recordPackageFaults(RECORDS)).to.deep.equal([]);
    const linked = [{ url: "https://accounts.example/x#1", date: "2026-01-02T03:04:05Z", tag: ["award"] }];
    expect(recordPackageFaults(changed(RECORDS, "records/0/releases", linked))).to.deep.equal([]);
    expect(releasePackageFaults(changed(RELEASES, "releases/0/planning/budget/amount/currency", null))).to.be.empty;
  });

  const passedBy = (judge: (value: unknown) => string[], whole: object, wrong: typeof WRONG, at = "") =>
    wrong.filter(([path, value]) => judge(changed(whole, at + path, value)).length === 0);

  it("refuses every release that is wrong in one thing, wherever it stands", () => {
    expect(passedBy(releasePackageFaults, RELEASES, WRONG, "releases/0/")).to.deep.equal([]);
    expect(passedBy(recordPackageFaults, RECORDS, WRONG, "records/0/releases/0/")).to.deep.equal([]);
    expect(passedBy(recordPackageFaults, RECORDS, WRONG, "records/0/compiledRelease/")).to.deep.equal([]);
  });

  it("refuses heads that lack a field or have it wrong, and packages of nothing", () => {
    expect(passedBy(releasePackageFaults, RELEASES, WRONG_HEAD)).to.deep.equal([]);
    expect(passedBy(recordPackageFaults, RECORDS, WRONG_HEAD)).to.deep.equal([]);
    for (const releases of [[], [RELEASE, RELEASE], undefined, {}]) {
      expect(releasePackageFaults({ ...HEAD, releases })).to.not.deep.equal([]);
    }
  });

  it("refuses records that are wrong, lead nowhere or use an id for two things", () => {
    expect(passedBy(recordPackageFaults, RECORDS, WRONG_RECORDS)).to.deep.equal([]);
  });
});
