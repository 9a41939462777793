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
  /** What search engines and shared links say below the title, where the lead is no plain text. */
  description?: string;
}

export function PageHead({ title, heading, above, lead, description }: Props) {
  const t = useTranslations("site");
  const about = description ?? (typeof lead === "string" ? lead : `${title} · ${t("description")}`);
  return (
    <div className="pt-8 md:pt-10">
      {/* React moves these into the head. */}
      <title>{`${title} · ${t("name")}`}</title>
      <meta name="description" content={about} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={about} />
      {above !== undefined && <p className="mb-2 text-[0.9375rem] text-soft">{above}</p>}
      <h1>{heading ?? title}</h1>
      {lead !== undefined && <div className="lead mt-3">{lead}</div>}
    </div>
  );
}
