// The evidence of one proven fork as a file: mingzhang-fork version 1, which contract and verifiers take.
import { api } from "@/api/client";
import { ApiError } from "@/api/problem";
import { evidenceName } from "@/features/checkpoints/links";
import { attachment, notServed } from "@/features/checkpoints/served";

type Context = { params: Promise<{ a: string; b: string }> };

export async function GET(_incoming: Request, { params }: Context): Promise<Response> {
  const { a, b } = await params;
  const forks = await api.forks();
  if (!forks.ok) return notServed(forks.error);
  const fork = forks.value.items.find(({ digestA, digestB }) => digestA === a && digestB === b);
  if (fork === undefined || fork.evidence === null) {
    return notServed(new ApiError("not-found", "No evidence of such a fork is known here", 404));
  }
  return attachment(evidenceName(fork.digestA, fork.digestB), fork.evidence);
}
