// Whether a signature on record is its signer's, as contracts/libraries/Signatures.sol asks: ECDSA first, then ERC-1271.
import { type Client, isAddressEqual, recoverAddress } from "viem";
import { getCode, readContract } from "viem/actions";
import type { Hex } from "../hex.ts";

/**
 * How an act was authenticated. `transaction`: no signature, the signer sent it. `ecdsa`: by the signer's key.
 * `erc1271`: the signer's contract accepts it. `unchecked`: it is not the key's, and there is no chain to ask. `invalid`: by none.
 */
export type Authentication = "transaction" | "ecdsa" | "erc1271" | "unchecked" | "invalid";

/** Half of the order of secp256k1: OpenZeppelin refuses an s above it. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const MAGIC = "0x1626ba7e";
const ERC1271 = [
  {
    type: "function",
    name: "isValidSignature",
    stateMutability: "view",
    inputs: [
      { name: "hash", type: "bytes32" },
      { name: "signature", type: "bytes" },
    ],
    outputs: [{ name: "", type: "bytes4" }],
  },
] as const;

export interface SignatureQuestion {
  digest: Hex;
  signer: Hex;
  /** Empty ("0x") where the signer sent the transaction. */
  signature: Hex;
  /** To ask a contract that signs (ERC-1271). */
  client?: Client;
  /** Block at which to ask, that of the record: a contract may answer otherwise later. Default: the latest. */
  blockNumber?: bigint;
}

/** Checks a signature. Errors of an RPC that does not answer pass through; a contract that reverts accepts nothing. */
export async function authenticationOf(question: SignatureQuestion): Promise<Authentication> {
  const { digest, signer, signature, client, blockNumber } = question;
  if (signature === "0x") return "transaction";
  if (await isEcdsa(digest, signer, signature)) return "ecdsa";
  if (client === undefined) return "unchecked";
  const block = blockNumber === undefined ? {} : { blockNumber };
  if ((await getCode(client, { address: signer, ...block })) === undefined) return "invalid";
  try {
    const args = [digest, signature] as const;
    const call = { address: signer, abi: ERC1271, functionName: "isValidSignature", args, ...block } as const;
    return (await readContract(client, call)) === MAGIC ? "erc1271" : "invalid";
  } catch (error) {
    if (isRefusal(error)) return "invalid";
    throw error;
  }
}

async function isEcdsa(hash: Hex, signer: Hex, signature: Hex): Promise<boolean> {
  const match = /^0x[0-9a-f]{64}([0-9a-f]{64})(1b|1c)$/i.exec(signature);
  if (match === null || BigInt(`0x${match[1] ?? ""}`) > HALF_ORDER) return false;
  try {
    return isAddressEqual(await recoverAddress({ hash, signature }), signer);
  } catch (error) {
    // The curve's library throws for an r that is on no point: no key has signed this.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Whether the contract itself said no, by reverting or by answering something else, as opposed to an RPC that failed. */
function isRefusal(error: unknown): boolean {
  const refusals = [
    "ContractFunctionRevertedError",
    "ContractFunctionZeroDataError",
    "AbiDecodingDataSizeTooSmallError",
  ];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 10; depth += 1) {
    if (refusals.includes(at.name)) return true;
    at = at.cause;
  }
  return false;
}
