// The words of a verdict in one language; only these are loaded, and those of files only where there are any.
import type { Language } from "@mingzhang/sdk/proof-words/en";
import type { FileLanguage } from "@mingzhang/sdk/proof-words/en-files";
import type { VerifierLocale } from "@mingzhang/sdk/proof-words";

export async function loadLanguage(locale: VerifierLocale): Promise<Language> {
  return locale === "zh"
    ? (await import("@mingzhang/sdk/proof-words/zh")).ZH
    : (await import("@mingzhang/sdk/proof-words/en")).EN;
}

/** With those of forks and exports. */
export async function loadFileLanguage(locale: VerifierLocale): Promise<FileLanguage> {
  return locale === "zh"
    ? (await import("@mingzhang/sdk/proof-words/zh-files")).ZH_FILES
    : (await import("@mingzhang/sdk/proof-words/en-files")).EN_FILES;
}
