// The demonstration's officials: found by name, duty or agency, and one's place taken with a click or Enter.
"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useConnectors } from "wagmi";
import { useOfficials, type Official } from "../data/officials";
import { DEMO_WITNESSES, demoAccount, demoCitizen, demoWitness } from "./demo-accounts";
import { DEMO_RDNS } from "./demo-provider";
import { usePortal } from "./frame";
import { Titles, useTitles } from "./titles";
import { useTake } from "./use-take";

/** The demonstration's officials by name and duty: one click takes the place of one. */
export function DemoOfficials({ done }: { done: () => void }) {
  const t = useTranslations("portal.who");
  const { demo } = usePortal();
  const connectors = useConnectors();
  const { take: makeActing } = useTake();
  const officials = useOfficials();
  const titlesOf = useTitles();
  const [sought, setSought] = useState("");
  const wallet = connectors.find(({ id }) => id === DEMO_RDNS);
  const known = useMemo(
    () =>
      (officials.data ?? []).flatMap((official) => {
        const address = official.addresses.find((given) => demoAccount(given) !== null);
        return address === undefined ? [] : [{ official, address }];
      }),
    [officials.data],
  );
  const words = sought.toLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (official: Official) => {
    // Either name is found in either language.
    const { duties } = titlesOf(official);
    const text = `${official.name} ${official.otherName} ${duties}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = known.filter(({ official }) => fits(official));
  if (demo === null || wallet === undefined) return null;
  const take = (address: `0x${string}`) => {
    demo.choose(address);
    makeActing(wallet, done);
  };
  return (
    <section className="mt-5 border-l-4 border-wait pl-4">
      <h3 className="mt-0">{t("demo")}</h3>
      <p className="note">{t("demoWhat")}</p>
      {officials.isPending && <p className="note mt-2">{t("loading")}</p>}
      {officials.isError && <p className="note mt-2">{t("noOfficials")}</p>}
      <label className="mt-3 block">
        {t("seek")}
        <input
          type="search"
          className="field mt-1"
          value={sought}
          autoComplete="off"
          onChange={(event) => setSought(event.target.value)}
          onKeyDown={(event) => {
            const [only] = found;
            if (event.key !== "Enter" || only === undefined || found.length > 1) return;
            event.preventDefault();
            take(only.address);
          }}
        />
      </label>
      <p role="status" className="note mt-1">
        {words.length > 0 && t("found", { count: found.length })}
      </p>
      <ul className="mt-2 max-h-[40vh] overflow-auto border-y border-rule" tabIndex={-1}>
        {found.map(({ official, address }) => (
          <li key={address} className="border-b border-rule last:border-b-0">
            <button type="button" className="portal-choice" onClick={() => take(address)}>
              <Titles of={official} />
            </button>
          </li>
        ))}
        {DEMO_WITNESSES.map((name) => (
          <li key={name} className="border-b border-rule">
            <button type="button" className="portal-choice" onClick={() => take(demoWitness(name).address)}>
              {t(`witness.${name}`)}
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="portal-choice" onClick={() => take(demoCitizen().address)}>
            {t("citizen")}
          </button>
        </li>
      </ul>
    </section>
  );
}
