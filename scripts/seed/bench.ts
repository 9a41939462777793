// Who sits where and when: finds the account that acts for a duty.
import type { LocalAccount } from "viem";
import { LOCAL_OFFICE, localAccount } from "../chain/local-accounts.ts";
import { on } from "./calendar.ts";
import type { Chair } from "./courses.ts";
import { CITIZENS_FROM, OFFICIALS, REGISTRAR_ACCOUNT, SUCCESSOR } from "./officials.ts";
import { found } from "./state.ts";
import type { City } from "./state.ts";
import { DUTY } from "../../deploy/procedure-terms.ts";

interface Holder {
  account: number;
  agency: number;
  duty: number;
  from: number;
  until: number;
}

export class Bench {
  readonly #holders: Holder[] = [];

  constructor(city: City) {
    for (const { account, seats, until } of OFFICIALS) {
      for (const { agency, duty } of seats) {
        const end = until === undefined ? Infinity : (on(until) + 1) * 86_400;
        this.#holders.push({ account, agency: found(city.parties, agency), duty, from: 0, until: end });
      }
    }
    const { account, agency, from } = SUCCESSOR;
    const seat = { account, agency: found(city.parties, agency), duty: DUTY.maker };
    this.#holders.push({ ...seat, from: on(from) * 86_400, until: Infinity });
    const registrar = { account: REGISTRAR_ACCOUNT, agency: city.government, duty: DUTY.registrar };
    this.#holders.push({ ...registrar, from: 0, until: Infinity });
  }

  /** @param at seconds since 1970 */
  accountOf(chair: Chair | { citizen: number }, at: number): LocalAccount {
    if ("citizen" in chair) return localAccount(CITIZENS_FROM + chair.citizen);
    const seated = this.#holders.filter(
      ({ agency, duty, from, until }) => agency === chair.agency && duty === chair.duty && at >= from && at < until,
    );
    const holder = seated[chair.nth ?? 0];
    if (holder === undefined) throw new Error(`Nobody holds duty ${chair.duty} at party ${chair.agency}.`);
    return localAccount(holder.account);
  }

  /** Accounts of everybody who holds a seat. */
  static accounts(): number[] {
    return [...OFFICIALS.map(({ account }) => account), SUCCESSOR.account, REGISTRAR_ACCOUNT, LOCAL_OFFICE.registrar];
  }
}
