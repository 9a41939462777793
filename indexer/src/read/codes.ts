// Codes of the classifications as the API gives them: text, and labels where the code is known.
import type { Code } from "@mingzhang/sdk/api";
import { cofogEntry, cofogText, gfsmEntry } from "@mingzhang/sdk/classification";

/** A function of COFOG 1999; "00" where the line is not classified. */
export function functionCode(digits: number): Code {
  const entry = cofogEntry(digits);
  return { code: cofogText(digits) ?? "00", label: entry?.en ?? null, otherLabel: entry?.zh ?? null };
}

/** An economic or receipt class of GFSM 2014; "0" where the line is not classified. */
export function classCode(digits: number): Code {
  const entry = gfsmEntry(digits);
  return { code: String(digits), label: entry?.en ?? null, otherLabel: entry?.zh ?? null };
}
