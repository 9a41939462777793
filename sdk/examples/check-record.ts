// Whether a record is in the log: takes its portable proof, and checks it against a node of your choice.
import { verifyProofFile } from "@mingzhang/sdk/proof-verify";
import { httpRpc } from "@mingzhang/sdk/rpc";

export async function checkRecord(api: string, record: number, node: string): Promise<number> {
  const answer = await fetch(`${api}/v1/records/${record}/proof`);
  if (!answer.ok) throw new Error(await answer.text());
  const verdict = await verifyProofFile(await answer.text(), { rpcs: [{ name: node, rpc: httpRpc(node) }] });
  if (verdict.failed) throw new Error(`Record ${record} does not hold: ${JSON.stringify(verdict.steps)}`);
  // 1: read from the node. 2: under a block hash. 3: in the log. 4: under a checkpoint that witnesses signed.
  return verdict.level;
}
