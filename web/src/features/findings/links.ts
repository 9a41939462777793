// Where findings have their pages.

export function findingHref(number: number): string {
  return `/findings/${number}`;
}

/** The list of findings behind a figure. */
export function findingsHref(filter: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "/findings" : `/findings?${text}`;
}
