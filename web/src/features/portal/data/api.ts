// The portal's reading of the indexer from the browser, by way of the explorer's own origin.
import type { RelayProblem } from "@mingzhang/sdk/api-relay";

/** The indexer or the relay refused or did not answer; with its problem document where it gave one; the indexer's has no `reason`. */
export class PortalError extends Error {
  readonly status: number | null;
  readonly problem: RelayProblem | null;

  constructor(message: string, status: number | null, problem: RelayProblem | null) {
    super(message);
    this.name = "PortalError";
    this.status = status;
    this.problem = problem;
  }
}

/**
 * @param path below this origin, such as `/data/v1/cases`
 * @throws PortalError unless the answer is 2xx JSON
 */
export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { cache: "no-store", ...init });
  } catch {
    throw new PortalError(path, null, null);
  }
  const json: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    const problem = json as RelayProblem | null;
    throw new PortalError(problem?.detail ?? problem?.title ?? path, answer.status, problem);
  }
  // The wire types are the promise of whoever answers; its own tests keep it.
  return json as T;
}

/** Query parameters, empty ones left out. */
export function query(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string | number] => {
    return pair[1] !== undefined && pair[1] !== "";
  });
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
