// Child of the stack: the demonstration's three witnesses and the courier to the second chain, in one process.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseRpcUrls } from "@mingzhang/sdk/rpc-urls";
import { Command } from "commander";
import { readDeployment } from "../chain/deployment.ts";
import { inWords } from "../chain/failures.ts";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { connectDeployment } from "../chain/sender.ts";
import { originOf } from "../checkpoints/cosign.ts";
import { openCouriers } from "../checkpoints/couriers.ts";
import { ForkFound } from "../checkpoints/evidence.ts";
import { LogReader } from "../checkpoints/log-reader.ts";
import { endingSignal, stamped } from "../checkpoints/loop.ts";
import { DEMONSTRATION_WITNESSES, stateFolder } from "../checkpoints/monthly.ts";
import { wholeNumber } from "../checkpoints/settings.ts";
import { WitnessState } from "../checkpoints/state.ts";
import { Witness } from "../checkpoints/witness.ts";

const options = new Command("checkpoints")
  .requiredOption("--rpc <url>")
  .requiredOption("--deployment <file>")
  .requiredOption("--anchor-rpc <chainId=url,…>")
  .requiredOption("--folder <path>", "states of the witnesses, and evidence")
  .option("--without <account>", "number of a witness who signs elsewhere", wholeNumber(0))
  .option("--period <seconds>", "", wholeNumber(1), 10)
  .parse()
  .opts<{ rpc: string; deployment: string; anchorRpc: string; folder: string; without?: number; period: number }>();

const say = stamped((line) => console.log(line));
const signal = endingSignal();
const deployment = readDeployment(options.deployment);
const clients = await connectDeployment(options.rpc, deployment);
// One house, one node, one reading of it: real witnesses each read a node of their own.
const reader = new LogReader(clients, deployment, 0);

/** What is done each period, and whether it has refused to go on: a fork ends a signature, not the house. */
interface Worker {
  name: string;
  round: () => Promise<string>;
  last: string;
  refuses: boolean;
}

const present = DEMONSTRATION_WITNESSES.filter(({ account }) => account !== options.without);
const workers: Worker[] = present.map(({ account: number }) => {
  const account = localAccount(number);
  const name = `Witness ${account.address}`;
  const state = WitnessState.open(stateFolder(options.folder, number), originOf(deployment), account.address);
  const warn = (line: string) => say(`${name}: ${line}`);
  const witness = new Witness({ reader, state, account, payer: { clients, account }, warn });
  return { name, round: async () => (await witness.round()).text, last: "", refuses: false };
});
const couriers = openCouriers({
  connect: async () => reader,
  deployment,
  urls: parseRpcUrls(options.anchorRpc),
  accountOf: () => localAccount(LOCAL_OFFICE.courier),
  folder: join(options.folder, "evidence"),
  say,
});
workers.push({ name: "Anchor", round: couriers, last: "", refuses: false });

mkdirSync(options.folder, { recursive: true });
writeFileSync(join(options.folder, "ready"), `${process.pid}\n`);
while (!signal.aborted) {
  for (const worker of workers) if (!worker.refuses && !signal.aborted) await work(worker);
  await sleep(options.period * 1000, undefined, { signal }).catch(() => undefined);
}

async function work(worker: Worker): Promise<void> {
  let text: string;
  try {
    text = await worker.round();
  } catch (error) {
    worker.refuses = error instanceof ForkFound;
    const words = error instanceof ForkFound ? error.message : inWords(error);
    if (words === undefined) throw error;
    text = words;
  }
  if (text !== worker.last) say(`${worker.name}: ${text}`);
  worker.last = text;
}
