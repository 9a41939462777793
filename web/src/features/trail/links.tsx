// On a movement's page: the ways to follow its money and its permission.
import type { MovementDetail } from "@mingzhang/sdk/api";
import { kindByName } from "@mingzhang/sdk/kinds";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { trailHref } from "./state";

export function TrailLinks({ of: { record, kind, imported } }: { of: MovementDetail }) {
  const t = useTranslations("trail");
  return (
    <section className="print:hidden">
      <h2>{t("links.title")}</h2>
      {imported ? (
        <p className="note">{t("links.imported")}</p>
      ) : (
        <>
          <ul className="mt-2">
            {kindByName(kind).books.flatMap((book) =>
              (["back", "forward"] as const).map((direction) => (
                <li key={`${book} ${direction}`} className="border-b border-rule py-2">
                  <PageLink href={trailHref(record, { book, direction })}>{t(`way.${book}.${direction}`)}</PageLink>
                </li>
              )),
            )}
          </ul>
          {kind === "receipt" && (
            <p className="mt-3">
              <PageLink href={`/my-tax?receipt=${record}`}>{t("links.receipt")}</PageLink>
            </p>
          )}
        </>
      )}
    </section>
  );
}
