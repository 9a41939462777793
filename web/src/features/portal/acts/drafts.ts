// What somebody has typed and not yet sent, kept in this browser until it is.
import { useEffect, useState } from "react";

const PREFIX = "mingzhang.draft.";

export interface Draft<T> {
  /** The draft as it was when the page opened; null if there is none. */
  found: T | null;
  /** Whether the browser has been asked yet. */
  ready: boolean;
  keep: (value: T) => void;
  drop: () => void;
}

/** @param name of the form, such as `payment`; one draft each */
export function useDraft<T>(name: string): Draft<T> {
  const key = `${PREFIX}${name}`;
  const [state, setState] = useState<{ found: T | null; ready: boolean }>({ found: null, ready: false });
  useEffect(() => {
    let found: T | null = null;
    try {
      const kept = localStorage.getItem(key);
      found = kept === null ? null : (JSON.parse(kept) as T);
    } catch {
      // Unreadable, or nothing can be kept here: the form begins empty.
    }
    setState({ found, ready: true });
  }, [key]);
  return {
    ...state,
    keep(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Nothing can be kept here; the form itself still holds it.
      }
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}
