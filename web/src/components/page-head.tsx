// How every page begins: its title, then one sentence that anyone understands.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface Props {
  /** Text of the browser's title. */
  title: string;
  /** The heading, where it is more than the title's text. */
  heading?: ReactNode;
  /** A line above the heading: where in the house this is. */
  above?: ReactNode;
  /** The sentence. */
  lead?: ReactNode;
}

export function PageHead({ title, heading, above, lead }: Props) {
  const t = useTranslations("site");
  return (
    <div className="pt-8 md:pt-10">
      {/* React moves it into the head. */}
      <title>{`${title} · ${t("name")}`}</title>
      {above !== undefined && <p className="mb-2 text-[0.9375rem] text-soft">{above}</p>}
      <h1>{heading ?? title}</h1>
      {lead !== undefined && <div className="lead mt-3">{lead}</div>}
    </div>
  );
}
