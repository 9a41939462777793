// One side of a movement, linked.
import { AccountLink, PartyLink } from "@/features/accounts/refs";
import type { Side } from "./sides";

export function SideLink({ side }: { side: Side }) {
  return "party" in side ? <PartyLink to={side.party} /> : <AccountLink to={side.account} />;
}
