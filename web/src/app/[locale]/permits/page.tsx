// /permits: asks for a permit's number (or its code's address) and holder, and leads to the permit's page.
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PageHead } from "@/components/page-head";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";
import { permitHref } from "@/features/cases/links";
import { CheckForm } from "@/features/permits/check-form";
import { parseHolder, parsePermit } from "@/features/permits/holder";

const LONGEST = 1_000;

export default takingOnly(
  { permit: anything, holder: anything },
  async function Page({ searchParams }: PageProps<"/[locale]/permits">) {
    const given = await searchParams;
    const text = (name: "permit" | "holder") => {
      const value = given[name];
      return ((Array.isArray(value) ? value[0] : value) ?? "").slice(0, LONGEST);
    };
    const [permit, holder] = [text("permit"), text("holder")];
    const asked = permit === "" ? null : parsePermit(permit);
    // What is written beats what the code's address holds.
    const holderText = holder.trim() === "" ? (asked?.holder ?? "") : holder;
    const word = holderText === "" ? null : parseHolder(holderText);
    const bad = [
      ...(permit !== "" && asked === null ? (["permit"] as const) : []),
      ...(holderText !== "" && word === null ? (["holder"] as const) : []),
    ];
    const [t, locale] = await Promise.all([getTranslations("permits"), getLocale()]);
    if (asked !== null && bad.length === 0) redirect(`/${locale}${permitHref(asked.number, word ?? undefined)}`);
    return (
      <>
        <PageHead title={t("title")} lead={t("lead")} />
        <CheckForm permit={permit} holder={holderText} bad={bad} />
        <p className="note mt-8">{t("what")}</p>
      </>
    );
  },
);
