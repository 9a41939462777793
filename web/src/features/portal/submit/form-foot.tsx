// How every form ends: on to the review, or away with the draft, which is asked once more.
import { useTranslations } from "next-intl";
import { useState } from "react";

export function FormFoot({ hasDraft, discard }: { hasDraft: boolean; discard: () => void }) {
  const t = useTranslations("portal.submit");
  const [asked, setAsked] = useState(false);
  return (
    <div className="mt-6">
      {hasDraft && <p className="note mb-3">{t("draftFound")}</p>}
      <div className="flex flex-wrap gap-3">
        <button className="button">{t("toReview")}</button>
        {asked ? (
          <>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                discard();
                setAsked(false);
              }}
            >
              {t("discardYes")}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsked(false)}>
              {t("discardNo")}
            </button>
          </>
        ) : (
          <button type="button" className="button button-quiet" onClick={() => setAsked(true)}>
            {t("discard")}
          </button>
        )}
      </div>
    </div>
  );
}
