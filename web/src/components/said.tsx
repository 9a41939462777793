// Text that somebody put on the chain: isolated from the page's own direction and cut where it is too long.
import { visibleText } from "@mingzhang/sdk/text";
import { useLocale, useTranslations } from "next-intl";
import { chooseName, type Named } from "@/i18n/names";

/** Characters in a row, in a row that is about the text and may hold it in two languages, in a heading, in a paragraph. */
const ROOM = { row: 90, list: 280, heading: 160, full: 600 } as const;
/** No text of the chain is longer; a disclosure shows all of it. */
const ALL = 200_000;

/** For places that take text alone: options, titles, chips. */
export function plain(text: string, max = 60): string {
  return visibleText(text, max);
}

interface Props {
  children: string;
  room?: keyof typeof ROOM;
  lang?: string | undefined;
}

/** Cut text carries the rest in a disclosure where there is room for one (`full`), else a mark that it was cut. */
export function Said({ children, room = "row", lang }: Props) {
  const t = useTranslations("text");
  const text = visibleText(children, ROOM[room]);
  if (!text.endsWith("…") || children.endsWith("…")) return <bdi lang={lang}>{text}</bdi>;
  if (room !== "full") {
    return (
      <bdi lang={lang}>
        {text}
        <span className="sr-only">{t("cut")}</span>
      </bdi>
    );
  }
  return (
    <>
      <bdi lang={lang}>{text}</bdi>
      <details className="long-text">
        <summary className="text-link">{t("whole", { count: children.length })}</summary>
        <bdi lang={lang}>{visibleText(children, ALL)}</bdi>
      </details>
    </>
  );
}

/** The name in the reader's language, or the official one. */
export function Name({ of, room = "row" }: { of: Named; room?: keyof typeof ROOM }) {
  const locale = useLocale();
  const { text, lang } = chooseName(of, locale);
  return (
    <Said room={room} lang={lang}>
      {text}
    </Said>
  );
}

/** The name in the other language, for the line below a heading. */
export function OtherName({ of }: { of: Named }) {
  const locale = useLocale();
  const { other } = chooseName(of, locale);
  return other === null ? null : (
    <Said room="heading" lang={locale === "zh" ? "en" : "zh-CN"}>
      {other}
    </Said>
  );
}
