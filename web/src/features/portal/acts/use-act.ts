// Signs an act with the connected wallet and hands it to the relay; what happens then is kept with the pending acts.
import type { RelayAct, RelaySigned } from "@mingzhang/sdk/api-relay";
import { useCallback, useState } from "react";
import type { Hex } from "viem";
import { useConnection, useSignTypedData } from "wagmi";
import { hashesOf, type SignedData } from "./prepare";
import { addAct, type PendingAct } from "./pending";
import { submitPending } from "./follow";

/** How long a signature may wait to be recorded. */
const SIGNATURE_SECONDS = 7 * 86_400;

export interface ToSign {
  /** What it is, in the words of the page. */
  label: string;
  /** @param deadline the one that the review showed: its hashes are those of what is signed */
  typedData: (deadline: number) => SignedData;
  act: (by: RelaySigned) => RelayAct;
  /** Page that shows the outcome; null for a new case, whose number comes later. */
  page: string | null;
}

export type SignFailure = { kind: "refused" } | { kind: "other"; message: string };

/** Deadline of a signature made now. @param now seconds, by the chain's clock */
export function deadlineFrom(now: number): number {
  return now + SIGNATURE_SECONDS;
}

export function useAct() {
  const { address } = useConnection();
  const { mutateAsync: signTypedData, isPending } = useSignTypedData();
  const [failure, setFailure] = useState<SignFailure | null>(null);

  /** Resolves to the pending act once it is signed; null if the wallet's owner refused. @param deadline as it was reviewed */
  const sign = useCallback(
    async (wanted: ToSign, deadline: number): Promise<PendingAct | null> => {
      if (address === undefined) return null;
      setFailure(null);
      const typedData = wanted.typedData(deadline);
      let signature: Hex;
      try {
        // viem's own types want the message typed by its types; these are made at run time.
        signature = await signTypedData({ ...typedData, account: address });
      } catch (cause) {
        const refused = cause instanceof Error && /reject|denied|refus/iu.test(`${cause.name} ${cause.message}`);
        setFailure(refused ? { kind: "refused" } : { kind: "other", message: messageOf(cause) });
        return null;
      }
      const act = wanted.act({ signer: address, deadline, signature });
      const pending: PendingAct = {
        digest: hashesOf(typedData).final,
        label: wanted.label,
        stage: "signed",
        way: null,
        transaction: null,
        block: null,
        reason: null,
        reasonData: null,
        signer: address,
        page: wanted.page,
        request: JSON.stringify(act),
        signedAt: new Date().toISOString(),
      };
      addAct(pending);
      return pending;
    },
    [address, signTypedData],
  );

  /** Signs, and sends by the relay. */
  const signAndSend = useCallback(
    async (wanted: ToSign, deadline: number): Promise<boolean> => {
      const pending = await sign(wanted, deadline);
      if (pending === null) return false;
      await submitPending([pending]);
      return true;
    },
    [sign],
  );

  return { sign, signAndSend, isPending, failure };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? cause.name) : String(cause);
}
