// Where the money of a payment came from: the receipts that funded it, first in, first out, to the last cent.
import type { TrailPage } from "@mingzhang/sdk/api-trails";

export async function whereFrom(api: string, payment: number): Promise<Map<number, bigint>> {
  const receipts = new Map<number, bigint>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ book: "cash", direction: "back", limit: "1000" });
    if (cursor !== null) query.set("cursor", cursor);
    const answer = await fetch(`${api}/v1/movements/${payment}/trail?${query.toString()}`);
    if (!answer.ok) throw new Error(await answer.text());
    const page = (await answer.json()) as TrailPage;
    for (const { record, ends } of page.steps) {
      for (const { amount } of ends) receipts.set(record, (receipts.get(record) ?? 0n) + BigInt(amount));
    }
    cursor = page.next;
  } while (cursor !== null);
  return receipts;
}
