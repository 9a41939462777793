// On paper: the address at which a page stays as it is, where that is not the one it is read at.
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { siteOf } from "./origin";

/** Stands for the footer's (styles/globals.css). @param href without the language */
export async function PrintedAddress({ href }: { href: string }) {
  const [t, locale, head] = await Promise.all([getTranslations("site"), getLocale(), headers()]);
  return (
    <p className="print-only printed-address mono mt-6 text-sm text-soft">
      {t("printed", { url: `${siteOf(head)}/${locale}${href}` })}
    </p>
  );
}
