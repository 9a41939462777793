// What went wrong while reading, in words, and a way on.
import { useTranslations } from "next-intl";
import { plain } from "@/components/said";
import { PortalError } from "../data/api";

export function Failure({ cause, again }: { cause: unknown; again?: () => void }) {
  const t = useTranslations("portal.failure");
  const unreachable = cause instanceof PortalError && (cause.status === null || cause.status >= 500);
  const said = cause instanceof Error ? cause.message : String(cause);
  return (
    <div role="alert" className="mt-6 border-y border-rule py-5">
      <p className="font-medium">{t(unreachable ? "unreachable" : "refused")}</p>
      {!unreachable && (
        <p className="note mt-1">
          <bdi lang="en">{plain(said, 400)}</bdi>
        </p>
      )}
      {again !== undefined && (
        <button type="button" className="button button-quiet mt-3" onClick={again}>
          {t("again")}
        </button>
      )}
    </div>
  );
}
