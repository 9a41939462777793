// The page for paths that lead nowhere, complete in itself, so that it is there without JavaScript and with status 404.
import { hasLocale } from "next-intl";
import { getLocale } from "next-intl/server";
import { connection } from "next/server";
import { ApiError } from "@/api/problem";
import { ProblemPage } from "@/components/states";
import { Frame } from "@/features/site/frame";
import { routing } from "@/i18n/routing";

export default async function NotFound() {
  // Its scripts need the nonce of the request.
  await connection();
  const locale = await getLocale();
  return (
    <Frame locale={hasLocale(routing.locales, locale) ? locale : routing.defaultLocale} listed={false}>
      <ProblemPage error={new ApiError("not-found", "")} />
    </Frame>
  );
}
