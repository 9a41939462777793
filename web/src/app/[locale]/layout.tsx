// The frame of every page, in the language of its path.
import type { Viewport } from "next";
import { hasLocale } from "next-intl";
import { notFound } from "next/navigation";
import { Frame } from "@/features/site/frame";
import { routing } from "@/i18n/routing";

// Each response carries its own nonce and the state of the chain: nothing is rendered ahead.
export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#141412" },
  ],
};

// Titles and descriptions are set by the pages themselves (components/page-head.tsx), which know them without asking twice.
export default async function Layout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  return <Frame locale={locale}>{children}</Frame>;
}
