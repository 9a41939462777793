// The lists that the browser keeps, up to date while they change here or in another tab; none on the server.
import { useSyncExternalStore } from "react";
import { whenIdle } from "@/components/idle";
import { type View, VIEWS_CHANGED, views } from "./kept";

const NONE: View[] = [];
let shown: View[] = NONE;

function subscribe(changed: () => void): () => void {
  function look(): void {
    shown = views();
    changed();
  }
  // The first look into a browser's storage reads a file.
  const callOff = whenIdle(look);
  window.addEventListener("storage", look);
  window.addEventListener(VIEWS_CHANGED, look);
  return () => {
    callOff();
    window.removeEventListener("storage", look);
    window.removeEventListener(VIEWS_CHANGED, look);
  };
}

export const useKept = (): View[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
