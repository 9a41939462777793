// What OCDS asks of a record beyond its schema: references that lead somewhere, ids that are one thing's, order in time.

interface Reference {
  id?: string | number;
  name?: string | null;
}
interface Transaction {
  id: string | number;
  payer?: Reference;
  payee?: Reference;
}
interface Release {
  ocid: string;
  id: string;
  date: string;
  parties?: Reference[];
  buyer?: Reference;
  awards?: { id: string | number; suppliers?: Reference[] }[];
  contracts?: { id: string | number; awardID: string | number; implementation?: { transactions?: Transaction[] } }[];
}
interface Records {
  records: { ocid: string; releases: (Release | { url: string })[]; compiledRelease?: Release }[];
}

/** What is wrong with the records of a package that is valid by the schema; an empty list for nothing. */
export function processFaults({ records }: Records): string[] {
  const faults = repeated(
    "record",
    records.map(({ ocid }) => ocid),
  );
  for (const { ocid, releases, compiledRelease } of records) {
    const embedded = releases.filter((each) => "ocid" in each);
    faults.push(
      ...repeated(
        "release",
        embedded.map(({ id }) => id),
      ),
    );
    const dates = embedded.map(({ date }) => Date.parse(date));
    if (dates.some((date, at) => date < (dates[at - 1] ?? date))) faults.push(`${ocid}: not in order of time`);
    const awarded = new Set<string | number>();
    for (const release of [...embedded, ...(compiledRelease === undefined ? [] : [compiledRelease])]) {
      if (release.ocid !== ocid) faults.push(`${ocid}: a release of ${release.ocid}`);
      for (const { id } of release.awards ?? []) awarded.add(id);
      for (const { id, awardID } of release.contracts ?? []) {
        if (!awarded.has(awardID)) faults.push(`${release.id}: contract ${id} of no award`);
      }
      faults.push(...twice(release), ...strangers(release));
    }
  }
  return faults;
}

function repeated(what: string, ids: readonly (string | number | undefined)[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${what} ${id} is there twice`);
}

/** Lists of objects that repeat an id, anywhere. */
function twice(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const items = Object.values(value) as unknown[];
  const ids = Array.isArray(value) ? items.map((item) => (item as Reference).id).filter((id) => id !== undefined) : [];
  return [...repeated("id", ids), ...items.flatMap(twice)];
}

/** References to no party of the release, or under another name. */
function strangers(release: Release): string[] {
  const parties = new Map((release.parties ?? []).map((each) => [each.id, each]));
  const transactions = (release.contracts ?? []).flatMap((each) => each.implementation?.transactions ?? []);
  const references: [string, Reference | undefined][] = [
    ["buyer", release.buyer],
    ...(release.awards ?? []).flatMap(({ suppliers = [] }) =>
      suppliers.map((each): [string, Reference] => ["supplier", each]),
    ),
    ...transactions.flatMap(({ payer, payee }): [string, Reference | undefined][] => [
      ["payer", payer],
      ["payee", payee],
    ]),
  ];
  return references.flatMap(([role, reference]) => {
    if (reference === undefined) return [];
    return parties.get(reference.id)?.name === reference.name
      ? []
      : [`${release.id}: ${role} ${reference.id} is no party`];
  });
}
