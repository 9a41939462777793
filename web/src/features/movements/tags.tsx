// What a reader must know about a movement beside its sum: amber where something is still open.
import type { Movement } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { movementHref } from "@/features/accounts/links";

export function MovementTags({ of: movement }: { of: Movement }) {
  const t = useTranslations("movements.tags");
  return (
    <>
      {movement.awaitsConfirmation && !movement.imported && <span className="tag tag-wait">{t("awaits")}</span>}
      {movement.persons !== null && <span className="tag">{t("persons", { count: movement.persons })}</span>}
      {movement.flags.includes("advance") && <span className="tag">{t("advance")}</span>}
      {movement.cites !== null && (
        <PageLink href={movementHref(movement.cites)} className="tag">
          {t("cites", { record: movement.cites })}
        </PageLink>
      )}
      {movement.undone !== "0" && <span className="tag">{t("undone")}</span>}
      {movement.imported && <span className="tag">{t("imported")}</span>}
    </>
  );
}
