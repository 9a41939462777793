// A payee's registered name, which stands in events alone: from the indexer. The SDK holds it against the chain's hash.
import type { PartyDetail } from "@mingzhang/sdk/api";
import { askJson } from "../data/api";

export async function registeredName(party: number): Promise<string> {
  return (await askJson<PartyDetail>(`/data/v1/parties/${party}`)).name;
}
