// Work that a page need not have done when it appears.

/** No page is so busy that it may take longer. */
const LONGEST_MS = 1_000;

/** Does it when the browser has nothing better to do, or soon. @returns what calls it off */
export function whenIdle(work: () => void): () => void {
  // Not every browser has it.
  if (typeof window.requestIdleCallback !== "function") {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const asked = window.requestIdleCallback(work, { timeout: LONGEST_MS });
  return () => window.cancelIdleCallback(asked);
}
