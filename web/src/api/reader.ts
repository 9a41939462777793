// Whose page is being made: the indexer counts by address what is dear, whoever asks for it.
import "server-only";
import { headers } from "next/headers";

/** What a question for a page says of its reader. The address is the explorer's own word by now (security/incoming.ts). */
export async function ofReader(): Promise<Record<string, string>> {
  const address = (await headers()).get("x-forwarded-for");
  return address === null ? {} : { "x-forwarded-for": address };
}
