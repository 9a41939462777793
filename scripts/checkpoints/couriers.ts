// All couriers of a deployment in one round: the log's chain is read once, and one chain that is down does not keep the others waiting.
import type { Deployment } from "@mingzhang/sdk/api";
import type { LocalAccount } from "viem";
import { ChainError, inWords } from "../chain/failures.ts";
import { connectChain } from "../chain/sender.ts";
import { AnchorEvents } from "./anchor-events.ts";
import { Courier } from "./courier.ts";
import { ForkFound } from "./evidence.ts";
import type { LogReader } from "./log-reader.ts";

export interface CouriersOptions {
  /** Asked until the log's chain answers. */
  connect: () => Promise<LogReader>;
  deployment: Deployment;
  /** RPC of each chain with an anchor. */
  urls: ReadonlyMap<number, string>;
  /** Who pays on a chain. */
  accountOf: (chainId: number) => LocalAccount;
  folder: string;
  say: (line: string) => void;
}

/** A round over all anchors; its answer says how things stand. Chains that are down are connected when they answer. */
export function openCouriers(options: CouriersOptions): () => Promise<string> {
  const { connect, deployment, urls, accountOf, folder, say } = options;
  let reader: LogReader | undefined;
  let events: AnchorEvents | undefined;
  const couriers = new Map<number, Courier>();

  const courierTo = async (place: Deployment["anchors"][number], log: LogReader, heard: AnchorEvents) => {
    const known = couriers.get(place.chainId);
    if (known !== undefined) return known;
    const clients = await connectChain(urls.get(place.chainId) ?? "");
    const account = accountOf(place.chainId);
    const courier = await Courier.open({ reader: log, events: heard, place, clients, account, folder, say });
    couriers.set(place.chainId, courier);
    return courier;
  };

  return async () => {
    reader ??= await connect();
    events ??= new AnchorEvents(reader.clients, deployment.contracts.checkpointAnchor, deployment.deployBlock);
    await reader.read();
    await events.read();
    const failures: string[] = [];
    let waiting = 0;
    let fork: ForkFound | undefined;
    for (const place of deployment.anchors) {
      try {
        waiting += await (await courierTo(place, reader, events)).round();
      } catch (error) {
        if (error instanceof ForkFound) {
          fork ??= error;
          continue;
        }
        const words = inWords(error);
        if (words === undefined) throw error;
        failures.push(`Chain ${place.chainId}: ${words}`);
      }
    }
    if (fork !== undefined) throw fork;
    if (failures.length > 0) throw new ChainError(failures.join("\n"));
    const anchored = [...events.checkpoints.values()].filter((one) => one.anchored).length;
    const many = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
    const where = `anchored on ${many(deployment.anchors.length, "other chain")}`;
    const all = waiting === 0 ? "all of them are" : `${waiting} of them are not yet`;
    return `${many(anchored, "checkpoint")} with a quorum on the log's chain; ${all} ${where}.`;
  };
}
