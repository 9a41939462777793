// The trial run of what is about to be signed, as a hook; and the deadline that the review shows.
import { useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useState } from "react";
import { useClient, useConnection } from "wagmi";
import { usePortal } from "../wallet/frame";
import { simulate, type Outcome } from "./simulate";
import { deadlineFrom, type ToSign } from "./use-act";

export function useOutcome(wanted: ToSign | null): { outcome: Outcome | null; deadline: number } {
  const { deployment, now } = usePortal();
  const client = useClient();
  const locale = useLocale();
  const { address } = useConnection();
  const [deadline] = useState(() => deadlineFrom(now()));
  const act =
    wanted === null || address === undefined ? null : wanted.act({ signer: address, deadline, signature: "0x" });
  const trial = useQuery({
    queryKey: ["trial", act === null ? null : JSON.stringify(act)],
    enabled: act !== null && client !== undefined,
    retry: false,
    staleTime: 0,
    queryFn: async (): Promise<Outcome> => {
      if (act === null || client === undefined || address === undefined) throw new Error("Nothing to try");
      return simulate(client, deployment, address, act, locale);
    },
  });
  return { outcome: trial.data ?? null, deadline };
}
