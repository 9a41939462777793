// LedgerOrders.describe: see describe.tree
import { expect } from "chai";
import { Kind, Party, acc, account, AccountKind, lineSpec, order } from "../FundLedger/setup.ts";
import type { Order } from "../FundLedger/setup.ts";
import { ethers, networkHelpers } from "../network.ts";
import { decodeOrders, encodeOrders, encodePacked, packOrder } from "../support/orders.ts";
import type { Batch, Handlers } from "../support/orders.ts";
import { random } from "../support/random.ts";
import { ledgerMatterOf } from "../support/services.ts";
import type { Matter } from "../support/handlers.ts";
import { CITING, SAMPLES, claim, claimsFor, deployOrders, expectForm, expectFormOf, orderOf } from "./setup.ts";

const load = () => networkHelpers.loadFixture(deployOrders);
const pay = (to: bigint, amount: bigint | number = 7) =>
  orderOf({ kind: Kind.Payment, from: acc.general, to }, Number(amount));

/** Describes orders for a case of the city, or of another matter. */
function describeOrders(
  world: Handlers,
  orders: Order | Order[],
  batch: Partial<Batch> = {},
  matter: Partial<Matter> = {},
) {
  const citations = batch.citations ?? claimsFor([orders].flat());
  const payload = encodeOrders(orders, { ...batch, citations });
  return world.orders.describe(ledgerMatterOf({ agency: Party.City, officials: 0, ...matter }), payload);
}

async function refuses(world: Handlers, call: Promise<unknown>, error: string, ...values: unknown[]): Promise<void> {
  await expect(call)
    .to.be.revertedWithCustomError(world.orders, error)
    .withArgs(...values);
}

