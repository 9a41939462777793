// Parties as a list for files: one row for each currency that a party has sums in, one at least.
import type { Party, PartyMoney } from "@mingzhang/sdk/api";
import { partyPage } from "../../read/parties.ts";
import { partyFilters } from "../params.ts";
import { type Column, count, hash, money, ref, text } from "./columns.ts";
import { defineList } from "./list.ts";

interface Row {
  party: Party;
  money: PartyMoney | null;
}

const sum = (pick: (money: PartyMoney) => string) => (row: Row) =>
  row.money === null ? null : { amount: pick(row.money), exponent: row.money.exponent };

const columns: Column<Row>[] = [
  count("party", "Number of the party", (r) => r.party.id),
  text("kind", "agency, payee, source or payee-class", (r) => r.party.kind),
  text("name", "Name in the first language", (r) => r.party.name),
  text("other_name", "Name in the second language", (r) => r.party.otherName),
  text("scheme", "Scheme of the official identifier, for example CN-USCC", (r) => r.party.scheme),
  text("identifier", "Official identifier", (r) => r.party.identifier),
  ...ref<Row>("parent", "Agency above", (r) => r.party.parent),
  ...ref<Row>("government", "Government at the root", (r) => r.party.government),
  count("depth", "0 for a government", (r) => r.party.depth),
  hash("wallet", "Wallet that it accepted", (r) => r.party.wallet),
  count("registered_record", "Record number of its registration", (r) => r.party.registeredRecord),
  text("currency", "Currency of the sums; a party has a row for each", (r) => r.money?.currency),
  ...money<Row>(
    "paid",
    "Payments less recoveries on its commitments",
    sum((m) => m.paid),
  ),
  count("payments", "How many payments, what came back of them not taken off", (r) => r.money?.payments),
  ...money<Row>(
    "came_back",
    "Recoveries of these payments",
    sum((m) => m.cameBack),
  ),
  ...money<Row>(
    "committed",
    "Commitments less releases to it",
    sum((m) => m.committed),
  ),
  ...money<Row>(
    "received",
    "Receipts less refunds of its sources",
    sum((m) => m.received),
  ),
];

export const partyList = defineList({
  name: "parties",
  about: "Parties that pass the filters, one row for each currency.",
  tag: "Parties",
  query: partyFilters,
  columns,
  summed: "paid_minor",
  sumOf: ({ money }: Row) => (money === null ? null : { ...money, amount: money.paid }),
  key: ["party", "currency"],
  asOfSize: false,
  byClock: false,
  page: async (db, _context, query, _pin, at) => {
    const page = await partyPage(db, { ...query, ...at });
    const rows = page.items.flatMap((party): Row[] =>
      party.money.length === 0 ? [{ party, money: null }] : party.money.map((money) => ({ party, money })),
    );
    return { rows, next: page.next };
  },
});
