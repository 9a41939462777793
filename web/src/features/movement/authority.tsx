// Who gave permission: the accounts above a movement in the budget book, with what each of them holds.
import type { Account, AccountRef, MovementDetail } from "@mingzhang/sdk/api";
import { useTranslations } from "next-intl";
import { AccountLink } from "@/features/accounts/refs";
import { Amount } from "@/features/money/amount";
import { netOf } from "@/features/accounts/flows";
import { isIncoming } from "@/features/movements/kind";

interface Props {
  movement: MovementDetail;
  accounts: ReadonlyMap<string, Account>;
  /** Acts above the line, where they are known. */
  acts: readonly AccountRef[];
}

export function Authority({ movement, accounts, acts }: Props) {
  const t = useTranslations("movement.authority");
  if (movement.authority.length === 0) return null;
  if (movement.imported) {
    return (
      <section>
        <h2>{t("title")}</h2>
        <p className="note">{t("imported")}</p>
      </section>
    );
  }
  const { currency, exponent } = movement;
  return (
    <section>
      <h2>{t("title")}</h2>
      <p className="note">{t("explained")}</p>
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
