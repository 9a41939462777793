// LedgerOpenings.describe: see describe.tree
import { expect } from "chai";
import {
  AccountKind,
  Party,
  acc,
  account,
  actSpec,
  allotmentSpec,
  commitmentSpec,
  fundSpec,
  lineSpec,
} from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import type { Matter } from "../support/handlers.ts";
import { deployLedgerHandlers } from "../support/orders.ts";
import type { Handlers } from "../support/orders.ts";
import { ledgerMatterOf } from "../support/services.ts";
import {
  GOOD,
  Opens,
  encode,
  encodeRaw,
  encodeSpecs,
  expectCommitment,
  expectOpening,
  openings,
  yearSpec,
} from "./setup.ts";
import type { Openings } from "./setup.ts";

const load = () => networkHelpers.loadFixture(deployLedgerHandlers);
const city = (more: Partial<Matter> = {}) => ledgerMatterOf({ agency: Party.City, officials: 0, ...more });

function describeOpenings({ openings: handler }: Handlers, value: Openings, more: Partial<Matter> = {}) {
  return handler.describe(city(more), encode(value));
}

async function refuses(world: Handlers, call: Promise<unknown>, error: string, ...values: unknown[]): Promise<void> {
  await expect(call)
    .to.be.revertedWithCustomError(world.openings, error)
    .withArgs(...values);
}

const contract = commitmentSpec(acc.schoolsAllotment, Party.Builder);
const sums = [5n, 0n];
const acts = [acc.budget, acc.supplement];

/** What stands under accounts of each kind, and its owner. */
const OWNED = [
  [Opens.Line, lineSpec(acc.general, Party.Bureau, 2026), acc.general, Party.Bureau],
  [Opens.Line, lineSpec(acc.general, Party.Office, 2026), acc.general, Party.Office],
  [Opens.Allotment, allotmentSpec(acc.roads, Party.Office), acc.roads, Party.Bureau],
  [Opens.Commitment, commitmentSpec(acc.schoolsAllotment, Party.Builder), acc.schoolsAllotment, Party.Bureau],
  [Opens.Commitment, commitmentSpec(acc.roadsAllotment, Party.Builder), acc.roadsAllotment, Party.Office],
] as const;

