// What a page says when it has nothing to show: nothing there, nothing found, or nobody who answers.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ApiError } from "@/api/problem";
import { PageHead } from "./page-head";
import { PageLink } from "./page-link";
import { fieldSentence, refusalOf } from "./refusal";
import { plain } from "./said";

/** A list without rows. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="border-y border-rule py-8 text-soft">{children}</p>;
}

/** What a page knows better than every page: what is wrong, and what to do. */
export interface OwnWords {
  title: string;
  what: string;
  todo: ReactNode;
}

/** The whole page, when what it is about could not be had. */
export function ProblemPage({ error, own }: { error: ApiError; own?: OwnWords | undefined }) {
  const t = useTranslations("states");
  return (
    <>
      <meta name="robots" content="noindex" />
      <PageHead title={own?.title ?? t(`${error.failure}.title`)} lead={own?.what ?? t(`${error.failure}.what`)} />
      <ProblemDetail error={error} />
      <h2>{t("next")}</h2>
      <ul className="list-disc space-y-1.5 pl-5">
        <li>{own?.todo ?? t(`${error.failure}.do`)}</li>
        {error.failure !== "not-found" && error.failure !== "refused" && (
          <li>{t.rich("byLog", { link: (text) => <PageLink href="/movements/log">{text}</PageLink> })}</li>
        )}
        <li>
          {t.rich("home", {
            home: (text) => <PageLink href="/">{text}</PageLink>,
            search: (text) => <PageLink href="/search">{text}</PageLink>,
          })}
        </li>
      </ul>
    </>
  );
}

/** Part of a page, when only that part could not be had. */
export function ProblemNote({ error }: { error: ApiError }) {
  const t = useTranslations("states");
  return (
    <div role="status" className="border-y border-rule py-5">
      <p className="font-medium">{t(`${error.failure}.title`)}</p>
      <p className="note mt-1">
        {t(`${error.failure}.what`)} {t(`${error.failure}.do`)}
      </p>
      <ProblemDetail error={error} />
    </div>
  );
}

/** In the page's language as far as the kind of refusal is known; the API's own words, which are English, come second. */
function ProblemDetail({ error }: { error: ApiError }) {
  const t = useTranslations("states");
  if (error.problem === null && error.status === null) return null;
  const { name, fields } = refusalOf(error);
  const status = String(error.status ?? "");
  if (fields.length === 0) {
    // Of too many at once, the page's words say all of it, and what to do.
    const isBusy = name === "too-many-downloads" || name === "too-many-streams";
    return (
      <div className="note mt-3" data-testid="refusal">
        {name !== null && <p>{t(`kind.${name}`)}</p>}
        {!isBusy && (
          <p>
            {t("said", { status })} <bdi lang="en">{plain(error.message, 400)}</bdi>
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="note mt-3" data-testid="refusal">
      <p>{t("fields", { status })}</p>
      <ul className="mt-1 list-disc pl-5">
        {fields.map(({ field, value, remedy }) => (
          <li key={field}>
            {fieldSentence({ field, value }, t)} <bdi lang="en">{plain(remedy, 300)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
