// Keys of `portal.errors`: what the schemas say. Only their names are shipped, not their texts in both languages.
import type { Messages } from "@/i18n/messages";

export type ErrorKey = keyof Messages["portal"]["errors"];

const KEYS: Record<ErrorKey, true> = {
  purposeMissing: true,
  purposeLong: true,
  referenceLong: true,
  dayInvalid: true,
  addressInvalid: true,
  amountMissing: true,
  amountInvalid: true,
  amountZero: true,
  amountOverOpen: true,
  commitmentMissing: true,
  personsInvalid: true,
  rowsInvalid: true,
  classRows: true,
  allotmentInvalid: true,
  payeeMissing: true,
  contractLong: true,
  titleMissing: true,
  titleLong: true,
  accountInvalid: true,
  permitTypeMissing: true,
  permitTypeLong: true,
  identityMissing: true,
  identityLong: true,
  saltInvalid: true,
  daysInvalid: true,
  conditionsLong: true,
  evidenceInvalid: true,
  timesInvalid: true,
  everyInvalid: true,
  officialInvalid: true,
  nameMissing: true,
  nameLong: true,
  csvMissing: true,
  csvWrong: true,
  subjectInvalid: true,
  periodInvalid: true,
  agencyMissing: true,
  limitInvalid: true,
  textMissing: true,
  textLong: true,
};

export const errorKeys: ReadonlySet<string> = new Set(Object.keys(KEYS));
