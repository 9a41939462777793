// The words of cases in the reader's language: the SDK has them, in sentences English wants them small.
import {
  DUTIES,
  STANDINGS,
  STATUSES,
  VALIDITIES,
  type DutyName,
  type StandingName,
  type StatusName,
  type ValidityName,
  type Word,
} from "@mingzhang/sdk/cases/words";
import type { Locale } from "@/i18n/routing";

function label<N extends string>(list: readonly Word<N>[], name: N, locale: Locale): string {
  return list.find((word) => word.name === name)?.[locale] ?? name;
}

export function statusLabel(status: StatusName, locale: Locale): string {
  return label(STATUSES, status, locale);
}

export function dutyLabel(duty: DutyName, locale: Locale): string {
  return label(DUTIES, duty, locale);
}

/** Inside a sentence. */
export function dutyInSentence(duty: DutyName | null, locale: Locale): string {
  if (duty === null) return "";
  const text = dutyLabel(duty, locale);
  return locale === "en" ? text.toLowerCase() : text;
}

export function standingLabel(standing: StandingName, locale: Locale): string {
  return label(STANDINGS, standing, locale);
}

export function validityLabel(validity: ValidityName, locale: Locale): string {
  return label(VALIDITIES, validity, locale);
}
