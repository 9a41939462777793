// The three hashes of a checkpoint's typed data, to be compared with what a wallet shows.
import { checkpointDomain, checkpointTypedData, type Checkpoint, type Origin } from "@mingzhang/sdk/checkpoint";
import { domainHash } from "@mingzhang/sdk/cases/typed-data";
import { concatHex, hashStruct, keccak256, type Hex } from "viem";

export interface CheckpointHashes {
  domain: Hex;
  struct: Hex;
  final: Hex;
}

export function checkpointHashes(origin: Origin, checkpoint: Checkpoint): CheckpointHashes {
  const { types, primaryType, message } = checkpointTypedData(origin, checkpoint);
  const domain = domainHash(checkpointDomain(origin));
  const struct = hashStruct({ types, primaryType, data: message });
  return { domain, struct, final: keccak256(concatHex(["0x1901", domain, struct])) };
}
