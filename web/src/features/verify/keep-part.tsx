// Keeping a checkpoint: what the reader holds later checks against. Nothing is kept unasked.
"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { forget, keep } from "./kept";
import type { KeepOffer } from "./run";
import { saveFile } from "./save";

interface Props {
  /** What could be kept now; null where nothing was shown about it. */
  offer: KeepOffer | null;
  kept: KeepOffer | null;
  broken: boolean;
}

export function KeepPart({ offer, kept: before, broken: wasBroken }: Props) {
  const t = useTranslations("verify");
  const format = useFormatter();
  const [kept, setKept] = useState(before);
  const [broken, setBroken] = useState(wasBroken);
  const origin = (kept ?? offer)?.origin;
  if (origin === undefined) return null;
  const remember = (one: KeepOffer) => {
    if (keep(origin, one.text)) setKept(one);
    setBroken(false);
  };
  const save = (one: KeepOffer) => saveFile(`mingzhang-checkpoint-${one.size}.json`, one.text);
  const isNewer = offer !== null && (kept === null || offer.size > kept.size);
  return (
    <div className="mt-4 text-[0.90625rem]" data-testid="keep">
      {broken && <p className="text-wait">{t("keptBroken")}</p>}
      {kept !== null && (
        <p>
          {t("kept", {
            size: kept.size,
            time: format.dateTime(new Date(kept.time), { dateStyle: "medium", timeStyle: "short" }),
          })}
        </p>
      )}
      {kept === null && offer !== null && <p className="note">{t("rememberHint")}</p>}
      <p className="mt-2 flex flex-wrap gap-3">
        {isNewer && (
          <button type="button" className="button button-quiet" onClick={() => remember(offer)}>
            {t(kept === null ? "remember" : "newer")}
          </button>
        )}
        {kept !== null && (
          <button type="button" className="button button-quiet" onClick={() => save(kept)}>
            {t("save")}
          </button>
        )}
        {(kept !== null || broken) && (
          <button
            type="button"
            className="cursor-pointer text-sm text-link underline"
            onClick={() => {
              forget(origin);
              setKept(null);
              setBroken(false);
            }}
          >
            {t("forget")}
          </button>
        )}
      </p>
    </div>
  );
}
