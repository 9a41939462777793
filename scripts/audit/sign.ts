// Signs an audit's findings by a key of the environment, and says who signed a report.
import { hash } from "node:crypto";
import { type Hex, recoverMessageAddress } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import type { Findings } from "./run.ts";

export interface ReportSignature {
  /** Lower case. */
  signer: Hex;
  /** EIP-191, of `signedText`. */
  signature: Hex;
}

/** A report that cannot be signed, or was not: what is wrong, and what to do. */
export class SigningError extends Error {}

export function digestOf(findings: Findings): Hex {
  return `0x${hash("sha256", JSON.stringify(findings), "hex")}`;
}

/** What is signed (EIP-191): a person can read it in a wallet, and it is of this log, block and report alone. */
export function signedText(findings: Findings): string {
  const { chainId, trail, block } = findings;
  return [
    "I audited a Mingzhang ledger, and found what this report says.",
    `Chain ${chainId}, log ${trail}`,
    `Block ${block.number} ${block.hash}`,
    `SHA-256 ${digestOf(findings)}`,
  ].join("\n");
}

/** @param variable of the environment that holds the key. Throws SigningError where it holds none. */
export function signerIn(variable: string): PrivateKeyAccount {
  const key = process.env[variable] ?? "";
  if (!/^0x[0-9a-fA-F]{64}$/.test(key)) {
    throw new SigningError(`${variable} does not hold a private key. Set it to 0x and 64 hex digits.`);
  }
  return privateKeyToAccount(key as Hex);
}

export async function sign(findings: Findings, account: PrivateKeyAccount): Promise<ReportSignature> {
  const signature = await account.signMessage({ message: signedText(findings) });
  return { signer: account.address.toLowerCase() as Hex, signature };
}

/** Who signed a report, as `--json` printed it. Throws SigningError for a file that is none, is unsigned or was altered. */
export async function signerOf(text: string): Promise<Hex> {
  let report: { findings?: Findings; sha256?: string; signed?: ReportSignature | null };
  try {
    report = JSON.parse(text) as typeof report;
  } catch {
    throw new SigningError("The file is no JSON. Give the last line that --json printed.");
  }
  const { findings, sha256, signed } = report;
  if (findings?.format !== "mingzhang-audit" || typeof findings.block !== "object") {
    throw new SigningError("The file is no report of an audit. Give the last line that --json printed.");
  }
  if (signed === null || signed === undefined) throw new SigningError("The report is not signed.");
  if (sha256 !== digestOf(findings)) {
    throw new SigningError(
      `The report was altered: its SHA-256 is ${digestOf(findings)}, it tells of ${sha256 ?? "none"}.`,
    );
  }
  const { signature } = signed;
  const found = await recoverMessageAddress({ message: signedText(findings), signature }).catch(() => null);
  if (found?.toLowerCase() !== signed.signer) {
    throw new SigningError(`The signature is not that of ${signed.signer}, whom the report names.`);
  }
  return signed.signer;
}
