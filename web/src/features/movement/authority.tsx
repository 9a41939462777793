// Who approved it: the accounts above a movement in the budget book, with what each holds, and the case that brought it.
import type { Account, AccountRef, MovementDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { AccountLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { netOf } from "@/features/accounts/flows";
import { isIncoming } from "@/features/movements/kind";
import { CaseTrail } from "./case-trail";

interface Props {
  movement: MovementDetail;
  accounts: ReadonlyMap<string, Account>;
  /** Acts above the line, where they are known. */
  acts: readonly AccountRef[];
}

export function Authority({ movement, accounts, acts }: Props) {
  const t = useTranslations("movement.authority");
  if (movement.authority.length === 0 && movement.case === null) return null;
  const { case: approved } = movement;
  const decided = approved !== null && (
    <li className="trail-step">
      <span className="text-[0.90625rem] text-soft">{t("case")}</span>
      <div>
        <CaseTrail of={approved} movement={movement} />
      </div>
      <span />
    </li>
  );
  if (movement.imported) {
    return (
      <section>
        <h2>{t("title")}</h2>
        <p className="note">{t("imported")}</p>
        {decided !== false && <ol className="mt-2">{decided}</ol>}
      </section>
    );
  }
  const { currency, exponent } = movement;
  return (
    <section>
      <h2>{t(approved === null ? "title" : "titleCase")}</h2>
      {movement.authority.length > 0 && <p className="note">{t("explained")}</p>}
      <ol className="mt-2">
        {[...acts, ...movement.authority].map((ref) => {
          const account = accounts.get(ref.id);
          const net = account === undefined ? null : netOf(account);
          return (
            <li key={ref.id} className="trail-step">
              <span className="text-[0.90625rem] text-soft">{t(`step.${ref.kind}`)}</span>
              <span>
                <AccountLink to={ref} />
                {account?.code != null && <span className="mono ml-2 text-soft">{account.code}</span>}
              </span>
              <span className="text-right">
                {net !== null && <Amount amount={net} currency={currency} exponent={exponent} />}
              </span>
            </li>
          );
        })}
        {decided}
        <li className="trail-step font-semibold">
          <span className="text-[0.90625rem] font-normal text-soft">{t("this")}</span>
          <span />
          <span className="text-right">
            <Amount
              amount={movement.amount}
              currency={currency}
              exponent={exponent}
              incoming={isIncoming(movement.kind)}
            />
          </span>
        </li>
      </ol>
    </section>
  );
}
