// A case's payload as its form, checked: the indexer's body against the contract's, the form against the handler's and the case's own.
import { serviceApprovalsAbi } from "@mingzhang/sdk/abi/service-approvals";
import type { CaseBody, CaseDetail } from "@mingzhang/sdk/api-cases";
import { bodyHash, type Body } from "@mingzhang/sdk/cases/body";
import { decodePayload, type Payload } from "@mingzhang/sdk/cases/payloads";
import { useQuery } from "@tanstack/react-query";
import { readContract } from "viem/actions";
import { useClient } from "wagmi";
import { ContentDiffers, describePayload, type Described } from "../acts/prepare";
import { usePortal } from "../wallet/frame";

export interface CaseToSign {
  payload: Payload;
  described: Described;
  body: Body;
}

/** A handler that this portal does not know: its cases can be read on their public page, not decided here. */
export class HandlerUnknown extends Error {
  constructor() {
    super("The handler of this case is not one of the suite");
    this.name = "HandlerUnknown";
  }
}

export function bodyOf(body: CaseBody): Body {
  return { ...body, steps: body.steps.map(BigInt) };
}

export function useDescribed(detail: CaseDetail | undefined) {
  const { deployment } = usePortal();
  const client = useClient();
  return useQuery({
    queryKey: ["described", detail?.id, detail?.bodyHash],
    enabled: detail !== undefined && client !== undefined,
    staleTime: Infinity,
    retry: false,
    queryFn: async (): Promise<CaseToSign> => {
      if (detail === undefined || client === undefined) throw new Error("Nothing to describe");
      if (detail.handler === null) throw new HandlerUnknown();
      const body = bodyOf(detail.body);
      const onChain = await readContract(client, {
        address: deployment.contracts.serviceApprovals,
        abi: serviceApprovalsAbi,
        functionName: "bodyHashOf",
        args: [detail.id],
      });
      if (bodyHash(body) !== onChain) throw new ContentDiffers(bodyHash(body), onChain);
      const payload = decodePayload(detail.handler, detail.payload);
      const { id } = detail;
      const { procedure, agency, government, scope } = body;
      const described = await describePayload(
        client,
        deployment,
        { id, procedure, agency, government, scope },
        payload,
      );
      if (described.content !== body.content) throw new ContentDiffers(described.content, body.content);
      return { payload, described, body };
    },
  });
}
