// Above the heading of every page within the portal: the way back to its first page.
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";

export function PortalLink() {
  return <PageLink href="/portal">{useTranslations("portal.inbox")("title")}</PageLink>;
}
