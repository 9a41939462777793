// The frame of every page: language, header, text, footer.
import { getTranslations, setRequestLocale } from "next-intl/server";
import { headers } from "next/headers";
import { Activity, type ReactNode } from "react";
import { api } from "@/api/client";
import { readGrouping } from "@/features/money/grouping";
import { LANGUAGE_TAG, type Locale } from "@/i18n/routing";
import { publicOrigin } from "@/security/origin";
import "@/styles/globals.css";
import { PageAddress } from "./address";
import { siteOf } from "./origin";
import { Footer } from "./footer";
import { Header } from "./header";

interface Props {
  locale: Locale;
  /** Whether it says where it stands, for search engines and those who share it: a page that is not there does not. */
  listed?: boolean;
  children: ReactNode;
}

export async function Frame({ locale, listed = true, children }: Props) {
  setRequestLocale(locale);
  const [status, grouping, head, t] = await Promise.all([
    api.status(),
    readGrouping(),
    headers(),
    getTranslations("site"),
  ]);
  const known = status.ok ? status.value : null;
  const full = head.get("x-path") ?? `/${locale}`;
  const path = full.slice(locale.length + 1) || "/";
  const url = siteOf(head) + full;
  return (
    <html lang={LANGUAGE_TAG[locale]}>
      <body>
        <PageAddress locale={locale} path={path} origin={listed ? publicOrigin(process.env) : null} name={t("name")} />
        <Header path={path} status={known} />
        <main id="text" className="wrap">
          {/* A boundary of its own: React takes over the text when the browser is idle, in pieces, and the header at once. */}
          <Activity>{children}</Activity>
        </main>
        <Footer path={path} status={known} grouping={grouping} url={url} />
      </body>
    </html>
  );
}
