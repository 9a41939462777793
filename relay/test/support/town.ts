// The real suite on a chain of its own, with a checker, permits by silence and by rule, and a relay in a process of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { directoryAbi } from "@mingzhang/sdk/abi/directory";
import { bankFactsAbi } from "@mingzhang/sdk/abi/bank-facts";
import { proceduresAbi } from "@mingzhang/sdk/abi/procedures";
import { rosterAbi } from "@mingzhang/sdk/abi/roster";
import type { Deployment } from "@mingzhang/sdk/api";
import { permitTermsHash } from "@mingzhang/sdk/cases/permit-terms";
import { parseDeployment } from "@mingzhang/sdk/deployment";
import type { Hex } from "@mingzhang/sdk/hex";
import {
  type Abi,
  createTestClient,
  encodeAbiParameters,
  encodeFunctionData,
  http,
  isHex,
  keccak256,
  publicActions,
  stringToHex,
  walletActions,
  zeroAddress,
  zeroHash,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const RULE = new URL("artifacts/contracts/services/rules/EligibilityRule.sol/EligibilityRule.json", `file://${ROOT}`);
const CHECKER_DUTY = 3;
const AUDITOR_DUTY = 7;
/** IProcedures.Lateness. */
const APPROVED = 3;
const PERMIT_GRANT = 2 ** 30;
export const DAY = 86_400;

export const account = (addressIndex: number) =>
  mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex });
export const CHECKER = account(40);
/** Auditor of the government. */
export const AUDITOR = account(41);
/** Whom the rule lets have a permit. */
export const ELIGIBLE = keccak256(stringToHex("eligible"));

/** Terms of the town's permits, as the rule wants them. */
export const TERMS = {
  permitType: 0,
  typeName: "集市摊位许可 Market stall permit",
  validFrom: 0,
  validUntil: 0,
  term: 365 * DAY,
  conditions: "",
};

