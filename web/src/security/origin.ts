// The site's own name, where its operator says it.

export interface OriginSetting {
  MINGZHANG_PUBLIC_ORIGIN?: string | undefined;
}

/** Where readers find the site: `https://explorer.example`; null where nothing is set. */
export function publicOrigin(settings: OriginSetting): URL | null {
  const said = settings.MINGZHANG_PUBLIC_ORIGIN?.trim();
  if (said === undefined || said === "") return null;
  if (!/^https?:\/\//u.test(said) || !URL.canParse(said) || new URL(said).pathname !== "/") {
    throw new Error(`MINGZHANG_PUBLIC_ORIGIN is ${said}: give the site's origin, such as https://explorer.example`);
  }
  return new URL(said);
}
