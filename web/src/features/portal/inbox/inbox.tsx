// The inbox by duty: what to decide, what came back, what is on its way; overdue first, as the indexer orders it.
"use client";

import type { InboxCase, InboxList } from "@mingzhang/sdk/api-cases";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { useConnection } from "wagmi";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { PageLink } from "@/components/page-link";
import { useInbox } from "../data/cases";
import { CaseLine } from "../parts/case-line";
import { Failure } from "../parts/failure";

export function InboxPage() {
  const t = useTranslations("portal.inbox");
  const { address } = useConnection();
  const inbox = useInbox(address);
  return (
    <>
      <p className="mt-6 flex flex-wrap gap-3">
        <PageLink href="/portal/submit" className="button">
          {t("new")}
        </PageLink>
        <PageLink href="/portal/findings" className="button button-quiet">
          {t("findings")}
        </PageLink>
        <PageLink href="/portal/witness" className="button button-quiet">
          {t("witness")}
        </PageLink>
      </p>
      {address === undefined ? (
        <p className="note mt-6">{t("connectFirst")}</p>
      ) : inbox.isError ? (
        <Failure cause={inbox.error} again={() => void inbox.refetch()} />
      ) : inbox.data === undefined ? (
        <p className="note mt-6" role="status">
          {t("loading")}
        </p>
      ) : (
        <>
          <ToDecide list={inbox.data.toDecide} />
          <Cases name="returned" list={inbox.data.returned} />
          <Cases name="mine" list={inbox.data.mine} />
        </>
      )}
    </>
  );
}

/** With a box for each, so that several can be decided on one page. */
function ToDecide({ list }: { list: InboxList }) {
  const t = useTranslations("portal.inbox");
  const locale = useLocale();
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (number: number) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  };
  const review = (event: FormEvent) => {
    event.preventDefault();
    const numbers = list.items.filter(({ number }) => chosen.has(number)).map(({ number }) => number);
    if (numbers.length > 0) router.push(`/${locale}/portal/batch?cases=${numbers.join(",")}`);
  };
  return (
    <section aria-labelledby="inbox-decide">
      <h2 id="inbox-decide">{t("toDecide", { count: list.total })}</h2>
      {list.items.length === 0 ? (
        <p className="border-y border-rule py-6 text-soft">{t("nothingToDecide")}</p>
      ) : (
        <form onSubmit={review}>
          <ul className="border-y border-rule">
            {list.items.map((item) => (
              <li key={item.number} className="flex gap-3 border-b border-rule py-3 last:border-b-0">
                <input
                  type="checkbox"
                  className="mt-1.5 size-5 shrink-0"
                  checked={chosen.has(item.number)}
                  onChange={() => toggle(item.number)}
                  aria-label={t("choose", { number: item.number })}
                />
                <div className="min-w-0 flex-1">
                  <CaseLine item={item} />
                  <Steps item={item} />
                </div>
              </li>
            ))}
          </ul>
          <button className="button mt-4" disabled={chosen.size === 0}>
            {t("reviewBatch", { count: chosen.size })}
          </button>
        </form>
      )}
    </section>
  );
}

function Steps({ item }: { item: InboxCase }) {
  const t = useTranslations("portal");
  return (
    <span className="text-sm text-soft">
      {item.decides
        .map(({ duty }) => t("inbox.asDuty", { duty: t(`duty.${duty}`), step: item.stageNumber }))
        .join("；")}
    </span>
  );
}

function Cases({ name, list }: { name: "returned" | "mine"; list: InboxList }) {
  const t = useTranslations("portal.inbox");
  return (
    <section aria-labelledby={`inbox-${name}`}>
      <h2 id={`inbox-${name}`}>{t(name, { count: list.total })}</h2>
      {list.items.length === 0 ? (
        <p className="border-y border-rule py-6 text-soft">{t(`${name}None`)}</p>
      ) : (
        <ul className="border-y border-rule">
          {list.items.map((item) => (
            <li key={item.number} className="border-b border-rule py-3 last:border-b-0">
              <CaseLine item={item} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
