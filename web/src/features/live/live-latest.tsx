// The latest movements; new ones arrive on top while the page is open. Without JavaScript it is a plain list.
"use client";

import type { Movement, MovementPage, ReorgNotice } from "@mingzhang/sdk/api";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Grouping } from "@/features/money/grouping";
import type { Locale } from "@/i18n/routing";
import type * as Arrived from "./arrived";
import { isLatest, latestOf, latestQuery } from "./latest";

interface Props {
  /** Records of the table as the server wrote it. */
  written: readonly number[];
  /** That the list is of; null: all years together. */
  year: number | null;
  grouping: Grouping;
  locale: Locale;
  messages: Arrived.ArrivedMessages;
  /** The table as the server wrote it. */
  children: ReactNode;
}

/** Milliseconds over which their questions for the list are spread. */
const SPREAD_MS = 2_000;

type Feed = "connecting" | "live" | "lost" | "paused";

export function LiveLatest({ written, year, grouping, locale, messages, children }: Props) {
  const texts = messages.overview.live;
  const [movements, setMovements] = useState<Movement[]>([]);
  const [arrived, setArrived] = useState<ReadonlySet<number>>(new Set());
  const [feed, setFeed] = useState<Feed | null>(null);
  const [paused, setPaused] = useState(false);
  // Fetched with the list when the first movement arrives: until then, and where they cannot be, the server's own table
  // stands.
  const [code, setCode] = useState<typeof Arrived | null>(null);
  const fetching = useRef<Promise<void>>(null);
  const known = useRef(new Set(written));
  const reorgs = useRef(0);

  useEffect(() => {
    if (paused) return;
    const fetchTable = async () => {
      // All who look at the page hear of a movement at the same moment.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD_MS));
      const [loaded, items] = await Promise.all([import("./arrived"), fetchStanding()]);
      // What came by the feed meanwhile is newer.
      setMovements((held) => latestOf([...items, ...held]));
      setCode(loaded);
      setFeed("live");
    };
    /** The list as no reorganisation of the chain has overtaken it. */
    const fetchStanding = async (): Promise<Movement[]> => {
      const before = reorgs.current;
      const { items } = await fetchLatest(year);
      return before === reorgs.current ? items : fetchStanding();
    };
    const source = new EventSource("/live");
    // Nothing is said of the first time until it is told how it went: what stands on the line would move twice.
    setFeed((before) => (before === null ? null : "connecting"));
    source.onopen = () => setFeed("live");
    source.onerror = () => setFeed("lost");
    source.addEventListener("movement", (event: MessageEvent<string>) => {
      const movement = JSON.parse(event.data) as Movement;
      if (!isLatest(movement, year) || known.current.has(movement.record)) return;
      known.current.add(movement.record);
      setMovements((held) => latestOf([...held, movement]));
      setArrived((before) => new Set(before).add(movement.record));
      fetching.current ??= fetchTable().catch(() => {
        fetching.current = null;
        setFeed("lost");
      });
    });
    source.addEventListener("reorg", (event: MessageEvent<string>) => {
      const { fromRecord } = JSON.parse(event.data) as ReorgNotice;
      reorgs.current += 1;
      for (const record of known.current) if (record >= fromRecord) known.current.delete(record);
      setMovements((before) => before.filter(({ record }) => record < fromRecord));
      setArrived((before) => new Set([...before].filter((record) => record < fromRecord)));
    });
    return () => source.close();
  }, [paused, year]);

  return (
    <>
      {code === null ? children : <code.ArrivedTable {...{ movements, arrived, grouping, locale, messages }} />}
      <p
        className={`mt-2 flex flex-wrap items-center gap-x-4 text-sm text-soft print:hidden${feed === null ? " asleep" : ""}`}
      >
        <span>{texts[paused ? "paused" : (feed ?? "live")]}</span>
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
    </>
  );
}

async function fetchLatest(year: number | null): Promise<MovementPage> {
  const query = Object.entries(latestQuery(year)).map(([name, value]): [string, string] => [name, String(value)]);
  const answer = await fetch(`/data/v1/movements?${new URLSearchParams(query).toString()}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`The list of the latest movements: ${answer.status}`);
  return (await answer.json()) as MovementPage;
}
