// The accounts that a movement's page tells about.
import type { Account, AccountRef, MovementDetail } from "@mingzhang/sdk/api";
import { api } from "@/api/client";

/** By id; one that cannot be had is missing, and told about with less. */
export async function accountsOf(movement: MovementDetail): Promise<ReadonlyMap<string, Account>> {
  const ids = new Set([movement.from.id, movement.to.id, ...movement.authority.map(({ id }) => id)]);
  if (movement.otherFund !== null) ids.add(movement.otherFund.id);
  const found = await Promise.all([...ids].map((id) => api.account(id)));
  return new Map(found.flatMap((result) => (result.ok ? [[result.value.id, result.value] as const] : [])));
}

/** Acts that the movement's line rests on, for the top of its authority trail; none where the line cannot be had. */
export async function actsOf(movement: MovementDetail): Promise<AccountRef[]> {
  if (movement.line === null || movement.authority.some(({ kind }) => kind === "act")) return [];
  const line = await api.line(movement.line.id);
  return line.ok ? line.value.acts : [];
}
