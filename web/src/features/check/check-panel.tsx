// A check that the reader's own browser does: what it is, where to read from, what came of it, and the seal.
"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef, useState } from "react";
import { NodeForm } from "./node-form";
import { Seal } from "./outcome";

/** A check that waits for the reader, goes on (as far as `reached`, where it tells that), or has ended. */
export interface Run<Outcome, Reached> {
  running: boolean;
  reached: Reached | null;
  outcome: Outcome | null;
  start: (work: (reach: (reached: Reached) => void) => Promise<Outcome>) => void;
  /** Back to waiting. */
  reset: () => void;
}

type State<Outcome, Reached> =
  { step: "waiting" } | { step: "running"; reached: Reached | null } | { step: "finished"; outcome: Outcome };

export function useRun<Outcome, Reached = never>(): Run<Outcome, Reached> {
  const [state, setState] = useState<State<Outcome, Reached>>({ step: "waiting" });

  // What a run says that was given up is not the answer to what is asked now.
  const turn = useRef(0);

  function reset(): void {
    turn.current += 1;
    setState({ step: "waiting" });
  }

  async function run(work: (reach: (reached: Reached) => void) => Promise<Outcome>) {
    turn.current += 1;
    const mine = turn.current;
    const say = (next: State<Outcome, Reached>) => {
      if (turn.current === mine) setState(next);
    };
    say({ step: "running", reached: null });
    try {
      const outcome = await work((reached) => say({ step: "running", reached }));
      say({ step: "finished", outcome });
    } catch (cause) {
      // Code that could not be loaded, or a fault of it: it can be tried again, and is not passed over.
      say({ step: "waiting" });
      throw cause;
    }
  }

  return {
    running: state.step === "running",
    reached: state.step === "running" ? state.reached : null,
    outcome: state.step === "finished" ? state.outcome : null,
    start: (work) => void run(work),
    reset,
  };
}

interface Props {
  title: string;
  what: string;
  noScript: string;
  /** Words of the seal, once all is shown. */
  stamp: { top: string; bottom: string } | null;
  /** What is told while the check goes on and when it has ended, to those who listen, too. */
  said: ReactNode;
  /** What else is to choose. */
  children?: ReactNode;
  /** Chain whose node is asked for; another one is another question. */
  chain?: number;
  /** Node that the site offers; null if it offers none. */
  offered: string | null;
  running: boolean;
  /** Text of the button. */
  action: string;
  onRun: (rpc: string) => void;
  className?: string;
}

export function CheckPanel({ title, what, noScript, stamp, said, children, chain, className = "", ...form }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`border border-rule bg-sheet p-5 ${className}`}>
      {stamp !== null && <Seal top={stamp.top} bottom={stamp.bottom} />}
      <h2 id={id} className="mt-0 mb-2 text-[1.125rem]">
        {title}
      </h2>
      <p className="note">{what}</p>
      <noscript>
        <p className="note mt-3 border-l-4 border-rule pl-3">{noScript}</p>
      </noscript>
      <div role="status" aria-live="polite" className="clear-both">
        {said}
      </div>
      {children}
      <NodeForm key={chain ?? 0} {...form} />
    </section>
  );
}

export interface CheckFailure {
  failure: "address" | "chain" | "unreachable" | "other";
  given: string;
  /** What the node or the program said, untranslated. */
  detail: string;
}

/** Why a check could not be finished. @param wanted the chain that was meant */
export function NotFinished({ of: { failure, given, detail }, wanted }: { of: CheckFailure; wanted: number }) {
  const t = useTranslations("check");
  return (
    <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-failed">
      <p className="font-medium">{t("failed.title")}</p>
      <p className="note">{t(`failed.${failure}`, { given, wanted: String(wanted) })}</p>
      {detail !== "" && <p className="mono mt-1 text-soft">{t("detail", { detail })}</p>}
    </div>
  );
}

/** The chain says otherwise than the page. */
export function Contradicted({ what, remedy }: { what: string; remedy: string }) {
  return (
    <div className="mt-4 border-l-4 border-wait pl-4" data-testid="check-differs">
      <p className="font-medium">{what}</p>
      <p className="note">{remedy}</p>
    </div>
  );
}

/** A hash or an address, shortened for reading. */
export const short = (hash: string): string => `${hash.slice(0, 10)}…${hash.slice(-6)}`;
