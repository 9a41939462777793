// The words of a verdict in one language; only these are loaded.
import type { Language } from "@mingzhang/sdk/proof-words/en";
import type { VerifierLocale } from "@mingzhang/sdk/proof-words";

export async function loadLanguage(locale: VerifierLocale): Promise<Language> {
  return locale === "zh"
    ? (await import("@mingzhang/sdk/proof-words/zh")).ZH
    : (await import("@mingzhang/sdk/proof-words/en")).EN;
}
