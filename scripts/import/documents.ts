// Stores published files under their digest, with a note of where they come from; never one that names a natural person.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Hex } from "viem";
import { redact } from "./persons.ts";
import type { Profile } from "./profile.ts";
import type { MappedFile } from "./rows.ts";

/** Note beside a stored document: `<digest>.json`, digest as 64 hex digits. */
export interface DocumentNote {
  /** Digest that stands on the ledger: of the publisher's own bytes. */
  digest: Hex;
  /** Digest of the bytes kept here. Differs from `digest` where natural persons were masked. */
  stored: Hex;
  fileName: string;
  mediaType: string;
  publisher: string;
  licence: string;
  attribution: string;
  profile: string;
  /** How many names of natural persons were masked. */
  maskedNames: number;
}

const MEDIA_TYPES = { csv: "text/csv; charset=utf-8", json: "application/json", ocds: "application/json" } as const;

/**
 * Keeps a copy of a published file in the content-addressed folder. A file that names natural persons is kept masked,
 * under the masked copy's own digest; notes under both digests link the two.
 */
export function storeDocument(folder: string, mapped: MappedFile, profile: Profile): DocumentNote {
  const { file, personNames } = mapped;
  const masked = personNames.size > 0 ? redact(file, personNames, profile) : undefined;
  const note: DocumentNote = {
    digest: file.digest,
    stored: masked?.digest ?? file.digest,
    fileName: basename(file.path),
    mediaType: MEDIA_TYPES[profile.format],
    publisher: profile.publisher.name,
    licence: profile.licence,
    attribution: profile.attribution,
    profile: profile.profile,
    maskedNames: personNames.size,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(documentPath(folder, note.stored), masked?.bytes ?? file.bytes);
  for (const digest of new Set([note.digest, note.stored])) {
    writeFileSync(`${documentPath(folder, digest)}.json`, `${JSON.stringify(note, null, 2)}\n`);
  }
  return note;
}

/** Stores a document of our own making; returns its digest. */
export function storeText(folder: string, text: string): Hex {
  const bytes = Buffer.from(text, "utf8");
  const digest = `0x${createHash("sha256").update(bytes).digest("hex")}` as const;
  mkdirSync(folder, { recursive: true });
  writeFileSync(documentPath(folder, digest), bytes);
  return digest;
}

/** Where the bytes of a digest lie: its 64 hex digits in the folder. */
export function documentPath(folder: string, digest: Hex): string {
  return join(folder, digest.slice(2));
}
