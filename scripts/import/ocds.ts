// Reads packages of OCDS 1.1 (releases, or records) as rows of transactions: who pays whom, for which contract, and when.
import { foreignContract } from "@mingzhang/sdk/standards/ocds-ids";

/** Columns of the rows that a package becomes; a mapping names them. */
export const OCDS_COLUMNS = [
  ...["transaction", "date", "amount", "payer", "payer_scheme", "payer_identifier"],
  ...["payee", "payee_scheme", "payee_identifier", "contract", "contract_title", "contract_value"],
] as const;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fieldsAt = (value: Fields | undefined, field: string): Fields | undefined => {
  const found = value?.[field];
  return isFields(found) ? found : undefined;
};
const listAt = (value: Fields | undefined, field: string): Fields[] => {
  const found = value?.[field];
  return Array.isArray(found) ? found.filter(isFields) : [];
};
const textAt = (value: Fields | undefined, field: string): string => {
  const found = value?.[field];
  return typeof found === "string" ? found : "";
};

/** What all releases of a process in the file say together: later ones fill in and replace. */
interface Process {
  buyer: Fields | undefined;
  parties: Map<string, Fields>;
  awards: Map<string, Fields>;
  contracts: Map<string, Fields>;
  /** By contract and id: a transaction that a later release repeats is one. */
  transactions: Map<string, { contract: string; transaction: Fields }>;
}

/**
 * The transactions of a package, each as cells in the order of OCDS_COLUMNS. Numbers are their source text.
 * @param currency sums in others stay with their letters, which no amount has: they become exceptions
 * @returns a text that says why, where the document is no package
 */
export function ocdsRows(document: unknown, currency: string): string[][] | string {
  if (!isFields(document)) return "not an object";
  const records = listAt(document, "records");
  const releases = [
    ...listAt(document, "releases"),
    ...records.flatMap((record) => {
      const embedded = listAt(record, "releases").filter((release) => textAt(release, "ocid") !== "");
      const compiled = fieldsAt(record, "compiledRelease");
      return embedded.length > 0 || compiled === undefined ? embedded : [compiled];
    }),
  ];
  if (releases.length === 0) return "no releases and no records";
  const processes = new Map<string, Process>();
  const dated = releases.map((release) => ({ release, date: Date.parse(textAt(release, "date")) || 0 }));
  for (const { release } of dated.sort((a, b) => a.date - b.date)) {
    const ocid = textAt(release, "ocid");
    const process = processes.get(ocid) ?? emptyProcess();
    processes.set(ocid, process);
    takeIn(process, release);
  }
  return [...processes].flatMap(([ocid, process]) =>
    [...process.transactions.values()].map((each) => cellsOf(ocid, process, each, currency)),
  );
}

const emptyProcess = (): Process => ({
  buyer: undefined,
  parties: new Map(),
  awards: new Map(),
  contracts: new Map(),
  transactions: new Map(),
});

function takeIn(process: Process, release: Fields): void {
  process.buyer = fieldsAt(release, "buyer") ?? process.buyer;
  const merge = (into: Map<string, Fields>, field: string) => {
    for (const item of listAt(release, field)) {
      const id = textAt(item, "id");
      into.set(id, { ...into.get(id), ...item });
    }
  };
  merge(process.parties, "parties");
  merge(process.awards, "awards");
  merge(process.contracts, "contracts");
  for (const contract of listAt(release, "contracts")) {
    const id = textAt(contract, "id");
    for (const transaction of listAt(fieldsAt(contract, "implementation"), "transactions")) {
      process.transactions.set(JSON.stringify([id, textAt(transaction, "id")]), { contract: id, transaction });
    }
  }
}

function cellsOf(
  ocid: string,
  process: Process,
  { contract: id, transaction }: { contract: string; transaction: Fields },
  currency: string,
): string[] {
  const contract = process.contracts.get(id);
  const award = process.awards.get(textAt(contract, "awardID"));
  // Version 1.0 had the two under other names.
  const payer = fieldsAt(transaction, "payer") ?? fieldsAt(transaction, "providerOrganization") ?? process.buyer;
  const payee = fieldsAt(transaction, "payee") ?? fieldsAt(transaction, "receiverOrganization");
  const value = fieldsAt(transaction, "value") ?? fieldsAt(transaction, "amount");
  const worth = fieldsAt(contract, "value") ?? fieldsAt(award, "value");
  const title = textAt(contract, "title") || textAt(award, "title") || id;
  const organisation = (party: Fields | undefined) => {
    const known = process.parties.get(textAt(party, "id"));
    const identifier = fieldsAt(known, "identifier") ?? fieldsAt(party, "identifier");
    const [scheme, number] = [textAt(identifier, "scheme"), textAt(identifier, "id")];
    const named = textAt(party, "name") || textAt(known, "name");
    return scheme === "" || number === "" ? [named, "", ""] : [named, scheme, number];
  };
  return [
    textAt(transaction, "id"),
    // A day as published, in the publisher's own time.
    textAt(transaction, "date").slice(0, 10),
    sumIn(value, currency),
    ...organisation(payer),
    ...organisation(payee),
    foreignContract(ocid, id),
    title,
    worth === undefined || textAt(worth, "currency") !== currency ? "" : textAt(worth, "amount"),
  ];
}

function sumIn(value: Fields | undefined, currency: string): string {
  const [amount, letters] = [textAt(value, "amount"), textAt(value, "currency")];
  return letters === currency || amount === "" ? amount : `${letters} ${amount}`.trim();
}
