// What the routes work with.
import type { Logger } from "pino";
import type { DocumentStore } from "../documents.ts";
import type { Limit } from "../limits.ts";
import type { Metrics } from "../metrics.ts";
import type { Parts } from "../queue/admit.ts";

export interface ApiContext {
  parts: Parts;
  /** Null: this relay takes no documents. */
  documents: DocumentStore | null;
  limits: { client: Limit; signer: Limit };
  metrics: Metrics;
  log: Logger;
  /** There is something new to send. */
  wake: () => void;
  /** Why nothing can be sent, in sentences; empty if all is well. */
  faults: () => Promise<string[]>;
}
