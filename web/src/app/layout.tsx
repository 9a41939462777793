// Nothing of its own: each language has its frame, and so has the page for what does not exist.
import type { ReactNode } from "react";

export default function Layout({ children }: { children: ReactNode }) {
  return children;
}
