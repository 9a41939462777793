// The parts of a finished check: the seal, and one step of it.
import type { ReactNode } from "react";

/** @param quiet what was asked belongs to the site itself: it is not to look like the word of others */
export function Seal({ top, bottom, quiet = false }: { top: string; bottom: string; quiet?: boolean }) {
  return (
    <div
      data-testid="seal"
      className={`stamp float-right mb-2 ml-3 grid size-[92px] -rotate-4 place-items-center rounded-md text-center font-serif leading-snug font-semibold ${quiet ? "border-2 border-dashed border-edge text-[0.8125rem] text-soft" : "border-4 border-double border-seal text-[0.9375rem] text-seal"}`}
    >
      <span>
        {top}
        <br />
        {bottom}
      </span>
    </div>
  );
}

/** @param ok true: checked and right; false: checked and wrong; undefined: not checked */
export function Step({ ok, title, children }: { ok?: boolean; title: string; children: ReactNode }) {
  const mark = ok === undefined ? "○" : ok ? "✓" : "✗";
  const colour = ok === undefined ? "text-soft" : ok ? "text-in" : "text-wait";
  return (
    <li className="flex gap-2.5 border-t border-rule py-2 text-[0.90625rem]">
      <span aria-hidden="true" className={`font-bold ${colour}`}>
        {mark}
      </span>
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium">{title}</span>
        <br />
        <small className="num text-soft">{children}</small>
      </span>
    </li>
  );
}
