// What one of the reader's files turned out to be, and how far it goes.
"use client";

import { visibleText } from "@mingzhang/sdk/text";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/page-link";
import { movementHref, movementsHref, recordHref } from "@/features/accounts/links";
import { Seal } from "@/features/check/outcome";
import type { FileResult } from "./files-run";
import { KeepPart } from "./keep-part";
import { VerdictView } from "./verdict";

type Of<K extends FileResult["kind"]> = Extract<FileResult, { kind: K }>;

/** Where nothing counts but the site's word, the site has checked itself: that is another seal. */
export function FileResultView({ of }: { of: FileResult }) {
  const t = useTranslations("verify");
  const verdict = "verdict" in of ? of.verdict : null;
  return (
    <li className="mt-6 border border-rule bg-sheet p-5" data-kind={of.kind}>
      {verdict?.sealed === true && (
        <Seal
          top={t("sealLevel", { level: verdict.level })}
          bottom={t(verdict.quiet ? "sealSite" : "sealWord")}
          quiet={verdict.quiet}
        />
      )}
      <h2 className="mt-0 mb-1 text-[1.125rem]">{titleOf(of, t)}</h2>
      <p className="note [overflow-wrap:anywhere]">
        <bdi>{t("file.file", { name: of.name.slice(0, 200) })}</bdi>
      </p>
      <div className="clear-both">
        {of.kind === "document" && <DocumentResult of={of} />}
        {of.kind === "checkpoint" && (
          <>
            <p className="note mt-3">{t("file.checkpointHint")}</p>
            {verdict !== null && <VerdictView of={verdict} />}
            {of.keep !== null && <KeepPart {...of.keep} broken={false} />}
          </>
        )}
        {of.kind === "list" && <ListResult of={of} />}
        {of.kind === "unread" && <Unread of={of} />}
        {"difference" in of && <Verified of={of} />}
      </div>
    </li>
  );
}

type T = ReturnType<typeof useTranslations<"verify">>;

function titleOf(of: FileResult, t: T): string {
  if (of.kind === "proof") return t("file.kind.proof", { number: of.record ?? 0 });
  if (of.kind === "checkpoint") return t("file.kind.checkpoint", { size: of.size });
  return t(`file.kind.${of.kind}`);
}

function Verified({ of }: { of: Of<"proof" | "proofBroken" | "fork" | "export"> }) {
  const t = useTranslations("verify");
  return (
    <>
      {of.verdict.fork === "proven" && (
        <p className="mt-3 border-l-4 border-wait pl-4 font-medium" data-testid="fork-proven">
          {t("file.fork")}
        </p>
      )}
      {of.difference !== null && (
        <p className="mt-3 border-l-4 border-wait pl-4 [overflow-wrap:anywhere]" data-testid="row-differs">
          {t("file.difference", { ...of.difference })}
        </p>
      )}
      <VerdictView of={of.verdict} />
      {of.record !== null && (
        <p className="mt-3">
          <PageLink href={recordHref(of.record)}>{t("file.record")}</PageLink>
        </p>
      )}
      {of.keep !== null && <KeepPart {...of.keep} broken={false} />}
    </>
  );
}

function ListResult({ of: { check } }: { of: Of<"list"> }) {
  const t = useTranslations("verify.listed");
  const { of, rows, differences } = check;
  const content = differences.some(({ what }) => what !== "bytes" && what !== "sha256");
  return (
    <>
      {differences.length === 0 ? (
        <p className="mt-3" data-testid="list-same">
          {rows === null ? t("sameBytes") : t("same", { rows })}
        </p>
      ) : (
        <div className="mt-3 border-l-4 border-wait pl-4 [overflow-wrap:anywhere]" data-testid="list-differs">
          <p>{t("differs", { of: visibleText(of, 200) })}</p>
          <ul className="num mt-1 list-disc pl-5">
            {differences.map(({ what, told, found }) => (
              <li key={`${what} ${told}`}>
                {t(what, { told: visibleText(told, 300), found: visibleText(found, 300) })}
              </li>
            ))}
          </ul>
          {rows === null ? (
            <p className="mt-1">{t("uncounted")}</p>
          ) : (
            !content && <p className="mt-1">{t("counted", { rows })}</p>
          )}
        </div>
      )}
      <p className="note mt-3">{t("scope")}</p>
    </>
  );
}

function Unread({ of: { why, detail } }: { of: Of<"unread"> }) {
  const t = useTranslations("verify.file");
  const words = { "no-file": t("noFile"), empty: t("empty"), list: t("list"), failed: t("failed", { detail }) };
  return (
    <p className="mt-3 border-l-4 border-wait pl-4" data-testid="unread">
      {words[why]}
    </p>
  );
}

function DocumentResult({ of: { bytes, digest, named } }: { of: Of<"document"> }) {
  const t = useTranslations("verify.found");
  return (
    <>
      <p className="mt-3">
        <span className="text-sm text-soft">{t("digest")}</span>
        <br />
        <span className="mono">{digest}</span>
      </p>
      <p className="note num">{t("bytes", { bytes })}</p>
      {named === null ? (
        <p className="mt-3 border-l-4 border-wait pl-4">{t("searchFailed")}</p>
      ) : (
        <div className="mt-3" data-testid="named">
          <p>{t("named", { count: named.movements.length })}</p>
          <ul className="mt-1">
            {named.movements.map((movement) => (
              <li key={movement.record} className="py-0.5">
                <PageLink href={movementHref(movement.record)} className="num">
                  #{movement.record}
                </PageLink>
                {movement.case !== null && (
                  <>
                    {" · "}
                    <PageLink href={`/cases/${movement.case}`} className="num">
                      {t("case", { number: movement.case })}
                    </PageLink>
                  </>
                )}
              </li>
            ))}
          </ul>
          {named.more && <PageLink href={movementsHref({ document: digest })}>{t("allNamed")}</PageLink>}
          {named.movements.length > 0 && <p className="note mt-2">{t("namedScope")}</p>}
        </div>
      )}
    </>
  );
}
