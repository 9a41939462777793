// Names a chain from the log's point of view: its own, or another one by number.
import { useTranslations } from "next-intl";

export function usePlace(home: number): (chainId: number) => string {
  const t = useTranslations("checkpoints");
  return (chainId) => (chainId === home ? t("here") : t("elsewhere", { chain: String(chainId) }));
}
