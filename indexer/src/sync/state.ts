// What the sync knows about itself; the API reports it.
import { EventEmitter } from "node:events";
import type { SyncState } from "@mingzhang/sdk/api";
import type { Header } from "../chain/node.ts";

/** Last journalled block, and the number that the next record gets. */
export interface Indexed {
  header: Header;
  nextRecord: number;
}

interface Events {
  /** Rows of records from this number on were written. */
  written: [fromRecord: number];
  /** Records from this number on are gone. */
  undone: [fromRecord: number];
}

export class Progress extends EventEmitter<Events> {
  state: SyncState = "starting";
  reason: string | null = "The indexer has just started.";
  /** Head of the chain when it was last asked. */
  head: Header | null = null;
  indexed: Indexed | null = null;
  reorgs = 0;
  wipes = 0;
  rangesRead = 0;

  set(state: SyncState, reason: string | null): void {
    this.state = state;
    this.reason = reason;
  }
}
