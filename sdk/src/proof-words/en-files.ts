// English words of the steps of forks and exports beside those of a proof. Pages of single records do without them.
import type { ForkState } from "../proof-words.ts";
import type { Language, LevelText } from "./en.ts";
import { EN_FAILED } from "./en-failed.ts";

export const FILE_WORDS = {
  // What a reader brings to a file, and a page of one record does not ask for.
  "form.failed.malformed": "{field} {value} is not as the format wants it. Take the file anew from where it was made.",
  "form.failed.version": "{field} {value} is not known here. Take a newer verifier.",
  "quorum.passed.reader": "{have} of the {all} that you trust signed, {quorum} are wanted.",
  "fresh.passed": "Of {time}.",
  "fresh.failed.stale":
    "Of {time}, {days} days ago; {limit} are allowed. The witnesses have stopped, or you are shown an old state.",
  "fresh.failed.future":
    "It says that it is of {time}, which is still to come. Its clock, or yours, is wrong, or it was made up.",
  "kept.told.beside":
    "It goes with the checkpoint of {kept} records that came with these files. Whoever made the files can have made that too: it counts once you give it as one that you kept.",
  "form.passed.fork": "Evidence of a fork of the log {trail} on chain {chainId}.",
  contradiction: "The two histories contradict each other",
  "contradiction.passed.roots": "One size, {sizeA}, with two roots: {rootA} and {rootB}.",
  "contradiction.passed.leaves": "One record, {index}, with two leaves: {leafA} and {leafB}.",
  "contradiction.failed.empty": "One of them is of an empty log, under which nothing was recorded.",
  "contradiction.failed.same": "Both sides are the same checkpoint.",
  "contradiction.failed.none": "Both can be true: neither one size with two roots nor one record with two leaves.",
  "contradiction.failed.path": "A path does not lead from record {index} to its checkpoint's root.",
  signers: "Witnesses signed both",
  "signers.passed": "{countA} signed the one ({signedA}), {countB} the other ({signedB}). Both: {both}.",
  "signers.failed.unsigned": "No counted signature on one of the two sides: it proves nothing against anybody.",
  "signers.not tried.no-witnesses":
    "Signed the one: {signedA}; the other: {signedB}. Whether they are witnesses of this log, you have to know.",
  manifest: "The manifest can be read",
  "manifest.passed": "Rows: {rows}; records in the log: {size}.",
  "manifest.failed.malformed": "{message}",
  file: "The file is the one that the manifest names",
  "file.passed": "{bytes} bytes, SHA-256 {sha256}.",
  "file.failed.bytes": "The manifest tells of {told} bytes, the file has {computed}. It was cut, or is another one.",
  "file.failed.sha256":
    "The manifest tells of SHA-256 {told}, the file has {computed}. It was altered, or is another one.",
  rows: "Every row can be read",
  "rows.passed": "Rows: {rows}.",
  "rows.failed.head": "The first line is not the columns of this format.",
  "rows.failed.malformed": "Row {row}, {column}: {told}. {message}",
  "rows.failed.order": "Row {row} is of record {told}, where {wanted} comes next.",
  "rows.failed.count": "The manifest tells of {told} rows, the file has {computed}.",
  "rows.failed.cut": "The file ends in the middle of row {row}.",
  columns: "Every column says what its event says",
  "columns.passed": "Rows compared: {rows}.",
  "columns.failed.differs": "Row {row}, record {record}: {column} is {told}; its event says {computed}.",
  "failed.undecodable": "Row {row}, record {record}: {message}",
  "columns.not tried.unknown":
    "Not all tried: {unknown} of {rows} events are none that this verifier knows, the first in row {row} (topic {topic}). They may be of a newer contract; what they say is in no sum. Take a newer verifier.",
  "not tried.broken": "Not tried: the rows could not be read to the end.",
  sums: "The sums are those of the rows",
  "sums.passed": "Added up anew.",
  "sums.passed.told": "Added up anew from what the rows tell, with the number of movements: {sums}.",
  "sums.failed.differs": "The manifest tells of {told}; the rows add up to {computed}.",
  leaves: "Every row is a leaf of the log",
  "leaves.passed": "Leaves hashed here: {leaves}.",
  "leaves.failed.number": "Row {row} says that it is record {told}; its event says {computed}.",
  "leaves.not tried.empty": "Not tried: the file has no rows.",
  root: "The rows lead to the checkpoint's root",
  "root.passed": "{size} records under {root}.",
  "root.failed.differs":
    "The manifest tells of root {told}, the rows lead to {computed}: something was altered, left out or moved.",
  "root.failed.siblings": "The manifest has {told} hashes beside the rows, {computed} are wanted.",
  "root.not tried.empty":
    "Not tried: a choice without rows says nothing of the log. That nothing matches it is not shown. Take the whole log for that.",
  complete: "No record is missing",
  "complete.passed": "All {size} records of the log are in the file.",
  "complete.failed.short": "The file has {rows} of the log's {size} records.",
  "complete.not tried.filter":
    "The file is a choice ({rows}): each row is shown to be in the log, but not that none of the choice is missing. How it was chosen is only what the file says; so are currency and decimals, which stand in other records. Amounts in minor units are shown. Take the whole log for the rest.",
} as const;

/** A language with what forks and exports come to. */
export interface FileLanguage extends Language {
  files: FileSentences;
}

export interface FileSentences {
  /** Levels 3 and 4 of rows that a filter chose. */
  choice: readonly [LevelText, LevelText];
  /** What levels 3 and 4 show of the whole log. */
  whole: readonly [string, string];
  noRows: string;
  /** Of a checkpoint that agrees with the one that the reader kept. */
  oneHistory: string;
  fork: Record<ForkState, string>;
  /** What to do about it. */
  forkDo: Record<ForkState, string>;
}

const FILES: FileSentences = {
  choice: [
    {
      name: "each row in the log under a checkpoint",
      shown: "each row stands in a log, unaltered",
      open: "that no row was left out (take the whole log for that); that this log was not made up for you alone",
    },
    {
      name: "each row in a log that is cosigned, or anchored elsewhere",
      shown: "each row stands in a log, unaltered, and witnesses or another chain vouch for that log",
      open: "that no row was left out (take the whole log for that); that the witnesses do not all lie together",
    },
  ],
  whole: [
    "the file holds a whole log, in which nothing can be altered, moved or dropped unnoticed",
    "the file holds a whole log, and witnesses or another chain vouch for it",
  ],
  oneHistory:
    "Shown: this checkpoint and the one that you kept are of one history. Not shown: anything about a record.",
  noRows: "The file has no rows: nothing is shown by it, not even that there are none.",
  fork: {
    proven: "A fork of the log is proven: witnesses that you trust signed two histories.",
    open: "Two histories contradict each other; whether witnesses signed them is not shown.",
    none: "This proves no fork.",
  },
  forkDo: {
    proven: "Do not rely on the log. Keep this file, and give it to the auditors and to whoever relies on the log.",
    open: "Name the witnesses of this log, and it is judged. Keep the file.",
    none: "It shows nothing against anybody.",
  },
};

export const EN_FILES: FileLanguage = { ...EN_FAILED, words: { ...EN_FAILED.words, ...FILE_WORDS }, files: FILES };
