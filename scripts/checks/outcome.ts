// How a check ended, and how the reports of the runners become that.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export interface Outcome {
  passed: number;
  failed: number;
  /** What to say about it, if anything. */
  notes: string[];
}

const mochaReport = z.object({
  passed: z.number().int(),
  /** Titles of tests that failed, with the first line of why. */
  failures: z.array(z.string()),
  /** Titles of tests that were left out. */
  pending: z.array(z.string()),
});

interface PlaywrightSuite {
  title: string;
  specs?: { title: string; ok: boolean }[] | undefined;
  suites?: PlaywrightSuite[] | undefined;
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), ok: z.boolean() })).optional(),
    suites: z.array(playwrightSuite).optional(),
  }),
);

const playwrightReport = z.object({
  suites: z.array(playwrightSuite).default([]),
  stats: z.object({
    expected: z.number().int(),
    unexpected: z.number().int(),
    flaky: z.number().int(),
    skipped: z.number().int(),
  }),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
});

/**
 * Counts of a runner, from its report and its exit code.
 * A run without a report, or without a test, or with a good exit code beside failures, is a failure of its own.
 */
export function outcomeOf(counts: Outcome | undefined, exit: string): Outcome {
  if (counts === undefined) return { passed: 0, failed: 1, notes: [`ended with ${exit} and left no report`] };
  const { passed, failed, notes } = counts;
  if (passed + failed === 0) return { passed: 0, failed: 1, notes: [...notes, "ran no test"] };
  if (exit !== "code 0" && failed === 0) return { passed, failed: 1, notes: [...notes, `ended with ${exit}`] };
  return counts;
}

export function readMochaReport(path: string): Outcome | undefined {
  if (!existsSync(path)) return undefined;
  const { passed, failures, pending } = mochaReport.parse(JSON.parse(readFileSync(path, "utf8")));
  // A test that is left out is a promise that nobody checks.
  const notes = [...failures, ...pending.map((title) => `left out: ${title}`)];
  return { passed, failed: failures.length + pending.length, notes };
}

/** Titles of the tests of a suite that failed, each behind those of the suites it stands in. */
function failuresOf({ title, specs = [], suites = [] }: PlaywrightSuite): string[] {
  const here = specs.filter(({ ok }) => !ok).map((spec) => spec.title);
  return [...here, ...suites.flatMap(failuresOf)].map((failure) => `${title}: ${failure}`);
}

export function readPlaywrightReport(path: string): Outcome | undefined {
  if (!existsSync(path)) return undefined;
  const { suites, stats, errors } = playwrightReport.parse(JSON.parse(readFileSync(path, "utf8")));
  const notes = [
    ...suites.flatMap((suite) => failuresOf(suite)),
    ...errors.map((error) => error.message ?? "an error without a message"),
  ];
  if (stats.flaky > 0) notes.push(`${stats.flaky} passed only when tried again`);
  if (stats.skipped > 0) notes.push(`${stats.skipped} left out`);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
    notes,
  };
}
