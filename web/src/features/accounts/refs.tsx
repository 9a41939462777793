// Links to accounts, parties and movements by their names.
import type { AccountRef, PartyRef } from "@mingzhang/sdk/api";
import { Name } from "@/components/said";
import { PageLink } from "@/components/page-link";
import { accountHref, partyHref } from "./links";

export function AccountLink({ to }: { to: AccountRef }) {
  return (
    <PageLink href={accountHref(to)}>
      {to.name === "" && to.otherName === "" ? <span className="num">{to.id}</span> : <Name of={to} />}
    </PageLink>
  );
}

export function PartyLink({ to }: { to: PartyRef }) {
  return (
    <PageLink href={partyHref(to)}>
      <Name of={to} />
    </PageLink>
  );
}
