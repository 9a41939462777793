// The fiscal year that a page shows: the one in the address, else the newest that there is.

export function chosenYear(given: string | string[] | undefined, years: readonly number[]): number | null {
  const text = Array.isArray(given) ? given[0] : given;
  if (text === "all") return null;
  if (text !== undefined && /^\d{1,5}$/.test(text)) return Number(text);
  return years[0] ?? null;
}
