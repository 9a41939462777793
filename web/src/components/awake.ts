// Whether a page's scripts have taken it over. What only they can do is hidden until then: pressed earlier, it would be lost.
"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
