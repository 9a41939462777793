// Whether a page's scripts have taken it over. What only they can do is not shown until then: pressed earlier, it would be
// lost. Its room is kept (`.asleep`): what moves when a page awakes is not under the finger that was to press it.
"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
