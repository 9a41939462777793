// A fork that the witness's own browser found: nothing is signed, and the evidence is the witness's to keep.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { useTranslations } from "next-intl";
import { Pairs } from "@/components/pairs";
import type { Look } from "./look";

export function ForkFound({ of }: { of: Extract<Look, { kind: "fork" }> }) {
  const t = useTranslations("witness.fork");
  const { before, now, evidence } = of;
  return (
    <section role="alert" data-testid="witness-fork" className="mt-6 border-y-4 border-double border-wait py-5">
      <h2 className="mt-0 text-wait">{t("title")}</h2>
      <p className="lead">{t("what", { before: before.size })}</p>
      <Pairs
        of={[
          [t("signed"), <Said key="signed" of={before} />],
          [t("now"), <Said key="now" of={now} />],
        ]}
      />
      {evidence.b.cosignatures.length === 0 && <p className="note mt-3">{t("own")}</p>}
      <button type="button" className="button mt-4" onClick={() => save(evidence, before.size)}>
        {t("download")}
      </button>
    </section>
  );
}

function Said({ of: { size, root } }: { of: Checkpoint }) {
  return (
    <span className="mono">
      {String(size)} · {root}
    </span>
  );
}

function save(evidence: object, size: number): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(evidence, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `mingzhang-fork-${size}.json`;
  link.click();
  // Some browsers fetch the bytes only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
