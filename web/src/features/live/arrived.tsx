// The latest movements once some have arrived, and how many they are for those who do not see them come.
import type { Movement } from "@mingzhang/sdk/api";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import type { Grouping } from "@/features/money/grouping";
import { MovementTable } from "@/features/movements/table";
import type { Messages } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";

export interface ArrivedMessages {
  text: Messages["text"];
  movements: Pick<Messages["movements"], "tags" | "columns">;
  overview: Pick<Messages["overview"], "live">;
}

interface Words {
  locale: Locale;
  messages: ArrivedMessages;
}

interface TableProps extends Words {
  movements: Movement[];
  arrived: ReadonlySet<number>;
  grouping: Grouping;
}

export function ArrivedTable({ locale, messages, ...table }: TableProps) {
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <MovementTable {...table} />
    </NextIntlClientProvider>
  );
}

export function ArrivedCount({ locale, messages, count }: Words & { count: number }) {
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <Count>{count}</Count>
    </NextIntlClientProvider>
  );
}

function Count({ children: count }: { children: number }) {
  return useTranslations("overview.live")("arrived", { count });
}
