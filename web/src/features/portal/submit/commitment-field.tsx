// Chooses a commitment of the agency on which something is left to pay: by words, by its id, or from the list.
import type { Commitment } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { useState, type ComponentProps } from "react";
import { plain } from "@/components/said";
import { sumText } from "@/features/money/text";
import { chooseName } from "@/i18n/names";
import { useCommitments } from "../data/cases";
import { Field, TextField } from "../parts/field";

/** Longer lists are not read: words narrow them. */
const MOST = 50;

/** Commitments that can be paid on, the chosen one (even if it cannot) among them. */
export function usePayable(agency: number, chosen: string) {
  const all = useCommitments(agency);
  const payable = (all.data ?? []).filter(({ id, open }) => BigInt(open) > 0n || id === chosen);
  return { payable, pending: all.isPending, selected: payable.find(({ id }) => id === chosen) };
}

interface Props {
  payable: readonly Commitment[];
  pending: boolean;
  selected: Commitment | undefined;
  error: string | undefined;
  /** What react-hook-form registers on the choice. */
  input: ComponentProps<"select">;
}

export function CommitmentField({ payable, pending, selected, error, input }: Props) {
  const t = useTranslations("portal.payment");
  const s = useTranslations("portal.submit");
  const locale = useLocale();
  const [search, setSearch] = useState("");
  const words = search.trim().toLowerCase().split(/\s+/u);
  const found = payable.filter((item) => words.every((word) => textOf(item).includes(word))).slice(0, MOST);
  // The choice stays on the list whatever is looked for.
  const shown = selected === undefined || found.includes(selected) ? found : [selected, ...found];
  return (
    <>
      <TextField
        label={t("find")}
        hint={t("findHint")}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Field label={t("commitment")} error={error}>
        {(ids) => (
          <select {...ids} {...input} value={selected?.id ?? ""} className="field mt-1">
            <option value="">{pending ? s("loading") : t("choose", { count: shown.length })}</option>
            {shown.map((item) => (
              <option key={item.id} value={item.id}>
                {optionText(item, locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p role="status" className="mt-1 text-sm text-soft">
        {!pending && payable.length === 0 && t("noCommitments")}
        {selected !== undefined && t("open", { sum: sumText({ ...selected, amount: selected.open }, locale) })}
      </p>
    </>
  );
}

function textOf({ id, title, otherTitle, contractId, payee }: Commitment): string {
  return [id, title, otherTitle, contractId ?? "", payee.name, payee.otherName].join(" ").toLowerCase();
}

function optionText(item: Commitment, locale: "zh" | "en"): string {
  const payee = plain(chooseName(item.payee, locale).text, 40);
  const title = plain(chooseName({ name: item.title, otherName: item.otherTitle }, locale).text, 40);
  const contract = item.contractId === null ? "" : ` ${plain(item.contractId, 24)}`;
  return `${payee} · ${title}${contract} · ${sumText({ ...item, amount: item.open }, locale)}`;
}
