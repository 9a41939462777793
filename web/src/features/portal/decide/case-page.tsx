// One case in the portal: what it asks for, and what the connected person may do with it.
"use client";

import type { CaseDetail, CaseDesk, Seat } from "@mingzhang/sdk/api-cases";
import { FINAL_STATUSES } from "@mingzhang/sdk/cases/words";
import { useLocale, useTranslations } from "next-intl";
import { useConnection } from "wagmi";
import { PageLink } from "@/components/page-link";
import { plain } from "@/components/said";
import { useCase, useInbox } from "../data/cases";
import { CaseLine } from "../parts/case-line";
import { Failure } from "../parts/failure";
import { Content, Documents } from "../parts/review";
import { ActForm } from "./act-form";
import { DecideForm } from "./decide-form";
import { useDescribed } from "./use-described";
import { Anyone } from "./anyone";

export function CasePage({ number }: { number: string }) {
  const t = useTranslations("portal.case");
  const detail = useCase(number);
  if (detail.isError) return <Failure cause={detail.error} again={() => void detail.refetch()} />;
  if (detail.data === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  return <Loaded detail={detail.data} />;
}

function Loaded({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("portal.case");
  const r = useTranslations("portal.review");
  const locale = useLocale();
  const { address } = useConnection();
  const inbox = useInbox(address);
  const described = useDescribed(detail);
  const ended = FINAL_STATUSES.includes(detail.status);
  const isSubmitter =
    address !== undefined &&
    (detail.submitter.toLowerCase() === address.toLowerCase() ||
      (detail.official !== null && inbox.data?.official?.id === detail.official.id));
  const desks = detail.desks.filter((desk) => isMine(desk, detail, inbox.data?.seats ?? []));
  return (
    <>
      <div className="mt-4 border-y border-rule py-3">
        <CaseLine item={detail} />
        <p className="mt-1">
          <span className="tag">{t(`status.${detail.status}`)}</span>{" "}
          <PageLink href={`/cases/${detail.number}`}>{t("public")}</PageLink>
        </p>
      </div>
      <Returned detail={detail} />
      {described.isError && <Failure cause={described.error} />}
      {described.isPending && !ended && (
        <p role="status" className="note mt-6">
          {t("checking")}
        </p>
      )}
      {address === undefined && !ended && <p className="note mt-6">{t("connectFirst")}</p>}
      {described.data !== undefined && address !== undefined && !ended && (
        <>
          <h2>{t("content")}</h2>
          <Content
            payload={described.data.payload}
            form={described.data.described.form}
            currency={detail.currency ?? ""}
          />
          <h3>{r("documents")}</h3>
          <Documents documents={detail.documents.map((digest) => ({ digest, name: null }))} />
          {desks.map((desk) => (
            <DecideForm key={`${detail.bodyHash}-${desk.step}`} detail={detail} desk={desk} ready={described.data} />
          ))}
          {desks.length === 0 && <p className="note mt-6">{t(isSubmitter ? "yours" : "notYours")}</p>}
          {detail.status === "returned" && isSubmitter && (
            <p className="mt-6">
              <a className="button" href={`/${locale}/portal/submit/${detail.procedure.number}?case=${detail.number}`}>
                {t("correct")}
              </a>
            </p>
          )}
          <ActForm detail={detail} isSubmitter={isSubmitter} isOfficial={inbox.data?.official != null} />
          <Anyone detail={detail} />
        </>
      )}
    </>
  );
}

/** Why it came back: the last reason stands above everything else. */
function Returned({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("portal.case");
  const last = detail.timeline.findLast(({ verdict }) => verdict === "return");
  if (detail.status !== "returned" || last === undefined) return null;
  return (
    <p className="mt-4 border-l-4 border-wait pl-3">
      {t("returnedBecause")} <bdi>{plain(last.reason, 600)}</bdi>
    </p>
  );
}

function isMine(desk: CaseDesk, detail: CaseDetail, seats: readonly Seat[]): boolean {
  const agency = desk.agency?.id ?? detail.agency.id;
  return desk.who === "official" && seats.some((seat) => seat.duty === desk.duty && seat.agency.id === agency);
}
