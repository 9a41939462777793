// Attachments: hashed in the browser, then handed to the relay's store under that hash.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, type Hex } from "viem";
import { askJson } from "../data/api";

/** Bytes that are read at a time. */
const SLICE = 4 * 1024 * 1024;

/** SHA-256 of a file of any size, slice by slice. */
export async function digestOf(file: Blob, progress: (share: number) => void = () => undefined): Promise<Hex> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += SLICE) {
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
    progress(Math.min(1, (at + SLICE) / file.size));
  }
  return bytesToHex(hash.digest());
}

/** Stores the file; the store's own digest must be the one that was hashed here. */
export async function storeDocument(file: Blob, digest: Hex): Promise<void> {
  const headers = { "content-type": "application/octet-stream" };
  const stored = await askJson<{ digest: Hex }>("/relay/v1/documents", { method: "POST", body: file, headers });
  if (stored.digest.toLowerCase() !== digest.toLowerCase()) {
    throw new Error(`The store says ${stored.digest}, and the file's digest is ${digest}.`);
  }
}
