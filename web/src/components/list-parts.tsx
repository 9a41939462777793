// What every list with filters has: labelled fields, chips that take a filter away, refusals, and the way on.
import type { ReactNode } from "react";
import { PageLink } from "./page-link";

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm text-soft">{label}</span>
      {children}
    </label>
  );
}

export interface ChipEntry {
  key: string;
  /** The filter's name and the value in words. */
  name: string;
  value: string;
  /** The list without it. */
  href: string;
  /** What the link does, for those who do not see the ×. */
  label: string;
}

export function ChipList({ label, of }: { label: string; of: readonly ChipEntry[] }) {
  return (
    <ul aria-label={label} className="mt-4 flex flex-wrap gap-2">
      {of.map((chip) => (
        <li key={chip.key}>
          <PageLink
            href={chip.href}
            aria-label={chip.label}
            className="inline-flex min-h-8 items-center gap-2 rounded-full border border-edge px-3 text-sm text-ink no-underline hover:border-ink"
          >
            <span>
              <span className="text-soft">{chip.name}</span> <bdi>{chip.value}</bdi>
            </span>
            <span aria-hidden="true" className="text-soft print:hidden">
              ×
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

interface PagerProps {
  label: string;
  newer: string;
  older: string;
  /** null at either end. */
  previous: string | null;
  next: string | null;
}

export function Pager({ label, newer, older, previous, next }: PagerProps) {
  if (previous === null && next === null) return null;
  return (
    <nav aria-label={label} className="mt-5 flex gap-3 print:hidden">
      {previous !== null && (
        <PageLink href={previous} rel="prev" className="button button-quiet">
          ← {newer}
        </PageLink>
      )}
      {next !== null && (
        <PageLink href={next} rel="next" className="button button-quiet">
          {older} →
        </PageLink>
      )}
    </nav>
  );
}

/** Filters that were given but do not fit: named, with what to write instead, and left out of the list. */
export function Refusals({ title, of }: { title: string; of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <div role="alert" className="mt-4 border-l-4 border-wait py-1 pl-4">
      <p className="font-medium">{title}</p>
      <ul className="note list-disc pl-5">
        {of.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
