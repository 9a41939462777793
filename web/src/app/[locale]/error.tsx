// The page for a failure of the site itself, in the reader's language.
"use client";

import { usePathname } from "next/navigation";

const TEXT = {
  en: {
    title: "This page failed",
    what: "The site made a mistake while writing this page. The accounts themselves are not touched by it.",
    again: "Try again",
    code: "Number of the failure, for those who run this site:",
  },
  zh: {
    title: "本页出错",
    what: "本站在生成这一页时出了错，账目本身不受影响。",
    again: "重试",
    code: "错误编号，供本站管理者查对：",
  },
} as const;

export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const text = TEXT[usePathname().startsWith("/zh") ? "zh" : "en"];
  return (
    <div className="pt-10" role="alert">
      <h1>{text.title}</h1>
      <p className="lead mt-2">{text.what}</p>
      {error.digest !== undefined && (
        <p className="note mt-4">
          {text.code} <span className="mono">{error.digest}</span>
        </p>
      )}
      <button type="button" className="button mt-6" onClick={reset}>
        {text.again}
      </button>
    </div>
  );
}
