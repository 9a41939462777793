// Name of a kind of movement in the reader's language, and whether money came in by it.
import { KINDS } from "@mingzhang/sdk/kinds";
import type { MovementKindName } from "@mingzhang/sdk/api";
import type { Locale } from "@/i18n/routing";

const NAMES = new Map(KINDS.map((kind) => [kind.name as string, kind]));

export function kindLabel(kind: string, locale: Locale): string {
  return NAMES.get(kind)?.[locale] ?? kind;
}

const INCOMING: ReadonlySet<MovementKindName> = new Set(["receipt", "recovery"]);

export function isIncoming(kind: MovementKindName): boolean {
  return INCOMING.has(kind);
}
