// Contracts of OCDS packages come onto the ledger, and the export says of them what the packages said.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { officesFrom } from "../../scripts/chain/offices.ts";
import { startOwnChain } from "../../scripts/chain/own-chain.ts";
import type { OwnChain } from "../../scripts/chain/own-chain.ts";
import { OCDS_COLUMNS, ocdsRows } from "../../scripts/import/ocds.ts";
import { loadProfile } from "../../scripts/import/profile.ts";
import { importFiles } from "../../scripts/import/run.ts";
import { parseJsonExactly } from "../../scripts/import/source.ts";
import { parametersFor } from "../../scripts/import/suite-parameters.ts";
import { recordPackageFaults } from "../../sdk/test/standards/validate.ts";
import { startIndexer } from "./indexer.ts";
import { rederive, readAll, scratch } from "./support.ts";

/** The standard's worked examples; beside the repository if not set. They are not part of it. */
const EXAMPLES =
  process.env.MINGZHANG_OCDS_EXAMPLES ??
  fileURLToPath(new URL("../../../shared/data/ocds-standard-examples", import.meta.url));

type Organisation = { id: string; name: string };
type Party = Organisation & { identifier?: { scheme: string; id: string } };
interface Contract {
  id: string;
  title: string;
  value: { amount: string; currency: string };
  implementation: {
    transactions: {
      id: string;
      date: string;
      value: { amount: string; currency: string };
      payer: Organisation;
      payee: Organisation;
    }[];
  };
}
interface Release {
  ocid: string;
  buyer: Organisation;
  parties: Party[];
  awards: { id: string; suppliers: Organisation[] }[];
  contracts: (Contract & { awardID: string })[];
}

/** What both packages hold, in one form: decimals without zeros behind, days without time, organisations by what they are. */
function shared(release: Release) {
  const named = ({ id }: Organisation) => {
    const party = release.parties.find((each) => each.id === id);
    return { name: party?.name, scheme: party?.identifier?.scheme, identifier: party?.identifier?.id };
  };
  const sum = ({ amount, currency }: { amount: string; currency: string }) => ({
    currency,
    amount: amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount,
  });
  return {
    ocid: release.ocid,
    buyer: named(release.buyer),
    contracts: release.contracts.map((contract) => ({
      id: contract.id,
      title: contract.title,
      value: sum(contract.value),
      suppliers: release.awards.find(({ id }) => id === contract.awardID)?.suppliers.map(named),
      transactions: contract.implementation.transactions.map(({ id, date, value, payer, payee }) => ({
        ...{ id, day: date.slice(0, 10), value: sum(value), payer: named(payer), payee: named(payee) },
      })),
    })),
  };
}

const profile = loadProfile("ocds");

/** A package of the test's own: two contracts of one process, a second file's worth of hard cases. */
const OWN = {
  uri: "https://example.org/package",
  version: "1.1",
  publishedDate: "2026-02-01T00:00:00Z",
  publisher: { name: "Test" },
  releases: [
    {
      ...{
        ocid: "ocds-abcdef-9/x",
        id: "1",
        date: "2026-01-01T00:00:00Z",
        tag: ["contract"],
        initiationType: "tender",
      },
      buyer: { id: "B", name: "Town of Marrow" },
      parties: [
        { id: "B", name: "Town of Marrow", identifier: { scheme: "GB-LAC", id: "E1" }, roles: ["buyer"] },
        { id: "S", name: "Stone & Sons Ltd", identifier: { scheme: "GB-COH", id: "00000001" }, roles: ["supplier"] },
      ],
      awards: [{ id: "A", title: "Bridge", suppliers: [{ id: "S", name: "Stone & Sons Ltd" }] }],
      contracts: [
        { id: "C1", awardID: "A", title: "Bridge, north", value: { amount: "90071992547409.93", currency: "GBP" } },
        { id: "C2", awardID: "A", title: "Bridge, south", value: { amount: "10.5", currency: "GBP" } },
      ],
    },
    {
      ...{ ocid: "ocds-abcdef-9/x", id: "2", date: "2026-01-09T00:00:00Z", tag: ["implementation"] },
      initiationType: "tender",
      contracts: ["C1", "C2"].map((id) => ({
        ...{ id, awardID: "A" },
        implementation: {
          transactions: [
            {
              ...{ id: `${id}-t1`, date: "2026-01-05T10:00:00+08:00", value: { amount: "0.07", currency: "GBP" } },
              ...{ payer: { id: "B", name: "Town of Marrow" }, payee: { id: "S", name: "Stone & Sons Ltd" } },
            },
          ],
        },
      })),
    },
  ],
};

/** With amounts as JSON numbers, digit by digit. */
const asPackage = (value: unknown) => JSON.stringify(value).replace(/"amount":"([\d.]+)"/g, '"amount":$1');

