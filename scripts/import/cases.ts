// The cases of an import: what a maker of the treasury submits and its treasurer decides, some hundreds of rows at once.
import type { Facts } from "@mingzhang/sdk/cases/forms";
import type { Openings } from "@mingzhang/sdk/cases/payloads";
import type { OpeningSpecs } from "@mingzhang/sdk/cases/specs";
import { zeroHash } from "viem";
import { groupsOf } from "../chain/orders.ts";
import type { Order } from "../chain/orders.ts";
import type { Matter, TwoKeys } from "../chain/two-keys.ts";

/** Procedures that an import's cases are submitted under: nothing else uses them. */
export const IMPORT_PROCEDURES = { movements: "import", accounts: "import-accounts" } as const;

const MOVEMENTS_PER_CASE = 300;
const PURPOSE = "Import of published spending 导入已公布支出";

export class ImportCases {
  readonly #keys: TwoKeys;
  readonly #currency: string;

  /** @param currency ISO 4217 letters of the profile */
  constructor(keys: TwoKeys, currency: string) {
    this.#keys = keys;
    this.#currency = currency;
  }

  /**
   * Opens accounts, one case for each of `all`, and without a sum: sums are movements that are marked as imported.
   * @param mark see TwoKeys
   * @param nameOf registered name of a payee
   * @param progress accounts opened so far
   */
  async open(
    government: number,
    mark: bigint,
    all: readonly OpeningSpecs[],
    nameOf: (payee: number) => string,
    progress: (done: number) => void,
  ): Promise<void> {
    const matters = all.map((opened): Matter => {
      const value: Openings = { ...opened, givers: [], amounts: [], purpose: PURPOSE, document: zeroHash };
      // A form names the payee where a single commitment is opened.
      const only = opened.what === "commitment" ? opened.specs[0]?.payee : undefined;
      const payee = only === undefined ? null : { number: only, name: nameOf(only) };
      return { payload: { handler: "ledgerOpenings", value }, facts: { currency: "", payee } };
    });
    const sizes = all.map(({ specs }) => specs.length);
    await this.#carryOut(IMPORT_PROCEDURES.accounts, government, mark, matters, sizes, progress);
  }

  /**
   * Posts orders, in their order, some hundreds of movements in a case.
   * @param payeeOf payee of a commitment, whom a form names where a case is a single movement
   * @param progress movements posted so far
   */
  async post(
    government: number,
    mark: bigint,
    orders: readonly Order[],
    payeeOf: (commitment: bigint) => Facts["payee"],
    progress: (done: number) => void,
  ): Promise<void> {
    const groups = groupsOf(orders, MOVEMENTS_PER_CASE);
    const matters = groups.map((group): Matter => {
      const documents = new Set(group.map(({ document }) => document));
      documents.delete(zeroHash);
      const value = { purpose: PURPOSE, orders: group, citations: [] };
      const facts = { currency: this.#currency, payee: payeeOf(group[0]?.entries[0]?.to ?? 0n) };
      return { payload: { handler: "ledgerOrders", value }, facts, documents: [...documents] };
    });
    const sizes = groups.map((group) => group.reduce((count, { entries }) => count + entries.length, 0));
    await this.#carryOut(IMPORT_PROCEDURES.movements, government, mark, matters, sizes, progress);
  }

  async #carryOut(
    procedure: string,
    government: number,
    mark: bigint,
    matters: readonly Matter[],
    sizes: readonly number[],
    progress: (done: number) => void,
  ): Promise<void> {
    let at = 0;
    let done = 0;
    await this.#keys.carryOut(procedure, government, mark, matters, () => {
      done += sizes[at] ?? 0;
      at += 1;
      progress(done);
    });
  }
}
