// A link to a page of the explorer in the reader's language.
import { useLocale } from "next-intl";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"a">, "href"> & {
  /** Path without the language, such as `/funds/fund-1?year=2026`. */
  href: string;
};

/**
 * A plain anchor on purpose: each page is a document of its own, with its own policy (security/csp.ts), readable
 * without JavaScript, and leaving it needs none either.
 */
export function PageLink({ href, ...rest }: Props) {
  const locale = useLocale();
  return <a href={`/${locale}${href === "/" ? "" : href}`} {...rest} />;
}
