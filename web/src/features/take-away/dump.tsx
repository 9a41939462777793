// When everything was last written into files, and where their index is.
import type { DumpStatus } from "@mingzhang/sdk/api";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { Pairs } from "@/components/pairs";
import { plain } from "@/components/said";
import { LANGUAGE_TAG } from "@/i18n/routing";

export function DumpPart({ dump }: { dump: DumpStatus | null }) {
  const t = useTranslations("status.dump");
  return (
    <section id="dump">
      <h2>{t("title")}</h2>
      {dump === null ? <p>{t("none")}</p> : <Made dump={dump} />}
    </section>
  );
}

function Made({ dump: { hour, last, failure, running } }: { dump: DumpStatus }) {
  const t = useTranslations("status.dump");
  const locale = useLocale();
  const megabytes = new Intl.NumberFormat(LANGUAGE_TAG[locale], {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  });
  return (
    <>
      <p className="mb-3">{t("lead", { hour: String(hour).padStart(2, "0") })}</p>
      <Pairs
        of={[
          [t("last"), last === null ? t("never") : <Moment key="last">{last.completedAt}</Moment>],
          [
            t("size"),
            last && (
              <span key="size" className="num">
                {last.size.toLocaleString("en")}
                <br />
                <Hash>{last.root}</Hash>
              </span>
            ),
          ],
          [t("index"), last && <Index key="index" at={last.at} />],
          [t("files"), last && t("filesText", { files: last.files, bytes: megabytes.format(last.bytes / 1e6) })],
          [
            t("failure"),
            failure && (
              <span key="failure" className="text-wait">
                {t("failed", { attempts: failure.attempts })} <Moment>{failure.at}</Moment>{" "}
                <bdi lang="en">{plain(failure.reason, 300)}</bdi>
              </span>
            ),
          ],
          [t("running"), running ? t("runningText") : null],
        ]}
      />
    </>
  );
}

/** In full where the folder has a public address; else where it is in the folder. */
function Index({ at }: { at: string }) {
  return at.startsWith("http") ? (
    <a href={at} className="mono break-all">
      {at}
    </a>
  ) : (
    <Hash>{at}</Hash>
  );
}
