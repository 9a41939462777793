// The words of the PNG button, for the browser's part of it.
import { useTranslations } from "next-intl";
import { PngButton } from "./png-button";

export function PngPart({ svg, name }: { svg: string; name: string }) {
  const t = useTranslations("charts");
  return <PngButton svg={svg} name={name} failed={t("pngFailed")} />;
}
