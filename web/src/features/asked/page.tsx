// Pages that take nothing of their address, or a name or two: what else stands there is named above them, never passed over.
import type { ReactNode } from "react";
import { UnfitNote } from "./note";
import { readAsked, type Rules, type SearchParams } from "./read";

/** @param rules what the page takes; it reads these by itself */
export function takingOnly<Props extends { searchParams: Promise<SearchParams> }>(
  rules: Rules,
  page: (props: Props) => ReactNode | Promise<ReactNode>,
) {
  return async function TakingOnly(props: Props): Promise<ReactNode> {
    // Called, not rendered: a page that leads elsewhere does so before anything is sent.
    const shown = await page(props);
    const { unfit } = readAsked(await props.searchParams, rules);
    return (
      <>
        <UnfitNote of={unfit} />
        {shown}
      </>
    );
  };
}
