// English words of the steps of forks and exports beside those of a proof. Pages of single records do without them.
import { EN, type Language } from "./en.ts";

export const FILE_WORDS = {
  "form.passed.fork": "Evidence of a fork of the log {trail} on chain {chainId}.",
  contradiction: "The two histories contradict each other",
  "contradiction.passed.roots": "One size, {sizeA}, with two roots: {rootA} and {rootB}.",
  "contradiction.passed.leaves": "One record, {index}, with two leaves: {leafA} and {leafB}.",
  "contradiction.failed.same": "Both sides are the same checkpoint.",
  "contradiction.failed.none": "Both can be true: neither one size with two roots nor one record with two leaves.",
  "contradiction.failed.path": "A path does not lead from record {index} to its checkpoint's root.",
  signers: "Witnesses signed both",
  "signers.passed": "{countA} signed the one ({signedA}), {countB} the other ({signedB}). Both: {both}.",
  "signers.failed.unsigned": "No counted signature on one of the two sides: it proves nothing against anybody.",
  "signers.not tried.no-witnesses":
    "Signed the one: {signedA}; the other: {signedB}. Whether they are witnesses of this log, you have to know.",
  manifest: "The manifest can be read",
  "manifest.passed": "It tells of {rows} rows and a log of {size} records.",
  "manifest.failed.malformed": "{message}",
  file: "The file is the one that the manifest names",
  "file.passed": "{bytes} bytes, SHA-256 {sha256}.",
  "file.failed.bytes": "The manifest tells of {told} bytes, the file has {computed}. It was cut, or is another one.",
  "file.failed.sha256":
    "The manifest tells of SHA-256 {told}, the file has {computed}. It was altered, or is another one.",
  rows: "Every row can be read",
  "rows.passed": "{rows} rows.",
  "rows.failed.head": "The first line is not the columns of this format.",
  "rows.failed.malformed": "Row {row}, {column}: {told}. {message}",
  "rows.failed.order": "Row {row} is of record {told}, where {wanted} comes next.",
  "rows.failed.count": "The manifest tells of {told} rows, the file has {computed}.",
  "rows.failed.cut": "The file ends in the middle of row {row}.",
  columns: "Every column says what its event says",
  "columns.passed": "In all {rows} rows.",
  "columns.failed.differs": "Row {row}, record {record}: {column} is {told}; its event says {computed}.",
  "columns.failed.undecodable": "Row {row}, record {record}: {message}",
  "columns.not tried.unknown":
    "Not all tried: {unknown} of {rows} events are none that this verifier knows, the first in row {row} (topic {topic}). They may be of a newer contract; what they say is in no sum. Take a newer verifier.",
  "columns.not tried.broken": "Not tried: the rows could not be read to the end.",
  sums: "The sums are those of the rows",
  "sums.passed": "Added up anew.",
  "sums.passed.told": "Added up anew from what the rows tell: {sums}.",
  "sums.failed.differs": "The manifest tells of {told}; the rows add up to {computed}.",
  "sums.not tried.broken": "Not tried: the rows could not be read to the end.",
  leaves: "Every row is a leaf of the log",
  "leaves.passed": "{leaves} leaves, hashed here.",
  "leaves.failed.number": "Row {row} says that it is record {told}; its event says {computed}.",
  "leaves.failed.undecodable": "Row {row}, record {record}: {message}",
  "leaves.not tried.empty": "Not tried: the file has no rows.",
  "leaves.not tried.broken": "Not tried: the rows could not be read to the end.",
  root: "The rows lead to the checkpoint's root",
  "root.passed": "{size} records under {root}.",
  "root.failed.differs":
    "The manifest tells of root {told}, the rows lead to {computed}: something was altered, left out or moved.",
  "root.failed.siblings": "The manifest has {told} hashes beside the rows, {computed} are wanted.",
  "root.not tried.empty":
    "Not tried: a choice without rows says nothing of the log. That nothing matches it is not shown. Take the whole log for that.",
  "root.not tried.broken": "Not tried: the rows could not be read to the end.",
  complete: "No record is missing",
  "complete.passed": "All {size} records of the log are in the file.",
  "complete.failed.short": "The file has {rows} of the log's {size} records.",
  "complete.not tried.filter":
    "The file is a choice: that each of its {rows} rows is in the log is shown, that no row of the choice is missing is not. Take the whole log for that.",
  "complete.not tried.broken": "Not tried: the rows could not be read to the end.",
} as const;

export const EN_FILES: Language = { ...EN, words: { ...EN.words, ...FILE_WORDS } };
