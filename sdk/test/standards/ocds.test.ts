// Releases of random processes: valid, exact, adding up to the ledger, and merged into what they say together.
import type { Commitment, Movement, MovementKindName, Party } from "@mingzhang/sdk/api";
import { decimalText } from "@mingzhang/sdk/money";
import { exactJson, ExactNumber, type ExactObject } from "@mingzhang/sdk/standards/exact-json";
import { ocdsReleases, type OcdsProcess } from "@mingzhang/sdk/standards/ocds";
import { OCDS_EXTENSION_SCHEMA } from "@mingzhang/sdk/standards/ocds-extension";
import { contractName, foreignContract } from "@mingzhang/sdk/standards/ocds-ids";
import { mergeReleases, ocdsRecord, packageHead } from "@mingzhang/sdk/standards/ocds-merge";
import { expect } from "chai";
import { type Random, random } from "../random.ts";
import { EXAMPLES_AT, readExamples } from "./examples.ts";
import { recordPackageFaults, releasePackageFaults } from "./validate.ts";

const AT = { id: "commitment-1", agency: { id: 7 } };
const NAMES = { chainId: 31337, prefix: null, site: "https://accounts.example", language: null };
const HOSTILE = ["Bridge", '=1+1"', "\u202e<script>", "桥梁工程", "a#b/../c"];
const party = (id: number, r: Random): Party => ({
  id,
  kind: id === 1 ? "agency" : "payee",
  name: r.pick(HOSTILE),
  otherName: r.pick(["", "桥梁有限公司", "Ponts"]),
  scheme: id % 2 === 0 ? "CN-USCC" : null,
  identifier: id % 2 === 0 ? `9133${id}` : null,
  ...{ parent: null, government: null, depth: 0, wallet: null, registeredRecord: id, money: [] },
});

/** A process of a few commitments with random movements, that never pays more than is committed. */
function processOf(
  r: Random,
  contractId = "ROAD/7",
): OcdsProcess & { paid: Map<string, bigint>; value: Map<string, bigint> } {
  const parties = new Map([1, 2, 3].map((id) => [id, party(id, r)]));
  const ref = (id: number) => {
    const { kind, name, otherName } = parties.get(id) ?? party(id, r);
    return { id, kind, name, otherName };
  };
  const account = (id: string) => ({ id, kind: "fund", name: id, otherName: "" }) as const;
  let record = 10;
  let second = 0;
  const time = () => new Date(Date.UTC(2026, 0, 1, 0, 0, (second += r.below(3)))).toISOString().replace(".000", "");
  const commitments = Array.from({ length: 1 + r.below(4) }, (_, at): Commitment => {
    const id = `commitment-${at + 1}`;
    return {
      ...{ id, title: r.pick(HOSTILE), otherTitle: r.pick(["", "修桥"]), contractId },
      ...{
        payee: ref(2 + r.below(2)),
        payeeFund: null,
        fund: account("fund-1"),
        line: account(`line-${1 + r.below(2)}`),
      },
      ...{ allotment: account("allotment-1"), agency: ref(1), unit: ref(1), year: 2026, currency: "CNY", exponent: 2 },
      ...{ committed: "0", paid: "0", open: "0", imported: false, openedRecord: (record += 1), openedAt: time() },
      document: r.below(2) === 0 ? `0x${"ab".repeat(32)}` : null,
    };
  });
  const value = new Map(commitments.map(({ id }) => [id, 0n]));
  const paid = new Map(commitments.map(({ id }) => [id, 0n]));
  const movements: Movement[] = [];
  const move = (kind: MovementKindName, from: string, to: string, amount: bigint) => {
    const valueDate = r.pick(["2026-02-03", "+012026-11-23", null]);
    movements.push({
      ...{ record: (record += 1), kind, books: [], from: account(from), to: account(to), payee: null, payer: null },
      ...{ fund: null, otherFund: null, line: null, agency: null, function: null, economic: null, year: 2026 },
      ...{ amount: amount.toString(), currency: "CNY", exponent: 2, fromPosition: "0", toPosition: "0", beyond: null },
      ...{
        flags: [],
        class: null,
        persons: null,
        detail: r.pick(["r1 X-7", `r1 ${record + r.below(3)}`]),
        detailRaw: "0x",
        valueDate,
        postedAt: time(),
      },
      ...{
        document: null,
        cites: null,
        undone: "0",
        settlement: "attested",
        confirmed: null,
        awaitsConfirmation: true,
      },
      ...{ imported: r.below(2) === 0, final: true },
      chain: { block: 1, blockHash: "0x", transaction: "0x", logIndex: 0, address: "0x" },
    });
  };
  const add = (map: Map<string, bigint>, id: string, amount: bigint) => map.set(id, (map.get(id) ?? 0n) + amount);
  for (let i = r.below(30); i > 0; i -= 1) {
    const { id } = r.pick(commitments);
    const amount = r.bits(100) + 1n;
    const kind = r.below(5);
    if (kind === 0) {
      move("commitment", "allotment-1", id, amount);
      add(value, id, amount);
    } else if (kind === 1) {
      move("release", id, "allotment-1", amount);
      add(value, id, -amount);
    } else if (kind === 2) {
      move("payment", "fund-1", id, amount);
      add(paid, id, amount);
    } else if (kind === 3) {
      move("recovery", id, "fund-1", amount);
      add(paid, id, -amount);
    } else {
      const to = r.pick(commitments).id;
      move("reclassification", id, to, amount);
      add(paid, id, -amount);
      add(paid, to, amount);
    }
  }
  return { commitments, movements, parties, cases: new Map([[12, 4]]), paid, value };
}

