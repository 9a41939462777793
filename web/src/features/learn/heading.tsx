// A table's heading with what its word means beside it; the rows of a phone carry the word alone.
import { Term } from "./term";

/** @param term name of the word in the glossary; none where it has been explained above */
export function wordHeading(label: string, term: string | undefined) {
  if (term === undefined) return { heading: label };
  return {
    heading: (
      <>
        {label} <Term of={term} />
      </>
    ),
    label,
  };
}
