// Proven forks in plain words, each with the file that proves it; and signed checkpoints that contradict this site.
import type { Hash as Digest } from "@mingzhang/sdk/api";
import type { ForkEntry } from "@mingzhang/sdk/api-checkpoints";
import { useTranslations } from "next-intl";
import { Moment } from "@/components/dates";
import { Hash } from "@/components/hash";
import { PageLink } from "@/components/page-link";
import { checkpointHref, evidenceHref, evidenceName } from "./links";
import { usePlace } from "./place";

export function ForkAlarm({ forks, home }: { forks: readonly ForkEntry[]; home: number }) {
  const t = useTranslations("checkpoints.fork");
  if (forks.length === 0) return null;
  return (
    <section role="alert" data-testid="forks" className="mt-6 border-y-4 border-double border-wait py-5">
      <h2 className="mt-0 text-wait">{t("title")}</h2>
      <p className="lead">{t("some", { count: forks.length })}</p>
      <ol>
        {forks.map((fork) => (
          <li key={`${fork.digestA}${fork.digestB}`} className="mt-4 border-t border-rule pt-4">
            <Fork of={fork} home={home} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Fork({ of, home }: { of: ForkEntry; home: number }) {
  const t = useTranslations("checkpoints.fork");
  const place = usePlace(home);
  const { digestA, digestB, evidence, proven } = of;
  return (
    <>
      <p className="font-medium">{what(of, t)}</p>
      <ul className="mt-2 list-disc pl-5">
        {(["A", "B"] as const).map((name) => {
          const side = name === "A" ? evidence?.a : evidence?.b;
          const signers = name === "A" ? of.signersA : of.signersB;
          return (
            <li key={name}>
              {side === undefined ? t("sideUnknown", { signers }) : t("side", { signers, size: side.checkpoint.size })}{" "}
              <Hash>{side === undefined ? (name === "A" ? digestA : digestB) : side.checkpoint.root}</Hash>
            </li>
          );
        })}
      </ul>
      <p className="note mt-2">
        {t.rich("proven", { place: place(proven.chainId), time: () => <Moment>{proven.at}</Moment> })}{" "}
        <Hash>{proven.transaction}</Hash>
      </p>
      {evidence !== null && (
        <>
          <p className="mt-3 print:hidden">
            <a href={evidenceHref(digestA, digestB)} download={evidenceName(digestA, digestB)} className="button">
              {t("download")}
            </a>
          </p>
          <p className="note mono mt-2">{t("use", { file: evidenceName(digestA, digestB) })}</p>
        </>
      )}
    </>
  );
}

function what({ evidence }: ForkEntry, t: ReturnType<typeof useTranslations<"checkpoints.fork">>): string {
  if (evidence === null) return t("other");
  const { a, b } = evidence;
  if (a.checkpoint.size === b.checkpoint.size && a.checkpoint.root !== b.checkpoint.root) {
    return t("sameSize", { size: a.checkpoint.size });
  }
  return a.index === undefined ? t("other") : t("leaves", { index: a.index });
}

/** Signed checkpoints whose root is not that of the indexed log. */
export function Contradicted({ digests }: { digests: readonly Digest[] }) {
  const t = useTranslations("checkpoints.contradicted");
  if (digests.length === 0) return null;
  return (
    <section role="alert" data-testid="contradicted" className="mt-6 border-y-4 border-double border-wait py-5">
      <h2 className="mt-0 text-wait">{t("title")}</h2>
      <p className="lead">{t("what")}</p>
      <ul className="mt-2">
        {digests.map((digest) => (
          <li key={digest}>
            <PageLink href={checkpointHref(digest)}>
              <Hash>{digest}</Hash>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