const head = packageHead({
  ...{ uri: "https://accounts.example/x", publishedDate: "2026-01-01T00:00:00Z", publisher: { name: "City" } },
  extensions: ["https://accounts.example/extension.json"],
});
const listAt = (value: ExactObject | undefined, field: string) => (value?.[field] ?? []) as readonly ExactObject[];
const objectAt = (value: ExactObject | undefined, field: string) => value?.[field] as ExactObject | undefined;
const amountAt = (value: ExactObject | undefined, field: string) => {
  const amount = objectAt(value, field)?.["amount"];
  if (!(amount instanceof ExactNumber)) throw new Error(`no ${field}`);
  return BigInt(amount.text.replace(".", ""));
};
const sum = (list: readonly bigint[]) => list.reduce((all, each) => all + each, 0n);

interface Contract {
  implementation?: { transactions: { x_mingzhang: Record<string, unknown> }[] };
}

describe("releases of OCDS", () => {
  it("are valid, one ocid each, and amount to what the ledger says, to the minor unit", () => {
    const r = random(72);
    for (let i = 0; i < 60; i += 1) {
      const number = r.pick(["ROAD/7", "ROAD#7"]);
      const process = processOf(r, number);
      const releases = ocdsReleases(NAMES, process);
      const name = `seed ${r.seed}, ${i}`;
      const pack = JSON.parse(exactJson({ ...head, releases })) as unknown;
      expect(releasePackageFaults(pack), name).to.deep.equal([]);
      expect(new Set(releases.map(({ ocid }) => ocid))).to.deep.equal(new Set([`mingzhang-31337-1-${number}`]));
      expect(new Set(releases.map(({ id }) => id)).size).to.equal(releases.length);
      const records = JSON.parse(exactJson({ ...head, records: [ocdsRecord(releases)] })) as unknown;
      expect(recordPackageFaults(records), name).to.deep.equal([]);

      const compiled = mergeReleases(releases);
      const contracts = listAt(compiled, "contracts");
      expect(sum(contracts.map((each) => amountAt(each, "value")))).to.equal(sum([...process.value.values()]));
      const transactions = contracts.flatMap((each) => listAt(objectAt(each, "implementation"), "transactions"));
      expect(sum(transactions.map((each) => amountAt(each, "value"))), name).to.equal(sum([...process.paid.values()]));
      // By contract: one for each payee.
      for (const contract of contracts) {
        const award = listAt(compiled, "awards").find((each) => each["id"] === contract["awardID"]);
        const supplier = listAt(award, "suppliers")[0]?.["id"];
        const mine = process.commitments.filter(({ payee }) =>
          payee.id === 2 ? supplier === "CN-USCC-91332" : supplier === "mingzhang-31337-party-3",
        );
        const paid = sum(mine.map(({ id }) => process.paid.get(id) ?? 0n));
        const told = listAt(objectAt(contract, "implementation"), "transactions").map((each) =>
          amountAt(each, "value"),
        );
        expect(sum(told), name).to.equal(paid);
      }
      const ids = transactions.map((each) => each["id"]);
      expect(new Set(ids).size, name).to.equal(ids.length);
    }
  });

  it("name their language where it is known, with links and titles in it, and none where it is not", () => {
    const process = processOf(random(74));
    const [unsaid] = ocdsReleases(NAMES, process);
    expect(unsaid).to.not.have.property("language");
    const releases = ocdsReleases({ ...NAMES, language: "zh" }, process);
    expect(releases.map((each) => each["language"])).to.deep.equal(releases.map(() => "zh"));
    expect(mergeReleases(releases)["language"]).to.equal("zh");
    const text = exactJson({ ...head, records: [ocdsRecord(releases)] });
    expect(recordPackageFaults(JSON.parse(text))).to.deep.equal([]);
    expect(text).to.contain("accounts.example/zh/budget/").and.not.contain("accounts.example/en/");
    expect(text).to.not.contain("Document with");
  });

  it("have no field that neither the standard nor the extension knows", () => {
    const process = processOf(random(72));
    const cases = new Map(process.movements.map(({ record }) => [record, 4]));
    const releases = ocdsReleases(NAMES, { ...process, cases });
    const pack = JSON.parse(exactJson({ ...head, releases })) as { releases: { contracts: Contract[] }[] };
    const transactions = pack.releases.flatMap(({ contracts }) =>
      contracts.flatMap(({ implementation }) => implementation?.transactions ?? []),
    );
    const [transaction] = transactions;
    if (transaction === undefined) throw new Error("nothing was paid");
    const fields = Object.keys(OCDS_EXTENSION_SCHEMA.definitions.MingzhangRecord.properties);
    expect(new Set(transactions.flatMap(({ x_mingzhang }) => Object.keys(x_mingzhang)))).to.deep.equal(new Set(fields));
    expect(releasePackageFaults(pack)).to.deep.equal([]);
    transaction.x_mingzhang["more"] = 1;
    expect(releasePackageFaults(pack)).to.have.length(1);
    delete transaction.x_mingzhang["more"];
    transaction.x_mingzhang["kind"] = "gift";
    expect(releasePackageFaults(pack)).to.have.length(1);
  });

  it("name the buyer where only another agency's contract moved, and take a sum back that a second currency makes wrong", () => {
    const contractId = foreignContract("ocds-213czf-1", "x");
    const process = processOf(random(73), contractId);
    const [first] = process.commitments;
    if (first === undefined) throw new Error("no commitment");
    const second = {
      ...{ ...first, id: "commitment-9", contractId: foreignContract("ocds-213czf-1", "y") },
      ...{ agency: { ...first.agency, id: 3 }, currency: "EUR", openedRecord: 99, openedAt: "2027-01-01T00:00:00Z" },
    };
    const alone = ocdsReleases(NAMES, { ...process, commitments: [first], movements: [] });
    const releases = ocdsReleases(NAMES, { ...process, commitments: [first, second], movements: [] });
    const records = { ...head, records: [ocdsRecord(releases)] };
    expect(recordPackageFaults(JSON.parse(exactJson(records)))).to.deep.equal([]);
    expect(listAt(releases[1], "parties").map((each) => each["id"])).to.include.members([
      ...["mingzhang-31337-party-1", "mingzhang-31337-party-3"],
    ]);
    const budgetOf = (release: ExactObject) => objectAt(objectAt(release, "planning"), "budget");
    expect(budgetOf(mergeReleases(alone))).to.have.property("amount");
    expect(budgetOf(mergeReleases(releases))).to.not.have.property("amount");
  });

  it("keep process and contract of what came from OCDS, and claim no prefix that was not given", () => {
    const contractId = foreignContract("ocds-213czf-000-00001", "x/1");
    expect(contractName(NAMES, { ...AT, contractId })).to.deep.equal({
      ...{ ocid: "ocds-213czf-000-00001", contract: "x/1" },
    });
    const prefixed = { ...NAMES, prefix: "ocds-abc123" };
    expect(contractName(prefixed, { ...AT, contractId: null }).ocid).to.equal("ocds-abc123-commitment-1");
    expect(contractName(NAMES, { ...AT, contractId: "ocds-1" }).ocid).to.equal("mingzhang-31337-7-ocds-1");
    expect(decimalText(5n, 2)).to.equal("0.05");
  });
});

const examples = readExamples();
if (examples === null) console.log(`  (no examples of OCDS at ${EXAMPLES_AT}: their tests are not among these)`);
else {
  describe("published examples of OCDS", () => {
    it("are valid by the schema here, so that it is not narrower than the standard in what they use", () => {
      expect(examples.length).to.be.greaterThan(5);
      for (const { what, name, text } of examples) {
        const faultsOf = what === "releases" ? releasePackageFaults : recordPackageFaults;
        expect(faultsOf(JSON.parse(text)), name).to.deep.equal([]);
      }
    });
  });
}
