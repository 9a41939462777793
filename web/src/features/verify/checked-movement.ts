// Takes out of a movement what its event settles, so that nothing else travels to the browser for the check.
import type { CheckedMovement } from "@mingzhang/sdk/compare";

export function checkedMovement(movement: CheckedMovement): CheckedMovement {
  const { record, kind, from, to, amount, fromPosition, toPosition, beyond, flags } = movement;
  const {
    class: receiptClass,
    persons,
    detailRaw,
    valueDate,
    postedAt,
    document,
    cites,
    chain,
    transactionFrom,
  } = movement;
  return {
    record,
    kind,
    from,
    to,
    amount,
    fromPosition,
    toPosition,
    beyond,
    flags,
    class: receiptClass,
    persons,
    detailRaw,
    valueDate,
    postedAt,
    document,
    cites,
    chain,
    transactionFrom,
  };
}
