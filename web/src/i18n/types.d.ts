// Tells next-intl which languages and texts there are, so that a wrong key is a type error.
import type { Messages } from "./messages";
import type { Locale } from "./routing";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
