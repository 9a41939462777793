// One import from files to reconciliation: read, map, plan, post, add up.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Deployment } from "@mingzhang/sdk/api";
import { decimalText } from "@mingzhang/sdk/money";
import { Session } from "../chain/session.ts";
import type { Offices } from "../chain/session.ts";
import { ensureSeats, governmentOf } from "../chain/offices.ts";
import { BegunCases, TwoKeys } from "../chain/two-keys.ts";
import { IMPORT_PROCEDURES } from "./cases.ts";
import { storeDocument } from "./documents.ts";
import { loadPending, pendingPath, savePending } from "./pending.ts";
import { saltKey } from "./persons.ts";
import { planImport } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { Importer } from "./post.ts";
import type { Progress } from "./post.ts";
import type { Profile } from "./profile.ts";
import { reconcile } from "./reconcile.ts";
import type { FileReconciliation } from "./reconcile.ts";
import { writeReport } from "./report.ts";
import type { ReportPaths } from "./report.ts";
import { mapFile } from "./rows.ts";
import type { MappedFile } from "./rows.ts";
import { expandPaths, openSource } from "./source.ts";
import { ChainState } from "./state.ts";

export interface ImportOptions {
  /** Files, and folders of files. */
  paths: readonly string[];
  profile: Profile;
  /** The chain to post to; without one nothing but a dry run is possible. */
  chain?: { rpcUrl: string; deployment: Deployment; offices: Offices };
  dryRun?: boolean;
  /** Where the exceptions report and the salt key lie. */
  dataDir: string;
  /** Where documents are kept under their digest. */
  documentsDir: string;
  onProgress?: Progress;
}

/** What `--json` prints: counts, and amounts as decimal text. */
export interface ImportSummary {
  files: number;
  rows: number;
  posted: number;
  exceptions: number;
  amountRead: string;
  amountPosted: string;
  amountExcepted: string;
  currency: string;
}

export interface ImportResult {
  summary: ImportSummary;
  files: FileReconciliation[];
  /** Rows posted by this run, and rows that stood already. */
  added: number;
  standing: number;
  notes: string[];
  report: ReportPaths;
  /** Nothing mismatches. */
  reconciled: boolean;
  /** At least one file is one of the publisher's payment files. */
  anyPayments: boolean;
}

/**
 * Imports published spending. Running it again, also after it was stopped at any point, posts what is missing and
 * nothing twice: what stands is read from the chain's own events.
 * @throws ImportError for what the person can put right, TransactionFailed if a contract refuses
 */
export async function importFiles(options: ImportOptions): Promise<ImportResult> {
  const { profile, dataDir, documentsDir, chain, dryRun = false, onProgress = () => undefined } = options;
  const notes: string[] = [];
  const files = readFiles(options.paths, profile, notes, onProgress);

  const keyPath = join(dataDir, "import", "salt.key");
  const key = dryRun && !existsSync(keyPath) ? Buffer.alloc(32) : saltKey(keyPath);
  if (!dryRun) for (const mapped of files) storeDocument(documentsDir, mapped, profile);

  const state = new ChainState();
  let plan: Plan;
  if (chain === undefined) {
    if (!dryRun) throw new Error("An import without a chain can only be a dry run.");
    plan = planImport(files, state, profile, key);
  } else {
    const session = await Session.open(chain.rpcUrl, chain.deployment, chain.offices);
    onProgress("reading the chain", 0, 1);
    const begun = new BegunCases();
    await session.sync((event) => {
      state.apply(event);
      begun.apply(event);
    });
    const government = await governmentOf(session.clients, chain.deployment);
    const keys = new TwoKeys(session, chain.offices);
    if (!dryRun && (await keys.finishBegun(begun, Object.values(IMPORT_PROCEDURES), government)) > 0) {
      await session.sync((event) => state.apply(event));
    }
    const waiting = pendingPath(dataDir, profile.profile, chain.deployment);
    plan = planImport(files, state, profile, key, loadPending(waiting));
    if (!dryRun && plan.payments.length + plan.credits.length > 0) {
      await ensureSeats(chain.rpcUrl, chain.deployment, chain.offices);
      await new Importer(session, keys, state, profile, onProgress).carryOut(plan, government);
    }
    if (!dryRun) savePending(waiting, plan.waiting);
    noteCarried(plan, files, notes);
  }

  const reconciled = reconcile(files, plan, profile, dryRun ? undefined : state);
  const report = writeReport(join(dataDir, "import", profile.profile), plan.exceptions, profile);
  return {
    summary: summarise(reconciled, profile),
    files: reconciled,
    added: plan.payments.length + plan.credits.length,
    standing: plan.standing.length,
    notes,
    report,
    reconciled: reconciled.every(({ mismatches }) => mismatches.length === 0),
    anyPayments: files.some(({ file }) => file.table.notPayments === undefined),
  };
}

function readFiles(paths: readonly string[], profile: Profile, notes: string[], onProgress: Progress): MappedFile[] {
  const byDigest = new Map<string, MappedFile>();
  const all = expandPaths(paths, profile.format);
  all.forEach((path, i) => {
    const file = openSource(path, profile);
    const twin = byDigest.get(file.digest);
    if (twin !== undefined) {
      notes.push(`${basename(path)} has the same bytes as ${basename(twin.file.path)}: counted once.`);
    } else {
      if (file.table.notPayments !== undefined) {
        notes.push(`${basename(path)} is not a payment file of profile ${profile.profile}: ${file.table.notPayments}`);
      }
      byDigest.set(file.digest, mapFile(file, profile));
    }
    onProgress("reading files", i + 1, all.length);
  });
  return [...byDigest.values()];
}

/** Says what became of credit notes of earlier files. */
function noteCarried(plan: Plan, files: readonly MappedFile[], notes: string[]): void {
  const given = new Set(files.map(({ file }) => file.digest));
  for (const { row } of plan.credits.filter(({ document }) => !given.has(document))) {
    notes.push(`The credit note in row ${row.row} of ${basename(row.file.path)}, an earlier file, found its payment.`);
  }
  for (const row of plan.waiting.filter(({ file }) => !given.has(file.digest))) {
    notes.push(
      `The credit note in row ${row.row} of ${basename(row.file.path)}, an earlier file, still waits for its payment.`,
    );
  }
}

function summarise(files: readonly FileReconciliation[], profile: Profile): ImportSummary {
  const sum = (pick: (file: FileReconciliation) => bigint): string =>
    decimalText(
      files.reduce((total, file) => total + pick(file), 0n),
      profile.amount.exponent,
    );
  const count = (pick: (file: FileReconciliation) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  return {
    files: files.length,
    rows: count(({ read }) => read.rows),
    posted: count(({ posted }) => posted.rows),
    exceptions: count(({ excepted }) => excepted.rows),
    amountRead: sum(({ read }) => read.amount),
    amountPosted: sum(({ posted }) => posted.amount),
    amountExcepted: sum(({ excepted }) => excepted.amount),
    currency: profile.amount.currency,
  };
}
