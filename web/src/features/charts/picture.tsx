// A drawing in the page: it takes the page's colours, its links and its fonts.
import { type Drawing, svgText } from "@mingzhang/sdk/charts";
import { useLocale } from "next-intl";
import { useId } from "react";
import type { Place } from "./sheet";

interface Props {
  drawing: (place: Place) => Drawing;
  /** Says that the picture may be wider than the screen. */
  region: string;
}

/** As text, in which everything is escaped: as elements, React would take over hundreds of shapes that never change. */
export function Picture({ drawing, region }: Props) {
  const locale = useLocale();
  // Patterns of two pictures on one page do not mix; colons are no part of a fragment that every browser finds.
  const id = `c${useId().replaceAll(/[^\w-]/g, "")}`;
  const svg = svgText(drawing({ id, href: (path) => `/${locale}${path}` }), { id, style: false });
  return (
    <div className="picture" role="region" aria-label={region} tabIndex={0} dangerouslySetInnerHTML={{ __html: svg }} />
  );
}
