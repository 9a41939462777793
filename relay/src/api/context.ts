// What the routes work with.
import type { AddressRange } from "@mingzhang/sdk/proxies";
import type { Logger } from "pino";
import type { Limit } from "../limits.ts";
import type { Metrics } from "../metrics.ts";
import type { Parts } from "../queue/admit.ts";
import type { DocumentStore } from "../waiting.ts";

export interface ApiContext {
  parts: Parts;
  /** Null: this relay takes no documents. */
  documents: DocumentStore | null;
  /** Whose word on the reader's address counts. */
  trustedProxies: readonly AddressRange[];
  limits: { client: Limit; signer: Limit };
  metrics: Metrics;
  log: Logger;
  /** There is something new to send. */
  wake: () => void;
  /** Why nothing can be sent, in sentences; empty if all is well. */
  faults: () => Promise<string[]>;
}
