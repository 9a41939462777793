// The words of findings in the reader's language; in sentences English wants them small.
import type { Word } from "@mingzhang/sdk/cases/words";
import {
  FINDING_STATUSES,
  SEVERITIES,
  SUBJECT_KINDS,
  type FindingStatusName,
  type SeverityName,
  type SubjectKindName,
} from "@mingzhang/sdk/findings/words";
import type { Locale } from "@/i18n/routing";

function label<N extends string>(list: readonly Word<N>[], name: N, locale: Locale): string {
  return list.find((word) => word.name === name)?.[locale] ?? name;
}

export const findingStatusLabel = (status: FindingStatusName, locale: Locale) =>
  label(FINDING_STATUSES, status, locale);
export const severityLabel = (severity: SeverityName, locale: Locale) => label(SEVERITIES, severity, locale);
export const subjectKindLabel = (kind: SubjectKindName, locale: Locale) => label(SUBJECT_KINDS, kind, locale);

/** Inside a sentence. */
export function severityInSentence(severity: SeverityName, locale: Locale): string {
  const text = severityLabel(severity, locale);
  return locale === "en" ? text.toLowerCase() : text;
}