describe("LedgerOrders.describe", () => {
  describe("one movement", () => {
    for (const each of SAMPLES) {
      it(`of kind ${each.kind} to ${each.to >> 56n} shows its form`, async () => {
        const world = await load();
        const single = orderOf(each);
        await expectForm(world, [single], { citations: claimsFor([single]) });
      });
    }

    it("has every field in its content", async () => {
      const world = await load();
      const citing = orderOf({ kind: Kind.Reclassification, from: acc.bridge, to: acc.survey });
      const entry = citing.entries[0];
      if (entry === undefined) throw new Error("no entry");
      const contents = new Set<string>();
      const add = async (changed: Partial<Order>, record = 5n, purpose = "a", agency: number = Party.City) => {
        const described = await describeOrders(
          world,
          { ...citing, ...changed },
          { purpose, citations: [claim(record)] },
          { agency },
        );
        contents.add(described.content);
      };
      await add({});
      await add({ flags: 1 });
      await add({ code: 9 });
      await add({ valueDate: 1 });
      await add({ document: ethers.ZeroHash });
      await add({ from: acc.survey });
      await add({ entries: [{ ...entry, to: acc.relief }] });
      await add({ entries: [{ ...entry, amount: 8 }] });
      await add({ entries: [{ ...entry, detail: ethers.ZeroHash }] });
      await add({}, 6n);
      await add({}, 5n, "b");
      await add({}, 5n, "a", Party.Office);
      expect(contents.size).to.equal(12);
    });
  });

  describe("several movements", () => {
    it("show count, total and the root of the rows, for any number", async () => {
      const world = await load();
      for (const count of [2, 3, 4, 5, 7, 8, 9, 33, 100]) {
        const entries = Array.from({ length: count }, (_, i) => {
          return [[acc.school, acc.bridge, acc.survey][i % 3] ?? 0n, i + 1, ethers.id(`row ${i}`)] as const;
        });
        await expectForm(world, [order(Kind.Payment, acc.general, entries, { code: 3, flags: 1 })]);
      }
    });

    it("say mixed of several kinds, and no document where they differ", async () => {
      const world = await load();
      const [first, second] = [pay(acc.school), pay(acc.bridge)];
      await expectForm(world, [first, second]);
      await expectForm(world, [first, { ...second, document: ethers.id("other") }, first]);
      const mixed = [first, orderOf({ kind: Kind.Release, from: acc.school, to: acc.schoolsAllotment }), second];
      await expectForm(world, mixed);
    });

    it("count citations through orders that cite and orders that do not", async () => {
      const world = await load();
      const orders = SAMPLES.flatMap((each) => [orderOf(each), orderOf(each, 9)]);
      const first = orders[0];
      if (first === undefined) throw new Error("no order");
      orders.push({ ...first, entries: [...first.entries, ...first.entries] });
      await expectForm(world, orders, { citations: claimsFor(orders) });
    });

    it("have every field of every row in their content", async () => {
      const world = await load();
      const base = [pay(acc.school), orderOf({ kind: Kind.Reclassification, from: acc.bridge, to: acc.survey })];
      const contents = new Set<string>();
      const add = async (at: number, changed: Partial<Order>, record = 5n) => {
        const orders = base.map((each, i) => (i === at ? { ...each, ...changed } : each));
        contents.add((await describeOrders(world, orders, { citations: [claim(record)] })).content);
      };
      await add(0, {});
      await add(0, {}, 6n);
      for (const [at, { entries, from }] of base.entries()) {
        const [entry] = entries;
        if (entry === undefined) throw new Error("no entry");
        await add(at, { flags: 1 });
        await add(at, { code: 9 });
        await add(at, { valueDate: 1 });
        await add(at, { document: ethers.ZeroHash });
        await add(at, { from: from === acc.general ? acc.special : acc.survey });
        await add(at, { entries: [{ ...entry, to: acc.relief }] });
        await add(at, { entries: [{ ...entry, amount: 8 }] });
        await add(at, { entries: [{ ...entry, detail: ethers.ZeroHash }] });
      }
      await add(0, { kind: Kind.TransferPayment });
      expect(contents.size).to.equal(19);
    });
  });

  describe("whose the accounts are", () => {
    for (const each of SAMPLES) {
      it(`kind ${each.kind} of agency ${each.owner} is its own and the government's`, async () => {
        const world = await load();
        for (const agency of [each.owner, Party.City]) await describeOrders(world, orderOf(each), {}, { agency });
        for (const agency of [Party.Treasury, Party.Bureau, Party.Office, Party.OtherCity, Party.OtherBureau]) {
          if (agency === each.owner) continue;
          const call = describeOrders(world, orderOf(each), {}, { agency });
          await refuses(world, call, "NotTheAgencys", each.account, each.owner, agency);
        }
        const call = describeOrders(world, orderOf(each), {}, { agency: Party.OtherCity, government: Party.OtherCity });
        const paying = each.kind === Kind.Payment || each.kind === Kind.TransferPayment;
        if (paying) await refuses(world, call, "NotTheAgencys", acc.general, Party.Treasury, Party.OtherCity);
        else await refuses(world, call, "NotTheAgencys", each.account, each.owner, Party.OtherCity);
      });
    }

    it("one commitment of another unit is refused in a batch, wherever it stands", async () => {
      const world = await load();
      for (const at of [0, 1, 2, 3]) {
        const entries = [acc.school, acc.school, acc.school].toSpliced(at, 0, acc.bridge).map((to) => [to, 1] as const);
        const batch = order(Kind.Payment, acc.general, entries);
        await refuses(
          world,
          describeOrders(world, batch, {}, { agency: Party.Bureau }),
          "NotTheAgencys",
          acc.bridge,
          Party.Office,
          Party.Bureau,
        );
        await describeOrders(world, batch);
      }
    });

    it("both sides of a reclassification, a virement and a cash transfer must be the agency's", async () => {
      const world = await load();
      const mixed = orderOf({ kind: Kind.Reclassification, from: acc.school, to: acc.bridge });
      await describeOrders(world, mixed);
      await refuses(
        world,
        describeOrders(world, mixed, {}, { agency: Party.Bureau }),
        "NotTheAgencys",
        acc.bridge,
        Party.Office,
        Party.Bureau,
      );
      await refuses(
        world,
        describeOrders(world, mixed, {}, { agency: Party.Office }),
        "NotTheAgencys",
        acc.school,
        Party.Bureau,
        Party.Office,
      );
      await world.ledger.openLines([lineSpec(acc.general, Party.Treasury, 2026)]);
      const other = account(AccountKind.Line, 7);
      const virement = orderOf({ kind: Kind.Virement, from: acc.roads, to: other });
      await refuses(
        world,
        describeOrders(world, virement, {}, { agency: Party.Bureau }),
        "NotTheAgencys",
        other,
        Party.Treasury,
        Party.Bureau,
      );
      const transfer = orderOf({ kind: Kind.CashTransfer, from: acc.general, to: acc.otherFund });
      await refuses(
        world,
        describeOrders(world, transfer),
        "NotTheAgencys",
        acc.otherFund,
        Party.OtherCity,
        Party.City,
      );
    });

    it("a fund of another government pays nothing, and gives nothing", async () => {
      const world = await load();
      for (const kind of [Kind.Payment, Kind.TransferPayment]) {
        const paying = orderOf({ kind, from: acc.otherFund, to: acc.grantTwo });
        await refuses(
          world,
          describeOrders(world, paying, {}, { agency: Party.Bureau }),
          "NotTheAgencys",
          acc.otherFund,
          Party.OtherCity,
          Party.Bureau,
        );
      }
      const giving = orderOf({ kind: Kind.CashTransfer, from: acc.otherFund, to: acc.general });
      await refuses(world, describeOrders(world, giving), "NotTheAgencys", acc.otherFund, Party.OtherCity, Party.City);
    });

    it("unknown accounts are refused", async () => {
      const world = await load();
      const unknown = (kind: number) => account(kind, 99);
      const { Fund, Line, Allotment, Commitment } = AccountKind;
      const cases = [
        [Kind.Payment, acc.general, unknown(Commitment), unknown(Commitment)],
        [Kind.Payment, unknown(Fund), acc.school, unknown(Fund)],
        [Kind.CashTransfer, acc.general, unknown(Fund), unknown(Fund)],
        [Kind.CashTransfer, unknown(Fund), acc.general, unknown(Fund)],
        [Kind.Appropriation, acc.budget, unknown(Line), unknown(Line)],
        [Kind.Cut, unknown(Line), acc.budget, unknown(Line)],
        [Kind.Commitment, unknown(Allotment), acc.school, unknown(Allotment)],
        [Kind.Commitment, acc.schoolsAllotment, unknown(Commitment), unknown(Commitment)],
        [Kind.Withdrawal, unknown(Allotment), acc.roads, unknown(Allotment)],
        [Kind.Release, unknown(Commitment), acc.roadsAllotment, unknown(Commitment)],
      ] as const;
      for (const [kind, from, to, account_] of cases) {
        await refuses(world, describeOrders(world, orderOf({ kind, from, to })), "AccountUnknown", account_);
      }
      const batch = order(Kind.Payment, acc.general, [
        [acc.school, 1],
        [unknown(Commitment), 1],
      ]);
      await refuses(world, describeOrders(world, batch), "AccountUnknown", unknown(Commitment));
      const first = order(Kind.Payment, acc.general, [
        [unknown(Commitment), 1],
        [acc.school, 1],
      ]);
      await refuses(world, describeOrders(world, first), "AccountUnknown", unknown(Commitment));
    });
  });

  describe("currency", () => {
    it("reverts with CurrenciesDiffer between orders and between the lines of an appropriation", async () => {
      const world = await load();
      await world.ledger.openLines([lineSpec(acc.dollars, Party.Bureau, 2026)]);
      const dollarLine = account(AccountKind.Line, 7);
      const appropriation = order(Kind.Appropriation, acc.budget, [
        [acc.roads, 1],
        [acc.schools, 1],
        [dollarLine, 1],
      ]);
      await refuses(world, describeOrders(world, appropriation), "CurrenciesDiffer", "0x434e59", "0x555344");
      const orders = [orderOf({ kind: Kind.Cut, from: dollarLine, to: acc.budget }), pay(acc.school)];
      await refuses(world, describeOrders(world, orders), "CurrenciesDiffer", "0x555344", "0x434e59");
      const { currency } = await describeOrders(world, order(Kind.Appropriation, acc.budget, [[dollarLine, 1]]));
      expect(currency).to.equal("0x555344");
      await describeOrders(world, [
        pay(acc.school),
        orderOf({ kind: Kind.Payment, from: acc.special, to: acc.specialWork }),
      ]);
    });
  });

  describe("reverts with", () => {
    it("TextLength for a purpose of none or more than 256 bytes", async () => {
      const world = await load();
      for (const purpose of ["x", "x".repeat(256), "账".repeat(85)])
        await describeOrders(world, pay(acc.school), { purpose });
      for (const purpose of ["", "x".repeat(257), "账".repeat(86)]) {
        const length = ethers.toUtf8Bytes(purpose).length;
        await refuses(world, describeOrders(world, pay(acc.school), { purpose }), "TextLength", length, 1, 256);
      }
    });

    it("NothingToPost without orders", async () => {
      const world = await load();
      await expect(describeOrders(world, [])).to.be.revertedWithCustomError(world.ledger, "NothingToPost");
    });

    it("KindMissing, KindNotForCases and OutOfScope", async () => {
      const world = await load();
      const none = encodePacked([{ ...packOrder(pay(acc.school)), kind: 0 }]);
      await expect(world.orders.describe(ledgerMatterOf(), none)).to.be.revertedWithCustomError(
        world.ledger,
        "KindMissing",
      );
      const receipt = orderOf({ kind: Kind.Receipt, from: acc.taxes, to: acc.general });
      await refuses(world, describeOrders(world, receipt), "KindNotForCases", Kind.Receipt);
      const recovery = orderOf({ kind: Kind.Recovery, from: acc.bridge, to: acc.general });
      await refuses(world, describeOrders(world, recovery), "KindNotForCases", Kind.Recovery);
      for (const each of SAMPLES) {
        const bit = 2 ** each.kind;
        await describeOrders(world, orderOf(each), {}, { scope: bit });
        const scope = 2 ** 32 - 1 - bit;
        await refuses(world, describeOrders(world, orderOf(each), {}, { scope }), "OutOfScope", each.kind, scope);
        await refuses(
          world,
          describeOrders(world, [orderOf(each), pay(acc.school)], {}, { scope: 0 }),
          "OutOfScope",
          each.kind,
          0,
        );
      }
      const second = [pay(acc.school), orderOf({ kind: Kind.Cut, from: acc.roads, to: acc.budget })];
      await refuses(world, describeOrders(world, second, {}, { scope: 16 }), "OutOfScope", Kind.Cut, 16);
    });

    it("ImportedUnfit where the flag and the procedure's bit 0 differ, and for an import out of a fund with a token", async () => {
      const world = await load();
      const flagged = (from: bigint, to: bigint) => ({ ...orderOf({ kind: Kind.Payment, from, to }), flags: 2 });
      const paying = 2 ** Kind.Payment;
      await describeOrders(world, flagged(acc.general, acc.school), {}, { scope: paying + 1 });
      for (const scope of [paying, 2 ** 32 - 2]) {
        const call = describeOrders(world, flagged(acc.general, acc.school), {}, { scope });
        await refuses(world, call, "ImportedUnfit", scope);
      }
      const plain = describeOrders(world, pay(acc.school), {}, { scope: paying + 1 });
      await refuses(world, plain, "ImportedUnfit", paying + 1);
      const mixed = [flagged(acc.general, acc.school), pay(acc.school)];
      await refuses(world, describeOrders(world, mixed, {}, { scope: paying + 1 }), "ImportedUnfit", paying + 1);
      const agency = Party.City;
      await describeOrders(world, orderOf({ kind: Kind.Payment, from: acc.token, to: acc.tokenWork }), {}, { agency });
      const tokens = describeOrders(world, flagged(acc.token, acc.tokenWork), {}, { scope: paying + 1, agency });
      await refuses(world, tokens, "ImportedUnfit", paying + 1);
    });

    it("EdgeForbidden for accounts of the wrong kinds, in any entry", async () => {
      const world = await load();
      const accounts = [acc.taxes, acc.general, acc.budget, acc.roads, acc.roadsAllotment, acc.bridge];
      for (const { kind, from, to } of SAMPLES) {
        for (const wrong of accounts) {
          if (wrong >> 56n !== from >> 56n) {
            await refuses(
              world,
              describeOrders(world, orderOf({ kind, from: wrong, to })),
              "EdgeForbidden",
              kind,
              wrong,
              to,
            );
          }
          if (wrong >> 56n === to >> 56n) continue;
          const call = describeOrders(
            world,
            order(kind, from, [
              [to, 1],
              [to, 1],
              [wrong, 1],
            ]),
          );
          await refuses(world, call, "EdgeForbidden", kind, from, wrong);
        }
      }
    });

    it("ItemsUneven and ItemOverlong", async () => {
      const world = await load();
      const packed = packOrder(pay(acc.school));
      const [entry = "", detail = ""] = packed.items;
      const describePacked = (items: string[]) => {
        return world.orders.describe(ledgerMatterOf({ agency: Party.City }), encodePacked([{ ...packed, items }]));
      };
      for (const items of [[], [entry], [entry, detail, entry]]) {
        await refuses(world, describePacked(items), "ItemsUneven", items.length);
      }
      for (const bit of [168n, 200n, 255n]) {
        const word = BigInt(entry) | (1n << bit);
        const items = [entry, detail, ethers.toBeHex(word, 32), detail];
        await refuses(world, describePacked(items), "ItemOverlong", word);
      }
    });

    it("CitationCount for too few and too many", async () => {
      const world = await load();
      const citing = SAMPLES.filter(({ kind }) => CITING.includes(kind)).map((each) => orderOf(each));
      const citations = claimsFor(citing);
      await describeOrders(world, citing, { citations });
      await refuses(world, describeOrders(world, citing, { citations: citations.slice(1) }), "CitationCount", 1, 2);
      await refuses(world, describeOrders(world, citing, { citations: [] }), "CitationCount", 0, 2);
      await refuses(
        world,
        describeOrders(world, citing, { citations: [...citations, claim(1n)] }),
        "CitationCount",
        3,
        2,
      );
      await refuses(world, describeOrders(world, pay(acc.school), { citations: [claim(1n)] }), "CitationCount", 1, 0);
    });

    it("TotalTooLarge for a total above 104 bits", async () => {
      const world = await load();
      const most = 2n ** 104n - 1n;
      const orders = (last: bigint) =>
        order(Kind.Payment, acc.general, [
          [acc.school, most - 1n],
          [acc.school, last],
        ]);
      expect((await describeOrders(world, orders(1n))).amount).to.equal(most);
      await refuses(world, describeOrders(world, orders(2n)), "TotalTooLarge", acc.general);
    });
  });

  describe("what is no encoding of orders", () => {
    const orders = [
      order(Kind.Payment, acc.general, [
        [acc.school, 3, ethers.id("row")],
        [acc.bridge, 4],
      ]),
      orderOf({ kind: Kind.Reclassification, from: acc.bridge, to: acc.survey }),
    ];
    const good = encodeOrders(orders, { citations: claimsFor(orders) });
    const matter = ledgerMatterOf({ agency: Party.City, officials: 0 });
    const words = (good.length - 2) / 64;
    const wordAt = (index: number) => BigInt(`0x${good.slice(2 + 64 * index, 66 + 64 * index)}`);
    const withWord = (index: number, value: bigint) => {
      const word = (value & (2n ** 256n - 1n)).toString(16).padStart(64, "0");
      return good.slice(0, 2 + 64 * index) + word + good.slice(66 + 64 * index);
    };
    /** Index of the first order's first word: behind the offset, three offsets, the purpose, the count and two offsets. */
    const ORDER = 9;

    it("reverts with PayloadUnreadable for a field above its bits", async () => {
      const world = await load();
      const terms = wordAt(ORDER);
      expect([terms & 0xffn, terms >> 72n]).to.deep.equal([BigInt(Kind.Payment), acc.general]);
      for (const other of [terms | (1n << 136n), terms | (1n << 255n), (terms & ~0xffn) | 17n, terms | 0xffn]) {
        await refuses(world, world.orders.describe(matter, withWord(ORDER, other)), "PayloadUnreadable", 32 * ORDER);
      }
    });

    it("reverts with PayloadUnreadable for offsets and lengths that lead outside, and before itself", async () => {
      const world = await load();
      const size = BigInt(words * 32);
      const cases: [index: number, value: bigint, place: number][] = [
        [0, 0n, 0],
        [0, 64n, 0],
        [1, size - 32n, 1],
        [2, size, 2],
        [3, -32n, 3],
        [3, 2n ** 64n, 3],
        [4, size, 4],
        [6, size, 6],
        [7, -96n, 7],
        [7, size - 32n * 9n, 7],
        [ORDER + 2, -32n, ORDER + 2],
        [ORDER + 3, size, ORDER + 3],
      ];
      for (const [index, value, place] of cases) {
        const call = world.orders.describe(matter, withWord(index, value));
        await refuses(world, call, "PayloadUnreadable", 32 * place);
      }
      for (const short of ["0x", ethers.ZeroHash, good.slice(0, 2 + 64 * 3)]) {
        await refuses(world, world.orders.describe(matter, short), "PayloadUnreadable", 0);
      }
    });

    it("reverts when it is cut off, and takes what follows it for nothing", async () => {
      const world = await load();
      const whole = await world.orders.describe(matter, good);
      expect([...(await world.orders.describe(matter, `${good}${"ff".repeat(40)}`))]).to.deep.equal([...whole]);
      // The end is a citation's path, which is the ledger's business.
      for (let end = 0; end < words - 14; end += 1) {
        await expect(world.orders.describe(matter, good.slice(0, 2 + 64 * end))).to.revert(ethers);
      }
    });

    it("reverts, or describes what any decoder reads, whatever word is changed", async () => {
      const world = await load();
      const size = BigInt(words * 32);
      const { int } = random();
      let taken = 0;
      for (let index = 0; index < words; index += 1) {
        const was = wordAt(index);
        const near = [was - 32n, was + 32n, was + 1n, was ^ (1n << BigInt(int(0, 255)))];
        for (const value of [0n, 1n, 2n, 64n, size, size - 32n, 2n ** 64n - 1n, 2n ** 255n, -32n, -64n, ...near]) {
          const payload = withWord(index, value);
          const described = await world.orders.describe(matter, payload).catch(() => null);
          if (described === null) continue;
          const read = decodeOrders(payload);
          // The purpose's bytes are no text now, and no typed data that ethers would hash.
          if (read === null) continue;
          await expectFormOf(world, described, read.orders, read, matter);
          taken += 1;
        }
      }
      expect(taken).to.be.above(100);
    });
  });
});
