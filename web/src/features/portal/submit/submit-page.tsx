// One submission: who for, what, with which documents; then its review. One question at a time, top to bottom.
"use client";

import type { CaseDetail, Procedure } from "@mingzhang/sdk/api-cases";
import type { Payload } from "@mingzhang/sdk/cases/payloads";
import { decodePayload } from "@mingzhang/sdk/cases/payloads";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useConnection } from "wagmi";
import { plain } from "@/components/said";
import { chooseName } from "@/i18n/names";
import { useDraft } from "../acts/drafts";
import { procedureNamed } from "@/features/procedures/named";
import { useCase, useInbox, useProcedures } from "../data/cases";
import { Failure } from "../parts/failure";
import { Field } from "../parts/field";
import { Attach, type Attachment } from "./attach";
import { CommitmentForm } from "./commitment-form";
import { formFor, type FormKind } from "./form-for";
import type { FormProps } from "./form-props";
import { MovementForm } from "./movement-form";
import { PaymentForm } from "./payment-form";
import { PermitForm } from "./permit-form";
import { SeatForm } from "./seat-form";
import { SendForm } from "./send-form";
import { StandingForm } from "./standing-form";
import { choosableAgencies, maySubmit, useAgencies } from "./use-submitter";

const FORMS: Record<FormKind, (props: FormProps) => React.ReactNode> = {
  payment: PaymentForm,
  movement: MovementForm,
  commitment: CommitmentForm,
  permit: PermitForm,
  standing: StandingForm,
  seat: SeatForm,
};

/** @param which procedure, by number or code; of a case that is corrected, `returned`, the case itself says it */
export function SubmitPage({ which, returned }: { which: string; returned: string | null }) {
  const t = useTranslations("portal.submit");
  const procedures = useProcedures();
  if (procedures.isError) return <Failure cause={procedures.error} again={() => void procedures.refetch()} />;
  if (procedures.data === undefined) {
    return (
      <p role="status" className="note mt-6">
        {t("loading")}
      </p>
    );
  }
  if (returned !== null) return <Correction procedures={procedures.data} number={returned} />;
  const procedure = procedureNamed(procedures.data, which);
  return procedure === undefined ? <Unknown which={which} /> : <Submission procedure={procedure} returned={null} />;
}

function Unknown({ which }: { which: string }) {
  const t = useTranslations("portal.submit");
  return <p className="note mt-6">{t("unknownProcedure", { code: plain(which, 40) })}</p>;
}

/** A case goes on under the version that it was submitted under, whatever is current. */
function Correction({ procedures, number }: { procedures: readonly Procedure[]; number: string }) {
  const detail = useCase(number);
  if (detail.isError) return <Failure cause={detail.error} />;
  if (detail.data === undefined) return null;
  const { body, procedure: version } = detail.data;
  const procedure = procedureNamed(procedures, version.code);
  if (procedure === undefined) return <Unknown which={version.code} />;
  return <Submission procedure={{ ...procedure, number: version.number, scope: body.scope }} returned={detail.data} />;
}

function Submission({ procedure, returned }: { procedure: Procedure; returned: CaseDetail | null }) {
  const t = useTranslations("portal.submit");
  const locale = useLocale();
  const { address } = useConnection();
  const inbox = useInbox(address);
  const all = useAgencies((procedure.submitAgency === null) === (procedure.submitDuty === null));
  const seats = inbox.data?.seats ?? [];
  const agencies = choosableAgencies(procedure, seats, all.data);
  const [chosen, setChosen] = useState<number | null>(returned?.agency.id ?? null);
  const agency = chosen ?? agencies[0]?.id ?? null;
  const [payload, setPayload] = useState<Payload | null>(null);
  const draftName = `${procedure.code}${returned === null ? "" : `.${returned.number}`}`;
  const draft = useDraft<unknown>(draftName);
  const files = useDraft<Attachment[]>(`${draftName}.files`);
  const [changed, setChanged] = useState<Attachment[] | null>(null);
  const before = useMemo(
    () => (returned?.documents ?? []).map((digest) => ({ digest, name: "", size: 0, stored: true })),
    [returned],
  );
  const attachments = changed ?? files.found ?? before;
  const kind = formFor(procedure);
  const initial = useMemo(() => initialOf(returned), [returned]);
  const name = chooseName(procedure, locale).text;

  const attach = (all: Attachment[]) => {
    setChanged(all);
    files.keep(all);
  };

  if (kind === null) return <p className="note mt-6">{t("noForm")}</p>;
  const Form = FORMS[kind];
  if (address === undefined) return <p className="note mt-6">{t("connectFirst")}</p>;
  const barred = inbox.data !== undefined && !maySubmit(procedure, seats);
  return (
    <>
      {barred && procedure.submitDuty !== null && (
        <p role="alert" className="mt-4 border-l-4 border-wait pl-3">
          {t("noSeat", { duty: t(`duty.${procedure.submitDuty}`) })}
        </p>
      )}
      {payload !== null && agency !== null && (
        <SendForm
          procedure={procedure}
          agency={agency}
          payload={payload}
          attachments={attachments}
          returned={returned}
          label={name}
          onBack={() => setPayload(null)}
          onSent={() => {
            draft.drop();
            files.drop();
          }}
        />
      )}
      {/* Kept while reviewing, so that going back loses nothing. */}
      <div hidden={payload !== null}>
        {returned === null && agencies.length > 1 && (
          <Field label={t("agency")} hint={t("agencyHint")}>
            {(ids) => (
              <select
                {...ids}
                className="field mt-1"
                value={agency ?? ""}
                onChange={(event) => setChosen(Number(event.target.value))}
              >
                {agencies.map((party) => (
                  <option key={party.id} value={party.id}>
                    {plain(chooseName(party, locale).text)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Attach value={attachments} onChange={attach} />
        {agency !== null && draft.ready && (
          <Form
            key={`${draftName}-${agency}`}
            procedure={procedure}
            agency={agency}
            document={attachments[0]?.digest ?? null}
            initial={initial}
            exponent={returned?.exponent ?? 2}
            draft={draft}
            onReady={setPayload}
          />
        )}
        {agency === null && !barred && (
          <p role="status" className="note mt-6">
            {t("loading")}
          </p>
        )}
      </div>
    </>
  );
}

function initialOf(returned: CaseDetail | null): Payload | null {
  return returned === null || returned.handler === null ? null : decodePayload(returned.handler, returned.payload);
}
