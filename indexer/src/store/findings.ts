// Writes what records say of findings, and undoes it.
import type { Hex } from "@mingzhang/sdk/hex";
import { type Columns, insertRows } from "./bulk.ts";
import { sql } from "./drizzle.ts";
import type { Db } from "./open.ts";

export interface FindingRow {
  record: number;
  id: Hex;
  official: number;
  office: number;
  asked: number;
  severity: number;
  subjectKind: number;
  subject: Hex;
  /** Decimal string; null for a case and a period. */
  subjectNumber: string | null;
  answerLimit: number;
  text: string;
  search: string;
  document: Hex | null;
  at: number;
}

export interface FindingActRow {
  record: number;
  id: Hex;
  act: number;
  status: number;
  turn: number;
  official: number;
  agency: number;
  at: number;
}

export interface FindingRows {
  openings: FindingRow[];
  acts: FindingActRow[];
}

export const noFindingRows = (): FindingRows => ({ openings: [], acts: [] });

export const FINDING_TABLES: readonly string[] = ["findings", "finding_acts"];

const OPENING: Columns = {
  record: "bigint",
  id: "bytea",
  official: "int",
  office: "int",
  asked: "int",
  severity: "smallint",
  subjectKind: "smallint",
  subject: "bytea",
  subjectNumber: "bigint",
  answerLimit: "bigint",
  text: "text",
  search: "text",
  document: "bytea",
  at: "bigint",
};

const ACT: Columns = {
  record: "bigint",
  id: "bytea",
  act: "smallint",
  status: "smallint",
  turn: "smallint",
  official: "int",
  agency: "int",
  at: "bigint",
};

export async function writeFindings(db: Db, rows: FindingRows): Promise<void> {
  await insertRows(db, "findings", rows.openings, OPENING);
  await insertRows(db, "finding_acts", rows.acts, ACT);
}

/** Undoes the records from `next` on, exactly. */
export async function undoFindings(db: Db, next: number): Promise<void> {
  for (const table of FINDING_TABLES) await db.rows(sql`delete from ${sql.raw(table)} where record >= ${next}`);
}
