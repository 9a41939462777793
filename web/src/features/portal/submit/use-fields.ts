// A form's fields with their checks and their draft: react-hook-form and zod, with this house's errors.
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm, type DefaultValues, type Path } from "react-hook-form";
import type { z } from "zod";
import { errorKeys, type ErrorKey } from "./error-keys";
import type { Draft } from "../acts/drafts";

type Values = Record<string, string>;

/** What names a person is not kept in the browser: the next one at this computer would read it. */
const PERSONAL: ReadonlySet<string> = new Set(["identity", "salt"]);

/**
 * All fields are texts, as typed; the schema checks them, and its messages are keys of `portal.errors`.
 * @param prefill what a returned case asked for
 * @param empty what the form begins with where there is neither a draft nor something returned
 */
export function useFields<V extends Values>(
  schema: z.ZodType<V, V>,
  empty: V,
  draft: Draft<unknown>,
  prefill: V | null,
) {
  const t = useTranslations("portal.errors");
  const kept = isValues(draft.found, empty) ? draft.found : null;
  const form = useForm<V>({
    resolver: zodResolver(schema),
    // What was typed since stands above what came back.
    defaultValues: { ...empty, ...(kept ?? prefill ?? {}) } as DefaultValues<V>,
    mode: "onTouched",
    // The summary above the form takes the focus; it leads to each field.
    shouldFocusError: false,
  });
  const { subscribe, formState } = form;
  const { keep } = draft;
  useEffect(() =>
    subscribe({
      formState: { values: true },
      callback: ({ values }) =>
        keep(Object.fromEntries(Object.entries(values).filter(([name]) => !PERSONAL.has(name)))),
    }),
  );
  // Messages of the schemas are keys; the schemas' own few (of a select, say) are shown as they are.
  const text = (key: string) => (isKey(key) ? t(key) : key);
  const error = (name: Path<V>): string | undefined => {
    const found = formState.errors[name];
    return typeof found?.message === "string" ? text(found.message) : undefined;
  };
  const names = Object.keys(empty) as Path<V>[];
  const errors = names.flatMap((name) => {
    const said = error(name);
    return said === undefined ? [] : [{ name, text: said }];
  });
  return {
    ...form,
    error,
    errors: formState.isSubmitted ? errors : [],
    tries: formState.submitCount,
    hasDraft: kept !== null,
    discard: () => {
      draft.drop();
      form.reset({ ...empty, ...(prefill ?? {}) });
    },
  };
}

function isKey(key: string): key is ErrorKey {
  return errorKeys.has(key);
}

function isValues<V extends Values>(found: unknown, empty: V): found is V {
  if (typeof found !== "object" || found === null) return false;
  return Object.entries(found).every(([key, value]) => key in empty && typeof value === "string");
}
