// Compares the code at an address with what its source compiles to: everything but immutables and addresses of libraries.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bytesOf, type Hex, hexOf } from "@mingzhang/sdk/hex";

/** Places in bytes. */
interface Place {
  start: number;
  length: number;
}

export interface Artifact {
  contractName: string;
  sourceName: string;
  deployedBytecode: string;
  immutableReferences: Record<string, Place[]>;
  deployedLinkReferences: Record<string, Record<string, Place[]>>;
}

export interface Compared {
  same: boolean;
  /** First byte that differs, or the shorter length; null where all are the same. */
  at: number | null;
  /** Addresses of libraries that the code calls, by name. */
  libraries: Record<string, Hex>;
}

/** By the contract's name, from the folder that `npm run build` fills. */
export function artifactOf(source: string, name: string): Artifact {
  const path = fileURLToPath(new URL(`../../artifacts/${source}/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, "utf8")) as Artifact;
}

export function compareCode(artifact: Artifact, code: Hex): Compared {
  const links = Object.values(artifact.deployedLinkReferences).flatMap((file) => Object.entries(file));
  // Placeholders of libraries are no hex.
  const compiled = bytesOf(artifact.deployedBytecode.replace(/__\$[0-9a-f]{34}\$__/g, "0".repeat(40)) as Hex);
  const deployed = bytesOf(code);
  const libraries = Object.fromEntries(
    links.flatMap(([name, [place]]) =>
      place === undefined ? [] : [[name, hexOf(deployed.slice(place.start, place.start + place.length))]],
    ),
  );
  const free = [...Object.values(artifact.immutableReferences).flat(), ...links.flatMap(([, places]) => places)];
  // A library begins by pushing its own address, which its compiler leaves at zero.
  if (compiled[0] === 0x73 && compiled.subarray(1, 21).every((byte) => byte === 0)) free.push({ start: 1, length: 20 });
  for (const { start, length } of free) {
    compiled.fill(0, start, start + length);
    deployed.fill(0, start, start + length);
  }
  const shorter = Math.min(compiled.length, deployed.length);
  const differs = compiled.subarray(0, shorter).findIndex((byte, at) => byte !== deployed[at]);
  const at = differs >= 0 ? differs : compiled.length === deployed.length ? null : shorter;
  return { same: at === null, at, libraries };
}
