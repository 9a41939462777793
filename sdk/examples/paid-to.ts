// What was paid to whom: adds up everything that a payee got, net of what came back, page by page.
import type { Movement, Page } from "@mingzhang/sdk/api";

export async function paidTo(api: string, payee: number): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ kind: "payment,recovery", payee: String(payee), limit: "200" });
    if (cursor !== null) query.set("cursor", cursor);
    const answer = await fetch(`${api}/v1/movements?${query.toString()}`);
    if (!answer.ok) throw new Error(await answer.text());
    const page = (await answer.json()) as Page<Movement>;
    for (const { kind, amount, currency } of page.items) {
      // Amounts are integers in minor units, as text: never a floating point number.
      const sign = kind === "recovery" ? -1n : 1n;
      sums.set(currency, (sums.get(currency) ?? 0n) + sign * BigInt(amount));
    }
    cursor = page.next;
  } while (cursor !== null);
  return sums;
}
