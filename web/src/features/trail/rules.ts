// What the address of a trail may ask for.
import type { Book } from "@mingzhang/sdk/kinds";
import { oneOf, record, type Rules } from "../asked/read.ts";

/** What an address can say of a trail. */
export function trailRules(books: readonly Book[]) {
  return {
    book: oneOf(books),
    direction: oneOf(["back", "forward"]),
    depth: { fits: (value: string) => /^\d{1,4}$/.test(value), remedy: "number" },
    cursor: { fits: (value: string) => /^[\w.]{1,60}$/.test(value), remedy: "page" },
    at: record,
  } as const satisfies Rules;
}
