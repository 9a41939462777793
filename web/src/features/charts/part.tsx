// A chart as a part of a page about something else, with its table folded away.
import { getLocale } from "next-intl/server";
import { ProblemNote } from "@/components/states";
import { ChartFigure } from "./figure";
import type { Asked, SheetMaker } from "./sheet";

interface Props {
  maker: SheetMaker;
  asked: Asked;
  /** Link to the page that shows the chart alone. */
  more?: boolean;
}

export async function ChartPart({ maker, asked, more = false }: Props) {
  const sheet = await maker(asked, await getLocale());
  if (!sheet.ok) return <ProblemNote error={sheet.error} />;
  return (
    <section>
      <h2>{sheet.value.title}</h2>
      <ChartFigure sheet={sheet.value} table="folded" more={more} />
    </section>
  );
}
