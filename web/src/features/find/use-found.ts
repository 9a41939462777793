// Asks for hits while one writes: a moment after the last letter, and never an answer to an earlier question.
import { useEffect, useState } from "react";
import type { FoundView } from "@/features/search/view";

const PAUSE_MS = 120;

export type Found =
  | { state: "idle" | "searching" | "failed"; query: string; view: null }
  | { state: "found"; query: string; view: FoundView };

export function useFound(query: string, locale: string): Found {
  const wanted = query.trim();
  const [found, setFound] = useState<Found>({ state: "idle", query: "", view: null });
  useEffect(() => {
    if (wanted === "") return;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      void ask(wanted, locale, ended.signal).then((answer) => {
        if (!ended.signal.aborted) setFound(answer);
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [wanted, locale]);
  if (wanted === "") return { state: "idle", query: "", view: null };
  return found.query === wanted ? found : { state: "searching", query: wanted, view: null };
}

async function ask(query: string, locale: string, signal: AbortSignal): Promise<Found> {
  try {
    const answer = await fetch(`/find?${new URLSearchParams({ q: query, locale }).toString()}`, { signal });
    if (!answer.ok) return { state: "failed", query, view: null };
    return { state: "found", query, view: (await answer.json()) as FoundView };
  } catch (cause) {
    // The network, an answer that is cut short, or a newer question: nothing that the reader could be told more of.
    if (!(cause instanceof TypeError || cause instanceof SyntaxError || cause instanceof DOMException)) throw cause;
    return { state: "failed", query, view: null };
  }
}
