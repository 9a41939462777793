// Signs an act with the connected wallet and hands it to the relay; what happens then is kept with the pending acts.
import type { RelayAct, RelaySigned } from "@mingzhang/sdk/api-relay";
import type { CaseTypedData } from "@mingzhang/sdk/cases/typed-data";
import { useCallback, useState } from "react";
import type { Hex } from "viem";
import { useConnection, useSignTypedData } from "wagmi";
import { hashesOf } from "./prepare";
import { addAct, type PendingAct } from "./pending";
import { submitPending } from "./follow";

/** How long a signature may wait to be recorded. */
const SIGNATURE_SECONDS = 7 * 86_400;

export interface ToSign {
  /** What it is, in the words of the page. */
  label: string;
  /** Made anew when signing: its deadline counts from then. */
  typedData: (deadline: number) => CaseTypedData;
  act: (by: RelaySigned) => RelayAct;
  /** Page that shows the outcome; null for a new case, whose number comes later. */
  page: string | null;
}

export type SignFailure = { kind: "refused" } | { kind: "other"; message: string };

/** Deadline of a signature made now, on the chain's clock. @param chainNow seconds, time of the newest block */
export function deadlineFrom(chainNow: number): number {
  return Math.max(chainNow, Math.floor(Date.now() / 1000)) + SIGNATURE_SECONDS;
}

export function useAct(chainNow: number) {
  const { address } = useConnection();
  const { mutateAsync: signTypedData, isPending } = useSignTypedData();
  const [failure, setFailure] = useState<SignFailure | null>(null);

  /** Resolves to the pending act once it is signed; null if the wallet's owner refused. */
  const sign = useCallback(
    async (wanted: ToSign): Promise<PendingAct | null> => {
      if (address === undefined) return null;
      setFailure(null);
      const deadline = deadlineFrom(chainNow);
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
        page: wanted.page,
        request: JSON.stringify(act),
        signedAt: new Date().toISOString(),
      };
      addAct(pending);
      return pending;
    },
    [address, chainNow, signTypedData],
  );

  /** Signs, and sends by the relay. */
  const signAndSend = useCallback(
    async (wanted: ToSign): Promise<boolean> => {
      const pending = await sign(wanted);
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