describe("import of OCDS packages", function () {
  this.timeout(240_000);
  let chain: OwnChain;
  let folder: ReturnType<typeof scratch>;

  before(async () => {
    chain = await startOwnChain(parametersFor(profile));
    folder = scratch();
  });
  after(async () => {
    await chain.close();
    folder.remove();
  });

  const load = (paths: string[]) =>
    importFiles({
      ...{ paths, profile, dataDir: folder.path, documentsDir: join(folder.path, "documents") },
      chain: { ...chain, offices: officesFrom({}, chain.deployment.chainId) },
    });

  it("puts contracts with their transactions on the ledger, and exports what they said", async () => {
    const own = join(folder.path, "own.json");
    writeFileSync(own, asPackage(OWN));
    const golden = `${EXAMPLES}/fictional-example/1.1/ocds-213czf-000-00001-06-implementation.json`;
    const isThere = existsSync(golden);
    if (!isThere)
      console.log(`    (no examples of OCDS at ${EXAMPLES}: the round trip is of the test's own package alone)`);
    const { summary, reconciled } = await load(isThere ? [own, golden] : [own]);
    expect(reconciled).to.equal(true);
    expect([summary.posted, summary.exceptions]).to.deep.equal([isThere ? 4 : 2, 0]);
    const again = await load([own]);
    expect([again.added, again.standing]).to.deep.equal([0, 2]);
    await rederive(chain, await readAll(chain));

    const indexer = await startIndexer(chain, `${folder.path}/index`);
    try {
      const answer = await fetch(`${indexer.url}/v1/ocds/records.json`);
      const text = await answer.text();
      expect(recordPackageFaults(JSON.parse(text))).to.deep.equal([]);
      const { records } = parseJsonExactly(text) as { records: { compiledRelease: Release }[] };
      const exported = new Map(records.map(({ compiledRelease }) => [compiledRelease.ocid, compiledRelease]));
      // The slash of an ocid ends it on the ledger: such a process keeps what stands before.
      expect([...exported.keys()].sort()).to.deep.equal(
        isThere ? ["ocds-213czf-000-00001", "ocds-abcdef-9"] : ["ocds-abcdef-9"],
      );
      if (isThere) {
        const published = (parseJsonExactly(readFileSync(golden, "utf8")) as { releases: Release[] }).releases[0];
        const found = exported.get("ocds-213czf-000-00001");
        if (published === undefined || found === undefined) throw new Error("no release");
        expect(shared(found)).to.deep.equal(shared(published));
      }
      const found = exported.get("ocds-abcdef-9");
      if (found === undefined) throw new Error("no process");
      const { buyer, contracts } = shared(found);
      expect(buyer).to.deep.equal({ name: "Town of Marrow", scheme: "GB-LAC", identifier: "E1" });
      const supplier = { name: "Stone & Sons Ltd", scheme: "GB-COH", identifier: "00000001" };
      for (const [at, value] of ["90071992547409.93", "10.5"].entries()) {
        expect(contracts[at]?.value).to.deep.equal({ amount: value, currency: "GBP" });
        expect(contracts[at]?.suppliers).to.deep.equal([supplier]);
        expect(contracts[at]?.transactions).to.deep.equal([
          {
            ...{ id: `C${at + 1}-t1`, day: "2026-01-05", value: { amount: "0.07", currency: "GBP" } },
            ...{ payer: buyer, payee: supplier },
          },
        ]);
      }
    } finally {
      await indexer.stop();
    }
  });

  it("reads records like releases, a repeated transaction once, and says what it cannot use", () => {
    const at = (name: (typeof OCDS_COLUMNS)[number], cells: string[]) => cells[OCDS_COLUMNS.indexOf(name)];
    const rows = (value: unknown) => {
      const found = ocdsRows(parseJsonExactly(asPackage(value)), "GBP");
      if (typeof found === "string") throw new Error(found);
      return found;
    };
    const twice = { ...OWN, releases: [...OWN.releases, ...OWN.releases] };
    expect(rows(twice)).to.deep.equal(rows(OWN));
    const { releases, ...head } = OWN;
    expect(rows({ ...head, records: [{ ocid: "ocds-abcdef-9/x", releases }] })).to.deep.equal(rows(OWN));
    const foreign = structuredClone(OWN);
    for (const contract of foreign.releases[1]?.contracts ?? []) {
      if (!("implementation" in contract)) continue;
      for (const each of contract.implementation.transactions) each.value.currency = "AFN";
    }
    expect(rows(foreign).map((cells) => at("amount", cells))).to.deep.equal(["AFN 0.07", "AFN 0.07"]);
    expect(ocdsRows([], "GBP")).to.equal("not an object");
    expect(ocdsRows({ releases: [] }, "GBP")).to.equal("no releases and no records");
    if (!existsSync(EXAMPLES)) return;
    for (const name of ["record/ocds-213czf-000-00001.json", "ocds-213czf-000-00001.json"]) {
      const document = parseJsonExactly(readFileSync(`${EXAMPLES}/fictional-example/1.1/${name}`, "utf8"));
      const found = ocdsRows(document, "GBP");
      if (typeof found === "string") throw new Error(`${name}: ${found}`);
      expect(
        found.map((cells) => [at("amount", cells), at("payee", cells)]),
        name,
      ).to.deep.equal([
        ["50000", "AnyCorp Cycle Provision"],
        ["10000", "AnyCorp Cycle Provision"],
      ]);
    }
  });
});
