// SHA-256 of a file, computed where the file is; nothing of it leaves the browser.
import { hexOf, type Hex } from "@mingzhang/sdk/hex";

export async function digestOf(file: Blob): Promise<Hex> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (globalThis.crypto.subtle !== undefined)
    return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  // Browsers give their own SHA-256 to secure pages alone; a site in a local network may have no certificate.
  const { sha256 } = await import("@mingzhang/sdk/sha256");
  return hexOf(sha256(bytes));
}
