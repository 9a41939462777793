// The payee of a form in the page's language, with the name in the other one; the name that is signed is one of the two.
import type { PartyRef } from "@mingzhang/sdk/api";
import { useQuery } from "@tanstack/react-query";
import { Name, OtherName } from "@/components/said";
import { askJson } from "../data/api";

interface Props {
  party: number;
  /** The official name, as the form has it. */
  signed: string;
}

export function PayeeName({ party, signed }: Props) {
  const found = useQuery({
    queryKey: ["party", party],
    staleTime: Infinity,
    queryFn: () => askJson<PartyRef>(`/data/v1/parties/${party}`),
  });
  // An index that is behind, or tells another name, does not get between the reader and what is signed.
  const of = found.data?.name === signed ? found.data : { name: signed, otherName: "" };
  return (
    <>
      <Name of={of} room="heading" />{" "}
      <span className="text-soft">
        <OtherName of={of} />
      </span>
    </>
  );
}
