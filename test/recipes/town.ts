// Where the recipes are cooked: a town with money and permission, and the comparison with the tables of docs/RECIPES.md.
import { readFile } from "node:fs/promises";
import { KINDS } from "@mingzhang/sdk/kinds";
import { expect } from "chai";
import { fieldsOf, post } from "../FundLedger/acts.ts";
import type { Moved } from "../FundLedger/acts.ts";
import { expectBooksIntact } from "../FundLedger/tracks.ts";
import { AccountKind, Kind, acc, account, commitmentSpec, deployAccounts, order } from "../FundLedger/setup.ts";
import type { Citation, Order, World } from "../FundLedger/setup.ts";

/** Yuan as minor units (fen), from text such as `1,730.50`. */
export function yuan(text: string): bigint {
  const [whole = "", fen = "00"] = text.replaceAll(",", "").split(".");
  return BigInt(whole + fen.padEnd(2, "0"));
}

/** The world of the ledger's tests with 5,000,000 yuan in the general fund and 800,000 allotted to roads. */
export async function deployTown() {
  const world = await deployAccounts();
  await post(world, [
    order(Kind.Receipt, acc.taxes, [[acc.general, yuan("5,000,000")]]),
    order(Kind.Appropriation, acc.budget, [[acc.roads, yuan("1,000,000")]]),
    order(Kind.Allotment, acc.roads, [[acc.roadsAllotment, yuan("800,000")]]),
  ]);
  return world;
}

/** Opens a commitment and returns its account. */
export async function openCommitment(
  { ledger }: World,
  payee: number,
  contractId: string,
  allotment: bigint = acc.roadsAllotment,
): Promise<bigint> {
  await ledger.openCommitments([{ ...commitmentSpec(allotment, payee), contractId }]);
  return account(AccountKind.Commitment, await ledger.accountCount(AccountKind.Commitment));
}

/** A recipe under way: posts, and keeps what was posted. */
export interface Cooking {
  moved: Moved[];
  post(orders: Order[], citations?: Citation[]): Promise<Moved[]>;
}

export function cook(world: World): Cooking {
  const moved: Moved[] = [];
  return {
    moved,
    async post(orders, citations = []) {
      const more = await post(world, orders, citations);
      moved.push(...more);
      return more;
    },
  };
}

/** Holds that the table under `## heading` of docs/RECIPES.md is what was posted, and that the books are whole. */
export async function expectTold(
  world: World,
  { moved }: Cooking,
  heading: string,
  names: Record<string, bigint>,
): Promise<void> {
  const page = await readFile(new URL("../../docs/RECIPES.md", import.meta.url), "utf8");
  const section = page.split("\n## ").find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/RECIPES.md has no section ${heading}`);
  const rows = section.split("\n").filter((line) => /^\| *\d/u.test(line));
  const told = rows.map((row) => {
    const [step, kind, from = "", to = "", amount = ""] = row
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    return [Number(step), kind, names[from], names[to], yuan(amount)];
  });
  expect(told).to.deep.equal(
    moved.map(({ terms, from, to, amount }, i) => [i + 1, KINDS[fieldsOf(terms).kind - 1]?.name, from, to, amount]),
  );
  await expectBooksIntact(world);
}

/** The `i`th of what was posted. */
export function at(moved: readonly Moved[], i: number): Moved {
  const found = moved[i];
  if (found === undefined) throw new Error(`nothing posted at ${i}`);
  return found;
}