describe("LedgerOpenings.describe", () => {
  it("shows the form of one commitment, with and without a sum, and a payee fund", async () => {
    const world = await load();
    for (const amounts of [[], [0n], [1_234n]]) {
      const value = openings(Opens.Commitment, [contract], { amounts });
      expectCommitment(await describeOpenings(world, value), value, Party.City, "Builder");
      const granted = commitmentSpec(acc.schoolsAllotment, Party.Treasury, acc.special);
      const grant = openings(Opens.Commitment, [granted], { amounts });
      const described = await describeOpenings(world, grant, { agency: Party.Bureau });
      expectCommitment(described, grant, Party.Bureau, "Treasury");
    }
  });

  for (const [name, what] of Object.entries(Opens)) {
    if (what === Opens.None) continue;
    it(`shows the form of anything else: ${name}`, async () => {
      const world = await load();
      const value = openings(what, GOOD[what] ?? []);
      expectOpening(await describeOpenings(world, value), value, Party.City);
      if (what === Opens.Commitment) return;
      const single = openings(what, (GOOD[what] ?? []).slice(0, 1));
      expectOpening(await describeOpenings(world, single), single, Party.City);
    });
  }

  describe("sums", () => {
    it("have their total and the funds' currency reported", async () => {
      const world = await load();
      const cases = [
        openings(Opens.Line, GOOD[Opens.Line] ?? [], { amounts: sums, givers: acts }),
        openings(Opens.Allotment, GOOD[Opens.Allotment] ?? [], { amounts: [0n, 0n] }),
        openings(Opens.Commitment, GOOD[Opens.Commitment] ?? [], { amounts: [2n ** 104n - 2n, 1n] }),
      ];
      for (const value of cases) expectOpening(await describeOpenings(world, value), value, Party.City);
      const dollars = openings(Opens.Line, [lineSpec(acc.dollars, Party.Bureau, 2026)], {
        amounts: [1n],
        givers: [acc.budget],
      });
      expectOpening(await describeOpenings(world, dollars), dollars, Party.City, "USD");
    });

    it("revert with AmountsUneven unless there is one for each spec or none, of a kind that takes them", async () => {
      const world = await load();
      const uneven = async (what: number, amounts: bigint[], givers: bigint[]) => {
        const specs = GOOD[what] ?? [];
        const call = describeOpenings(world, openings(what, specs, { amounts, givers }));
        await refuses(world, call, "AmountsUneven", specs.length, amounts.length, givers.length);
      };
      for (const what of [Opens.Line, Opens.Allotment, Opens.Commitment]) {
        const givers = what === Opens.Line ? acts : [];
        await uneven(what, [1n], givers.slice(1));
        await uneven(what, [1n, 1n, 1n], [...givers, ...givers.slice(1)]);
      }
      await uneven(Opens.Line, [1n, 1n], []);
      await uneven(Opens.Line, [1n, 1n], acts.slice(1));
      await uneven(Opens.Line, [], acts);
      await uneven(Opens.Allotment, [1n, 1n], acts);
      await uneven(Opens.Commitment, [], acts.slice(1));
      for (const what of [Opens.Source, Opens.Fund, Opens.Act, Opens.Year]) {
        await uneven(
          what,
          (GOOD[what] ?? []).map(() => 0n),
          [],
        );
        await uneven(what, [], acts);
      }
    });

    it("revert with CurrenciesDiffer, and AccountUnknown for a fund that is none", async () => {
      const world = await load();
      await world.ledger.openLines([lineSpec(acc.dollars, Party.Bureau, 2026)]);
      await world.ledger.openAllotments([allotmentSpec(account(AccountKind.Line, 7), Party.Bureau)]);
      const mixed = [
        [Opens.Line, [lineSpec(acc.general, Party.Bureau, 2026), lineSpec(acc.dollars, Party.Bureau, 2026)], acts],
        [
          Opens.Allotment,
          [allotmentSpec(acc.roads, Party.Bureau), allotmentSpec(account(AccountKind.Line, 7), Party.Bureau)],
          [],
        ],
        [Opens.Commitment, [contract, commitmentSpec(account(AccountKind.Allotment, 6), Party.Builder)], []],
      ] as const;
      for (const [what, specs, givers] of mixed) {
        const call = describeOpenings(world, openings(what, specs, { amounts: [1n, 1n], givers }));
        await refuses(world, call, "CurrenciesDiffer", "0x434e59", "0x555344");
        await describeOpenings(world, openings(what, specs));
      }
      const none = account(AccountKind.Fund, 99);
      const lost = openings(Opens.Line, [lineSpec(none, Party.Bureau, 2026)], { amounts: [1n], givers: [acc.budget] });
      await refuses(world, describeOpenings(world, lost), "AccountUnknown", none);
    });

    it("revert with TotalTooLarge above 104 bits", async () => {
      const world = await load();
      const value = openings(Opens.Commitment, GOOD[Opens.Commitment] ?? [], { amounts: [2n ** 104n - 1n, 1n] });
      await refuses(world, describeOpenings(world, value), "TotalTooLarge", acc.schoolsAllotment);
    });
  });

  it("has every field of the payload in its content", async () => {
    const world = await load();
    const contents = new Set<string>();
    let tried = 0;
    const add = async (value: Openings, agency: number = Party.City) => {
      contents.add((await describeOpenings(world, value, { agency })).content);
      tried += 1;
    };
    const one = openings(Opens.Commitment, [contract], { amounts: [4n] });
    await add(one);
    await add(one, Party.Bureau);
    await add({ ...one, amounts: [5n] });
    await add({ ...one, amounts: [] });
    await add({ ...one, purpose: "x" });
    await add({ ...one, document: ethers.ZeroHash });
    const changes = [
      { allotment: acc.roadsAllotment },
      { payee: Party.Supplier },
      { payeeFund: acc.special },
      { contractId: "C-2" },
      { title: "Another" },
      { otherTitle: "另" },
      { document: ethers.ZeroHash },
    ];
    for (const change of changes) {
      await add({ ...one, specs: [{ ...contract, ...change }] });
      await add({ ...one, amounts: [4n, 4n], specs: [contract, { ...contract, ...change }] });
    }
    const lines = openings(Opens.Line, GOOD[Opens.Line] ?? [], { amounts: sums, givers: acts });
    await add(lines);
    await add(lines, Party.Bureau);
    await add({ ...lines, amounts: [...sums].reverse() });
    await add({ ...lines, givers: [...acts].reverse() });
    await add({ ...lines, specs: [...lines.specs].reverse() });
    await add({ ...lines, purpose: "x" });
    await add({ ...lines, document: ethers.ZeroHash });
    await add({ ...lines, amounts: [], givers: [] });
    expect(contents.size).to.equal(tried);
  });

  describe("whose the accounts are", () => {
    for (const [what, spec, above, owner] of OWNED) {
      it(`kind ${what} of agency ${owner} is its own and the government's`, async () => {
        const world = await load();
        const value = openings(what, [spec]);
        for (const agency of [owner, Party.City]) await describeOpenings(world, value, { agency });
        for (const agency of [Party.Treasury, Party.Bureau, Party.Office, Party.OtherCity, Party.OtherBureau]) {
          if (agency === owner) continue;
          await refuses(world, describeOpenings(world, value, { agency }), "NotTheAgencys", above, owner, agency);
          const second = openings(what, [...(GOOD[what] ?? []), spec]);
          await expect(describeOpenings(world, second, { agency })).to.be.revertedWithCustomError(
            world.openings,
            "NotTheAgencys",
          );
        }
        const foreign = { agency: Party.OtherCity, government: Party.OtherCity };
        await refuses(world, describeOpenings(world, value, foreign), "NotTheAgencys", above, owner, Party.OtherCity);
      });
    }

    it("funds, sources, years and acts want the government, and its own", async () => {
      const world = await load();
      const { City, Treasury, Bureau, OtherCity, OtherBureau } = Party;
      for (const what of [Opens.Fund, Opens.Source, Opens.Year, Opens.Act]) {
        const value = openings(what, GOOD[what] ?? []);
        for (const agency of [Treasury, Bureau, OtherCity]) {
          const above = what === Opens.Source ? acc.general : 0n;
          await refuses(world, describeOpenings(world, value, { agency }), "NotTheAgencys", above, City, agency);
        }
      }
      const foreign = [
        [Opens.Fund, fundSpec(OtherBureau), 0n, OtherBureau],
        [Opens.Fund, fundSpec(Party.Builder), 0n, Party.Builder],
        [Opens.Source, { fund: acc.otherFund, party: Party.Taxpayers }, acc.otherFund, OtherCity],
        [
          Opens.Source,
          { fund: account(AccountKind.Fund, 99), party: Party.Taxpayers },
          account(AccountKind.Fund, 99),
          0,
        ],
        [Opens.Year, yearSpec(OtherCity, 2030), 0n, OtherCity],
        [Opens.Year, yearSpec(Bureau, 2030), 0n, Bureau],
        [Opens.Act, actSpec(OtherCity, 2026), 0n, OtherCity],
        [Opens.Act, actSpec(Bureau, 2026), 0n, Bureau],
      ] as const;
      for (const [what, spec, above, owner] of foreign) {
        for (const specs of what === Opens.Year ? [[spec]] : [[spec], [...(GOOD[what] ?? []), spec]]) {
          await refuses(world, describeOpenings(world, openings(what, specs)), "NotTheAgencys", above, owner, City);
        }
      }
    });

    it("what they stand under must be of the right kind, and known", async () => {
      const world = await load();
      const { Fund, Line, Allotment } = AccountKind;
      const under = [
        [Opens.Source, (above: bigint) => ({ fund: above, party: Party.Taxpayers }), Fund],
        [Opens.Line, (above: bigint) => lineSpec(above, Party.Bureau, 2026), Fund],
        [Opens.Allotment, (above: bigint) => allotmentSpec(above, Party.Bureau), Line],
        [Opens.Commitment, (above: bigint) => commitmentSpec(above, Party.Builder), Allotment],
      ] as const;
      for (const [what, spec, kind] of under) {
        for (const above of [0n, acc.taxes, acc.general, acc.budget, acc.roads, acc.roadsAllotment, acc.bridge]) {
          if (above >> 56n === BigInt(kind)) continue;
          const call = describeOpenings(world, openings(what, [spec(above)]));
          await refuses(world, call, "AccountKindWrong", above, kind);
        }
        if (kind === Fund) continue;
        const none = account(kind, 99);
        await refuses(world, describeOpenings(world, openings(what, [spec(none)])), "AccountUnknown", none);
      }
    });
  });

  describe("reverts with", () => {
    it("TextLength for a purpose of none or more than 256 bytes", async () => {
      const world = await load();
      const value = openings(Opens.Commitment, [contract]);
      for (const purpose of ["x", "账".repeat(85)]) await describeOpenings(world, { ...value, purpose });
      for (const [purpose, length] of [
        ["", 0],
        ["x".repeat(257), 257],
        ["账".repeat(86), 258],
      ] as const) {
        await refuses(world, describeOpenings(world, { ...value, purpose }), "TextLength", length, 1, 256);
      }
    });

    it("NothingOpened for nothing, and for none", async () => {
      const world = await load();
      const nothing = encodeRaw(openings(Opens.None, []), "0x");
      await expect(world.openings.describe(city(), nothing)).to.be.revertedWithCustomError(
        world.openings,
        "NothingOpened",
      );
      for (const what of Object.values(Opens)) {
        if (what === Opens.None || what === Opens.Year) continue;
        const call = describeOpenings(world, openings(what, []));
        await expect(call).to.be.revertedWithCustomError(world.openings, "NothingOpened");
      }
    });

    it("OutOfScope for each kind without its bit", async () => {
      const world = await load();
      for (const what of Object.values(Opens)) {
        if (what === Opens.None) continue;
        const value = openings(what, GOOD[what] ?? []);
        await describeOpenings(world, value, { scope: 2 ** what });
        const scope = 2 ** 32 - 1 - 2 ** what;
        await refuses(world, describeOpenings(world, value, { scope }), "OutOfScope", what, scope);
      }
    });

    it("ImportedAmounts where the procedure imports and there are amounts", async () => {
      const world = await load();
      const scope = 2 ** Opens.Commitment + 1;
      const specs = [contract];
      await describeOpenings(world, openings(Opens.Commitment, specs), { scope });
      const call = describeOpenings(world, openings(Opens.Commitment, specs, { amounts: [1n] }), { scope });
      await refuses(world, call, "ImportedAmounts", 1);
    });

    it("no reason for what is no encoding", async () => {
      const world = await load();
      const value = openings(Opens.Commitment, [contract]);
      const payload = encode(value);
      const specs = encodeSpecs(value);
      const negative = `0x${"f".repeat(62)}e0${specs.slice(66)}`;
      for (const bad of [
        "0x",
        payload.slice(0, 66),
        encodeRaw(value, "0x"),
        encodeRaw(value, specs.slice(0, -64)),
        encodeRaw(value, negative),
        encodeRaw({ ...value, what: 8 }, specs),
      ]) {
        await expect(world.openings.describe(city(), bad)).to.revert(ethers);
      }
    });
  });
});
