// Gives next-intl the language and messages of a request.
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "./messages";
import { routing } from "./routing";

export default getRequestConfig(async ({ requestLocale }) => {
  const wanted = await requestLocale;
  const locale = hasLocale(routing.locales, wanted) ? wanted : routing.defaultLocale;
  return { locale, messages: catalogue[locale], timeZone: "UTC" };
});
