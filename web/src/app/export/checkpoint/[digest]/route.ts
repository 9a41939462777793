// One checkpoint as the file that a reader keeps: mingzhang-checkpoint version 1, which the verifiers take.
import { api } from "@/api/client";
import { keepName } from "@/features/checkpoints/links";
import { attachment, notServed } from "@/features/checkpoints/served";

export async function GET(_incoming: Request, { params }: { params: Promise<{ digest: string }> }): Promise<Response> {
  const { digest } = await params;
  const [found, status] = await Promise.all([api.checkpoint(digest), api.status()]);
  if (!found.ok) return notServed(found.error);
  if (!status.ok) return notServed(status.error);
  const { checkpoint } = found.value;
  const { chainId, contracts } = status.value;
  const origin = { chainId, trail: contracts.auditTrail };
  return attachment(keepName(checkpoint.size), { format: "mingzhang-checkpoint", version: 1, origin, checkpoint });
}
