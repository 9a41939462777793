// The words of a verdict in one language; only these are loaded, and those of files only where there are any.
import type { Language } from "@mingzhang/sdk/proof-words/en";
import type { FileLanguage } from "@mingzhang/sdk/proof-words/en-files";
import type { VerifierLocale } from "@mingzhang/sdk/proof-words";

/** @param failed words of what does not hold are wanted too */
export async function loadLanguage(locale: VerifierLocale, failed: boolean): Promise<Language> {
  if (failed) {
    return locale === "zh"
      ? (await import("@mingzhang/sdk/proof-words/zh-failed")).ZH_FAILED
      : (await import("@mingzhang/sdk/proof-words/en-failed")).EN_FAILED;
  }
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
