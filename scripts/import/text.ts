// Comparing and masking the names in published rows.

/** Outer space dropped, inner space and line breaks made one space. */
export function tidy(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, " ").trim();
}

/** The form in which names are compared: tidy and without case. */
export function fold(text: string): string {
  return tidy(text).toLowerCase();
}

/** `cell` with every occurrence of `name` masked, without regard to case and space. */
export function maskName(cell: string, name: string, mask: string): string {
  const words = tidy(name)
    .split(" ")
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[\\s\\u00a0]+")}(?![\\p{L}\\p{N}])`, "giu");
  return cell.replace(pattern, () => mask);
}
