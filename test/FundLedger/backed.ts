// What the settlement tests share: orders of the token-backed fund, and the vault held against the books.
import { expect } from "chai";
import { balance } from "./acts.ts";
import { Kind, UNIT, acc, order } from "./setup.ts";
import type { Entry, Order, deployBooks } from "./setup.ts";
import { expectBooksIntact } from "./tracks.ts";

export type Backed = Awaited<ReturnType<typeof deployBooks>>;

/** Payments out of the token-backed fund. */
export const pay = (...entries: Entry[]): Order => order(Kind.Payment, acc.token, entries);

/** A receipt of the token-backed fund. */
export const receive = (amount: number | bigint): Order => order(Kind.Receipt, acc.tokenTaxes, [[acc.token, amount]]);

/** Holds that the vault has exactly what the token-backed funds have and what is owed, and that the books are whole. */
export async function expectBacked(world: Backed): Promise<void> {
  const funds = (await balance(world, acc.token)) + (await balance(world, acc.tokenTwo));
  const owed = await world.vault.owedInAll(world.token);
  expect(await world.token.balanceOf(world.vault)).to.equal(funds * UNIT + owed);
  await expectBooksIntact(world);
}

export const owedTo = ({ vault, token }: Backed, party: number): Promise<bigint> => vault.owed(token, party);