const clientOf = (url: string) =>
  createTestClient({ mode: "hardhat", chain: hardhat, transport: http(url, { timeout: 60_000 }), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions);

export class Town {
  readonly client: ReturnType<typeof clientOf>;
  readonly deployment: Deployment;
  readonly #chain: ChildProcess;
  readonly #folder: string;
  readonly #url: string;
  #relay: ChildProcess | undefined;
  relayUrl = "";
  /** Party numbers. */
  government = 0;
  agency = 0;
  /** Procedure numbers. */
  procedures = { permit: 0, byRule: 0 };

  private constructor(url: string, chain: ChildProcess, folder: string, deployment: Deployment) {
    this.#url = url;
    this.#chain = chain;
    this.#folder = folder;
    this.client = clientOf(url);
    this.deployment = deployment;
  }

  static async found(): Promise<Town> {
    const folder = mkdtempSync(join(tmpdir(), "mingzhang-town-"));
    const chain = run("scripts/stack/chain.ts", ["--host", "127.0.0.1", "--port", "0"]);
    const url = await announced(chain);
    const out = join(folder, "deployment.json");
    const deploy = ["scripts/deploy.ts", "--rpc", url, "--parameters", "deploy/parameters/local.json", "--out", out];
    await promisify(execFile)(process.execPath, deploy, { cwd: ROOT });
    const town = new Town(url, chain, folder, parseDeployment(JSON.parse(readFileSync(out, "utf8"))));
    await town.#staff();
    await town.#publishPermits();
    return town;
  }

  async startRelay(): Promise<void> {
    const env = {
      MINGZHANG_RPC_URL: this.#url,
      MINGZHANG_DEPLOYMENT: JSON.stringify(this.deployment),
      MINGZHANG_RELAY_DIR: join(this.#folder, "relay"),
      MINGZHANG_DOCUMENTS_DIR: join(this.#folder, "documents"),
      MINGZHANG_RELAY_PORT: "0",
      MINGZHANG_RELAY_POLL_MS: "50",
      MINGZHANG_RELAY_KEY: "",
    };
    this.#relay = run("relay/src/main.ts", [], env);
    this.relayUrl = await announced(this.#relay);
  }

  async killRelay(): Promise<void> {
    if (this.#relay !== undefined) await end(this.#relay, "SIGKILL");
  }

  async stop(): Promise<void> {
    if (this.#relay !== undefined) await end(this.#relay, "SIGTERM");
    await end(this.#chain, "SIGTERM");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Seconds, as the chain has it. */
  async now(): Promise<number> {
    return Number((await this.client.getBlock()).timestamp);
  }

  async pass(seconds: number): Promise<void> {
    await this.client.increaseTime({ seconds });
    await this.client.mine({ blocks: 1 });
  }

  async #staff(): Promise<void> {
    const { bankFacts, directory, roster } = this.deployment.contracts;
    this.agency = await this.client.readContract({ address: bankFacts, abi: bankFactsAbi, functionName: "treasury" });
    const party = { address: directory, abi: directoryAbi, functionName: "partyOf", args: [this.agency] } as const;
    this.government = (await this.client.readContract(party)).root;
    await this.#send(4, roster, rosterAbi, "enrol", [this.agency, "复核员", "Checker"]);
    const count = { address: roster, abi: rosterAbi, functionName: "officialCount" } as const;
    const seat = async (agency: number, duty: number, holder: Hex) => {
      const official = await this.client.readContract(count);
      await this.#send(4, roster, rosterAbi, "appoint", [agency, duty, holder, official, 0, 4_000_000_000]);
    };
    await seat(this.agency, CHECKER_DUTY, CHECKER.address);
    await this.#send(4, roster, rosterAbi, "enrol", [this.government, "审计员", "Auditor"]);
    await seat(this.government, AUDITOR_DUTY, AUDITOR.address);
  }

  async #publishPermits(): Promise<void> {
    const { procedures, permits } = this.deployment.contracts;
    const read = { address: procedures, abi: proceduresAbi } as const;
    const none = { stage: 0, agency: 0, quorum: 0, limit: 0, lateness: 0, escalation: 0, fromAmount: 0n };
    const bySilence = {
      ...none,
      duty: CHECKER_DUTY,
      quorum: 1,
      limit: 20 * DAY,
      lateness: APPROVED,
      rule: zeroAddress as Hex,
    };
    const byRule = { ...none, duty: 0, rule: await this.#deployRule() };
    const spec = (code: string, step: typeof bySilence) => ({
      terms: {
        government: this.government,
        handler: permits,
        scope: 2 ** TERMS.permitType + PERMIT_GRANT,
        submitDuty: 0,
        submitAgency: this.agency,
        correctionLimit: DAY,
        executionLimit: DAY,
        currency: "0x000000",
      },
      steps: [step],
      code,
      name: "许可",
      otherName: "Permit",
      legalBasis: "none",
      document: zeroHash,
    });
    const announce = async (code: string, step: typeof bySilence): Promise<number> => {
      await this.#send(6, procedures, proceduresAbi, "announce", [spec(code, step)]);
      return this.client.readContract({ ...read, functionName: "procedureCount" });
    };
    this.procedures.permit = await announce("permit", bySilence);
    this.procedures.byRule = await announce("permit-auto", byRule);
    await this.pass(3 * DAY);
    for (const number of Object.values(this.procedures)) {
      await this.#send(6, procedures, proceduresAbi, "publish", [number]);
    }
  }

  /** A tree of one leaf: its root is the leaf, and the proof is empty. */
  async #deployRule(): Promise<Hex> {
    const artifact: unknown = JSON.parse(readFileSync(RULE, "utf8"));
    const bytecode = artifact instanceof Object && "bytecode" in artifact ? artifact.bytecode : undefined;
    if (!isHex(bytecode)) throw new Error("EligibilityRule is not compiled.");
    const root = keccak256(keccak256(ELIGIBLE));
    const argument = encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], [root, permitTermsHash(TERMS)]);
    const data = `${bytecode}${argument.slice(2)}` as const;
    const hash = await this.client.sendTransaction({ account: account(6), to: null, data });
    const { contractAddress } = await this.client.waitForTransactionReceipt({ hash });
    return contractAddress ?? zeroAddress;
  }

  async #send(from: number, to: Hex, abi: Abi, functionName: string, args: readonly unknown[]): Promise<void> {
    const data = encodeFunctionData({ abi, functionName, args });
    const hash = await this.client.sendTransaction({ account: account(from), to, data });
    const { status } = await this.client.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`${functionName} was reverted`);
  }
}

function run(script: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits for the address that a program says it listens on. */
async function announced(child: ChildProcess): Promise<string> {
  if (child.stdout === null || child.stderr === null) throw new Error("The program was started without pipes.");
  let errors = "";
  child.stderr.on("data", (text) => (errors += String(text)));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    // From here on nobody reads what it says; an unread pipe would stop it in the end.
    child.stdout.resume();
    return url;
  }
  throw new Error(`The program did not start: ${errors}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
