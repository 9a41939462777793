// Where cases, procedures, permits and the lists behind their figures have their pages.

export function caseHref(number: number): string {
  return `/cases/${number}`;
}

/** The list of cases behind a figure. */
export function casesHref(filter: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "/cases" : `/cases?${text}`;
}

export function procedureHref(number: number): string {
  return `/procedures/${number}`;
}

export function permitHref(number: number, holder?: string): string {
  return holder === undefined ? `/permits/${number}` : `/permits/${number}?holder=${holder}`;
}
