// What can go wrong between the web and the indexer, as one typed error.
import type { Problem } from "@mingzhang/sdk/api";

/**
 * - unreachable: nothing listens, or the connection broke
 * - timeout: no answer in time
 * - not-found: there is no such thing
 * - refused: the question was not understood (a filter, an id)
 * - broken: the indexer failed, or answered something else than its API
 */
export type ApiFailure = "unreachable" | "timeout" | "not-found" | "refused" | "broken";

export class ApiError extends Error {
  readonly failure: ApiFailure;
  /** HTTP status, where there was an answer. */
  readonly status: number | null;
  /** The RFC 9457 document, where the answer was one. */
  readonly problem: Problem | null;

  constructor(failure: ApiFailure, message: string, status: number | null = null, problem: Problem | null = null) {
    super(message);
    this.name = "ApiError";
    this.failure = failure;
    this.status = status;
    this.problem = problem;
  }
}

/** The indexer's refusal as it stands; where it did not answer, that. */
export function problemAnswer({ problem, message, status }: ApiError): Response {
  return Response.json(problem ?? { title: "The indexer does not answer", detail: message, status: status ?? 503 }, {
    status: status ?? 503,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/** Outcome of a request that a page can go on without throwing. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ApiError };
