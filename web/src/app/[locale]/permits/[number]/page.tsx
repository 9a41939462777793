// /permits/12?holder=0x…: whether a permit is valid, and whose.
import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { siteOf } from "@/features/site/origin";
import { notFound } from "next/navigation";
import { api } from "@/api/client";
import { ProblemPage } from "@/components/states";
import { takingOnly } from "@/features/asked/page";
import { anything } from "@/features/asked/read";
import { permitHref } from "@/features/cases/links";
import { parseHolder } from "@/features/permits/holder";
import { PermitView } from "@/features/permits/view";

export default takingOnly(
  { holder: anything },
  async function Page({ params, searchParams }: PageProps<"/[locale]/permits/[number]">) {
    const { number } = await params;
    if (!/^[1-9]\d{0,14}$/.test(number)) notFound();
    const given = (await searchParams).holder;
    const text = (Array.isArray(given) ? given[0] : given) ?? "";
    const holder = text === "" ? null : parseHolder(text);
    const [found, status, head, locale] = await Promise.all([api.permit(number), api.status(), headers(), getLocale()]);
    if (!found.ok && found.error.failure !== "not-found") return <ProblemPage error={found.error} />;
    const about = found.ok && found.value.case !== null ? await api.case(String(found.value.case.number)) : null;
    if (about !== null && !about.ok) return <ProblemPage error={about.error} />;
    const origin = siteOf(head);
    return (
      <PermitView
        number={Number(number)}
        of={found.ok ? found.value : null}
        bySilence={about?.value.silent ?? false}
        holder={holder}
        holderRefused={text !== "" && holder === null}
        check={status.ok ? { deployment: status.value, offered: status.value.publicRpcUrl } : null}
        url={`${origin}/${locale}${permitHref(Number(number), holder ?? undefined)}`}
      />
    );
  },
);
