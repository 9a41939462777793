// The audit stands apart: none of its files takes code from the index or the SDK but the contracts' ABIs, and vaults add up.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expect } from "chai";
import { Books } from "../../scripts/audit/books.ts";
import type { AuditEvent } from "../../scripts/audit/decode.ts";
import { Difference } from "../../scripts/audit/difference.ts";
import { VaultBook } from "../../scripts/audit/vault.ts";
import { fromRoot } from "../../scripts/stack/paths.ts";

/** What a file imports at run time; types are erased. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?"([^"]+)";/gms)].map(([, name]) => name ?? "");
}

describe("the audit", () => {
  it("imports the contracts' ABIs, a client of the chain and its own files, and nothing that decodes for the index", () => {
    const seen = new Set<string>();
    const outside = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const name of importsOf(file)) {
        if (name.startsWith("./") || name.startsWith("../")) walk(resolve(dirname(file), name));
        else outside.add(name);
      }
    };
    walk(fromRoot("scripts/audit/run.ts"));
    expect([...seen].filter((file) => !file.startsWith(fromRoot("scripts/audit/")))).to.deep.equal([]);
    expect(seen.size).to.be.greaterThan(10);
    const allowed = /^(?:node:crypto|viem|viem\/accounts|@mingzhang\/sdk\/abi\/[a-z-]+)$/;
    expect([...outside].filter((name) => !allowed.test(name))).to.deep.equal([]);
    for (const name of outside) {
      if (!name.startsWith("@mingzhang/sdk/abi/")) continue;
      expect(importsOf(fromRoot(`${name.replace("@mingzhang/sdk", "sdk/src")}.ts`)), name).to.deep.equal([]);
    }
  });

  it("adds up what a vault owes from payments, payouts and cancellations, and what it must hold", () => {
    const TOKEN = `0x${"aa".repeat(20)}` as const;
    const [fund, line, allotment, commitment, source] = [2n, 4n, 5n, 6n, 1n].map((kind) => (kind << 56n) | 1n) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    const none = `0x${"00".repeat(32)}` as const;
    const named = { name: "a", otherName: "", code: "" };
    const movement = (kind: bigint, from: bigint, to: bigint, amount: bigint, at: readonly [bigint, bigint]) => ({
      name: "Movement" as const,
      args: {
        record: 0n,
        from,
        to,
        terms: kind,
        amount,
        fromPosition: at[0],
        toPosition: at[1],
        document: none,
        detail: none,
      },
    });
    const titled = { title: "a", otherTitle: "" };
    const act = (3n << 56n) | 1n;
    const paid = (units: bigint) => ({
      name: "PaidOut" as const,
      args: { record: 0n, party: 7, token: TOKEN, wallet: TOKEN, units },
    });
    const events: AuditEvent[] = [
      {
        name: "FundOpened",
        args: { record: 0n, account: fund, owner: 1, currency: "0x434e59", exponent: 2, token: TOKEN, ...named },
      },
      { name: "SourceOpened", args: { record: 0n, account: source, fund, party: 9 } },
      {
        name: "ActOpened",
        args: { record: 0n, account: act, government: 1, year: 2026, actType: 1, ...titled, document: none },
      },
      {
        name: "LineOpened",
        args: {
          record: 0n,
          account: line,
          fund,
          agency: 1,
          year: 2026,
          func: 1,
          economic: 22,
          nationalCode: "",
          name: "a",
          otherName: "",
        },
      },
      { name: "AllotmentOpened", args: { record: 0n, account: allotment, line, unit: 1, ...titled } },
      {
        name: "CommitmentOpened",
        args: {
          record: 0n,
          account: commitment,
          allotment,
          payee: 7,
          payeeFund: 0n,
          contractId: "",
          ...titled,
          document: none,
        },
      },
      movement(1n, source, fund, 1_000n, [0n, 0n]),
      movement(7n, act, line, 900n, [0n, 0n]),
      movement(12n, line, allotment, 900n, [0n, 0n]),
      movement(14n, allotment, commitment, 900n, [0n, 0n]),
      movement(4n, fund, commitment, 300n, [0n, 0n]),
      paid(3_000_000n),
      movement(4n, fund, commitment, 200n, [300n, 300n]),
      { name: "OweCancelled", args: { record: 0n, party: 7, token: TOKEN, units: 500_000n } },
    ];
    const books = new Books();
    for (const [number, event] of events.entries()) books.take(number, event);
    const vault = new VaultBook(books);
    // Six decimals of the token, two of the currency.
    vault.setUnit(fund, 10_000n);
    for (const [number, event] of events.entries()) vault.take(number, event);
    expect([...vault.owed]).to.deep.equal([[`${TOKEN} 7`, 1_500_000n]]);
    expect(vault.sumsOf(TOKEN)).to.deep.equal({ owed: 1_500_000n, backed: 5_000_000n });
    expect(() => vault.take(events.length, paid(2_000_000n))).to.throw(Difference, "units");
  });
});
