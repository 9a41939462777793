// The lists that the browser keeps, up to date while they change here or in another tab; none on the server.
import { useSyncExternalStore } from "react";
import { type View, VIEWS_CHANGED, views } from "./kept";

let shown: { text: string; views: View[] } = { text: "[]", views: [] };
const NONE: View[] = [];

/** The same array while nothing changed, as React asks. */
function current(): View[] {
  const now = views();
  const text = JSON.stringify(now);
  if (text !== shown.text) shown = { text, views: now };
  return shown.views;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("storage", changed);
  window.addEventListener(VIEWS_CHANGED, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(VIEWS_CHANGED, changed);
  };
}

export const useKept = (): View[] => useSyncExternalStore(subscribe, current, () => NONE);
