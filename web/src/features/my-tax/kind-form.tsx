// The question that a taxpayer can answer: what kind of payment it was, and when. A plain form, and its list.
import { useLocale, useTranslations } from "next-intl";
import { ApiError } from "@/api/problem";
import { dayInWords } from "@/components/dates";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { Empty, ProblemNote } from "@/components/states";
import { movementsHref } from "@/features/accounts/links";
import { ReceiptList } from "./answers";
import { type Kind, KIND_GROUPS, type OfKind } from "./by-kind";

interface Props {
  kinds: readonly Kind[];
  source: string | undefined;
  day: string | undefined;
}

export function KindForm({ kinds, source, day }: Props) {
  const t = useTranslations("myTax.byKind");
  const whose = useTranslations("myTax");
  const locale = useLocale();
  if (kinds.length === 0) return null;
  return (
    <section className="print:hidden" id="find">
      <h2>{t("title")}</h2>
      <p className="max-w-[68ch]">{whose("whose")}</p>
      <form
        action={`/${locale}/my-tax`}
        className="mt-4 grid max-w-3xl items-end gap-x-4 gap-y-3 sm:grid-cols-[1fr_auto_auto]"
      >
        <label className="block min-w-0">
          <span className="mb-1 block font-medium">{t("source")}</span>
          <select name="source" required defaultValue={source ?? ""} className="field">
            <option value="">{t("choose")}</option>
            {KIND_GROUPS.map((group) => {
              const of = kinds.filter((kind) => kind.group === group);
              return of.length === 0 ? null : (
                <optgroup key={group} label={t(`group.${group}`)}>
                  {of.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {plain(name, 100)}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
        </label>
        <label className="block">
          <span className="mb-1 block font-medium">{t("day")}</span>
          <input name="day" type="date" defaultValue={day ?? ""} aria-describedby="day-hint" className="field" />
        </label>
        <button className="button">{t("show")}</button>
      </form>
      <p id="day-hint" className="mt-1 text-[0.8125rem] text-soft">
        {t("hint")}
      </p>
    </section>
  );
}

export function KindReceipts({ of, source }: { of: OfKind | ApiError; source: string }) {
  const t = useTranslations("myTax.byKind");
  const locale = useLocale();
  if (of instanceof ApiError) {
    return (
      <div className="mt-6">
        <ProblemNote error={of} />
      </div>
    );
  }
  const { kind, day, exact, receipts } = of;
  const words = { source: plain(kind?.name ?? source, 100), day: day === null ? "" : dayInWords(day, locale) };
  return (
    <section aria-labelledby="of-kind" data-testid="of-kind">
      <h2 id="of-kind">{t(day === null ? "latest" : exact ? "on" : "near", words)}</h2>
      {!exact && receipts.length > 0 && <p className="note">{t("nearWhy")}</p>}
      {receipts.length === 0 ? <Empty>{t("none")}</Empty> : <ReceiptList receipts={receipts} />}
      <p className="mt-3">
        {t.rich("all", {
          link: (text) => <PageLink href={movementsHref({ kind: "receipt", account: source })}>{text}</PageLink>,
        })}
      </p>
    </section>
  );
}
