// `npm run prove`: proves the ledger's core arithmetic with solc's model checker (z3, inside the compiler's WebAssembly).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** A proof contract and how many assertions it makes: one that silently vanished would otherwise count as proven. */
export interface Proof {
  source: string;
  contract: string;
  assertions: number;
}

export const PROOFS: readonly Proof[] = [
  { source: "contracts/proofs/AccountProof.sol", contract: "AccountProof", assertions: 2 },
  { source: "contracts/proofs/LineProof.sol", contract: "LineProof", assertions: 5 },
];

/** What the model checker said of one proof. */
export interface Outcome {
  proof: Proof;
  /** Assertions shown to hold after any sequence of calls. */
  proven: number;
  /** Everything else that the compiler said; empty if the proof went through. */
  complaints: string[];
  seconds: number;
}

/** Replaces the text of a source file before it is compiled; a test breaks the arithmetic by it. */
export type Edit = (path: string, text: string) => string;

interface Diagnostic {
  errorCode: string;
  formattedMessage: string;
}
interface Solc {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
}

/** "CHC: Assertion violation check is safe!" */
const SAFE = "9576";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs the model checker over one proof contract. It has no time-out on purpose (setting one crashes it); its own fixed
 * bound on z3's work makes each run end, with the same answer on every machine.
 */
export function prove(proof: Proof, edit: Edit = (_, text) => text, solver = "z3"): Outcome {
  const solc = createRequire(import.meta.url)("solc") as Solc;
  const read = (path: string): string => edit(path, readFileSync(root + path, "utf8"));
  const input = {
    language: "Solidity",
    sources: { [proof.source]: { content: read(proof.source) } },
    settings: {
      outputSelection: { "*": {} },
      modelChecker: {
        engine: "chc",
        solvers: [solver],
        targets: ["assert"],
        contracts: { [proof.source]: [proof.contract] },
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
      },
    },
  };
  const start = performance.now();
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) })) as {
    errors?: Diagnostic[];
  };
  const said = output.errors ?? [];
  return {
    proof,
    proven: said.filter(({ errorCode }) => errorCode === SAFE).length,
    complaints: said.filter(({ errorCode }) => errorCode !== SAFE).map((each) => each.formattedMessage.trim()),
    seconds: (performance.now() - start) / 1000,
  };
}

/** Whether every assertion of the proof was shown to hold, and nothing else was said (a missing solver is a warning). */
export function holds({ proof, proven, complaints }: Outcome): boolean {
  return proven === proof.assertions && complaints.length === 0;
}

function main(): void {
  let failed = false;
  for (const proof of PROOFS) {
    process.stdout.write(`${proof.contract} … `);
    const outcome = prove(proof);
    const { proven, complaints, seconds } = outcome;
    if (holds(outcome)) {
      console.log(
        `proven: ${proven} of ${proof.assertions} assertions after any sequence of calls (${seconds.toFixed(1)} s)`,
      );
      continue;
    }
    failed = true;
    console.log(`NOT proven: ${proven} of ${proof.assertions} assertions`);
    for (const complaint of complaints) console.error(complaint);
  }
  if (failed) process.exitCode = 1;
}

if (import.meta.main) main();
