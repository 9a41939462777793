// Official names of agencies, which signers see: from the indexer, held against the hash that the directory keeps.
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import type { Deployment } from "@mingzhang/sdk/api";
import { useQuery } from "@tanstack/react-query";
import { keccak256, stringToHex, type Client } from "viem";
import { readContract } from "viem/actions";
import { useClient } from "wagmi";
import { registeredName } from "../acts/facts";
import { usePortal } from "../wallet/frame";

/** The name that the indexer gives is not the one on the chain. */
export class NameDiffers extends Error {
  constructor(party: number) {
    super(`The directory on the chain has another name for party ${party} than this site`);
    this.name = "NameDiffers";
  }
}

async function checkedName(client: Client, deployment: Deployment, party: number): Promise<string> {
  const address = deployment.contracts.directory;
  const call = { address, abi: directoryAbi, functionName: "nameHashOf", args: [party] } as const;
  const [name, hash] = await Promise.all([registeredName(party), readContract(client, call)]);
  if (keccak256(stringToHex(name)) !== hash) throw new NameDiffers(party);
  return name;
}

/** Names by number, once all are read and checked. */
export function useNames(parties: readonly number[]) {
  const { deployment } = usePortal();
  const client = useClient();
  const wanted = [...new Set(parties)];
  return useQuery({
    queryKey: ["names", wanted],
    enabled: client !== undefined && wanted.length > 0,
    retry: false,
    queryFn: async () => {
      if (client === undefined) throw new Error("No chain to ask");
      const names = await Promise.all(wanted.map((party) => checkedName(client, deployment, party)));
      return new Map(wanted.map((party, at) => [party, names[at] ?? ""]));
    },
  });
}
