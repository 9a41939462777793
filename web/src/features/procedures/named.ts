// Finds a procedure as an address names it.
import type { Procedure } from "@mingzhang/sdk/api-cases";

/** @param which number of the version, or its code */
export function procedureNamed(procedures: readonly Procedure[] | undefined, which: string): Procedure | undefined {
  return procedures?.find(({ code, number }) => String(number) === which || code === which);
}
