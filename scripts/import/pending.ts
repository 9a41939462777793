// Credit notes that wait for their payment: kept between runs, for each deployment, until a later file brings it.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Deployment } from "@mingzhang/sdk/api";
import type { Hex } from "viem";
import { isHash } from "viem";
import { z } from "zod";
import { ImportError } from "./errors.ts";
import type { SpendRow } from "./rows.ts";
import { fold } from "./text.ts";

const pendingSchema = z.array(
  z.object({
    file: z.string(),
    document: z.string().refine((text): text is Hex => isHash(text), "not a digest"),
    row: z.number().int(),
    day: z.number().int(),
    /** Minor units, below zero. */
    amount: z.string().regex(/^-\d+$/u),
    department: z.string(),
    area: z.string(),
    supplier: z.string(),
    reference: z.string(),
    contract: z.string().default(""),
    raw: z.array(z.string()),
  }),
);

/** Where a deployment's waiting credit notes lie. */
export function pendingPath(dataDir: string, profile: string, deployment: Deployment): string {
  return join(dataDir, "import", profile, `pending-${deployment.deployBlockHash.slice(2, 18)}.json`);
}

/** Credit notes of earlier files that still wait. @throws ImportError if the file was damaged */
export function loadPending(path: string): SpendRow[] {
  if (!existsSync(path)) return [];
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ImportError(`${path} cannot be read (${String(cause)}). Remove it, and give the earlier files again.`);
  }
  const result = pendingSchema.safeParse(data);
  if (!result.success) throw new ImportError(`${path} is damaged. Remove it, and give the earlier files again.`);
  return result.data.map(({ file, document, amount, ...row }) => ({
    ...row,
    file: { path: file, digest: document },
    amount: BigInt(amount),
    payeeKey: fold(row.supplier),
    person: false,
    // A credit note opens nothing: what only openings need is not kept.
    contractValue: null,
    supplierIdentifier: null,
    departmentIdentifier: null,
  }));
}

/**
 * Keeps what waits. A natural person's credit note is left out, since it would need the name: it is tried again
 * whenever its file is given.
 */
export function savePending(path: string, rows: readonly SpendRow[]): void {
  const data = rows
    .filter(({ person }) => !person)
    .map(({ file, row, day, amount, department, area, supplier, reference, contract, raw }) => ({
      file: basename(file.path),
      document: file.digest,
      row,
      day,
      amount: String(amount),
      department,
      area,
      supplier,
      reference,
      contract,
      raw,
    }));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(data, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
