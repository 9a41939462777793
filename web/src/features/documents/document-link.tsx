// A document by its digest: its bytes, and every movement that names it.
import { useTranslations } from "next-intl";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { movementsHref } from "@/features/accounts/links";

export function DocumentLink({ digest }: { digest: string }) {
  const t = useTranslations("document");
  return (
    <span>
      <a href={`/documents/${digest}`} download>
        {t("download")}
      </a>
      {" · "}
      <PageLink href={movementsHref({ document: digest })}>{t("movements")}</PageLink>
      <br />
      <Hash>{`sha-256 ${digest.slice(2)}`}</Hash>
    </span>
  );
}
