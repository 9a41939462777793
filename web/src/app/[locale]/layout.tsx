// The frame of every page, in the language of its path.
import type { Metadata, Viewport } from "next";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { readGrouping } from "@/features/money/grouping";
import { Footer } from "@/features/site/footer";
import { Header } from "@/features/site/header";
import { LANGUAGE_TAG, routing } from "@/i18n/routing";
import "@/styles/globals.css";

// Each response carries its own nonce and the state of the chain: nothing is rendered ahead.
export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#141412" },
  ],
};

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const t = await getTranslations({ locale, namespace: "site" });
  return { title: { default: t("title"), template: `%s · ${t("name")}` }, description: t("description") };
}

export default async function Layout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  const [status, grouping, head] = await Promise.all([api.status(), readGrouping(), headers()]);
  const known = status.ok ? status.value : null;
  const full = head.get("x-path") ?? `/${locale}`;
  const path = full.slice(locale.length + 1) || "/";
  const url = `${head.get("x-forwarded-proto") ?? "http"}://${head.get("host") ?? ""}${full}`;
  return (
    <html lang={LANGUAGE_TAG[locale]}>
      <body>
        <Header path={path} status={known} />
        <main id="text" className="wrap">
          {children}
        </main>
        <Footer path={path} status={known} grouping={grouping} url={url} />
      </body>
    </html>
  );
}
