// Work that a page need not have done when it appears.

/** Does it when the browser has nothing better to do. @returns what calls it off */
export function whenIdle(work: () => void): () => void {
  // Not every browser has it.
  if (typeof window.requestIdleCallback !== "function") {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const asked = window.requestIdleCallback(work);
  return () => window.cancelIdleCallback(asked);
}
