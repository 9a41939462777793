// The latest movements; new ones arrive on top while the page is open. Without JavaScript it is a plain list.
"use client";

import type { Movement, MovementKindName, ReorgNotice } from "@mingzhang/sdk/api";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Grouping } from "@/features/money/grouping";
import type { Locale } from "@/i18n/routing";
import type * as Arrived from "./arrived";

/** Rows on the overview; older ones leave as new ones arrive. */
const ROWS = 10;

interface Props {
  initial: Movement[];
  /** Kinds that the list is of: the feed tells of all. */
  kinds: readonly MovementKindName[];
  grouping: Grouping;
  locale: Locale;
  messages: Arrived.ArrivedMessages;
  /** The table as the server wrote it. */
  children: ReactNode;
}

type Feed = "connecting" | "live" | "lost" | "paused";

export function LiveLatest({ initial, kinds, grouping, locale, messages, children }: Props) {
  const texts = messages.overview.live;
  const [movements, setMovements] = useState(initial);
  const [arrived, setArrived] = useState<ReadonlySet<number>>(new Set());
  const [feed, setFeed] = useState<Feed | null>(null);
  const [paused, setPaused] = useState(false);
  // Fetched when the first movement arrives: until then, and where it cannot be fetched, the server's own table stands.
  const [code, setCode] = useState<typeof Arrived | null>(null);
  const known = useRef(new Set(initial.map(({ record }) => record)));

  useEffect(() => {
    if (paused) return;
    const source = new EventSource("/live");
    setFeed("connecting");
    source.onopen = () => setFeed("live");
    source.onerror = () => setFeed("lost");
    source.addEventListener("movement", (event: MessageEvent<string>) => {
      const movement = JSON.parse(event.data) as Movement;
      if (!kinds.includes(movement.kind) || known.current.has(movement.record)) return;
      known.current.add(movement.record);
      import("./arrived").then(setCode, () => setFeed("lost"));
      setArrived((before) => new Set(before).add(movement.record));
      setMovements((before) => [movement, ...before].sort((a, b) => b.record - a.record).slice(0, ROWS));
    });
    source.addEventListener("reorg", (event: MessageEvent<string>) => {
      const { fromRecord } = JSON.parse(event.data) as ReorgNotice;
      for (const record of known.current) if (record >= fromRecord) known.current.delete(record);
      setMovements((before) => before.filter(({ record }) => record < fromRecord));
    });
    return () => source.close();
  }, [kinds, paused]);

  return (
    <>
      {code === null ? children : <code.ArrivedTable {...{ movements, arrived, grouping, locale, messages }} />}
      {feed !== null && (
        <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-soft print:hidden">
          <span>{texts[paused ? "paused" : feed]}</span>
          {/* What moves by itself can be stopped (WCAG 2.2.2). */}
          <button
            type="button"
            className="cursor-pointer py-1 text-link underline"
            onClick={() => setPaused((before) => !before)}
          >
            {texts[paused ? "resume" : "pause"]}
          </button>
          <span className="sr-only" role="status">
            {code !== null && <code.ArrivedCount count={arrived.size} locale={locale} messages={messages} />}
          </span>
        </p>
      )}
    </>
  );
}
