// An account's own tallies: of the movements that begin or end at it.
import { parseAccount } from "@mingzhang/sdk/accounts";
import { KINDS } from "@mingzhang/sdk/kinds";
import { sql, type SQL } from "../store/drizzle.ts";
import { parameter } from "./filters.ts";

/** The kinds of accounts that each kind of movement joins, and the side of their tallies that it moves. */
const ENDS = KINDS.flatMap((kind) => [
  { kind: kind.number, owner: kind.from, side: kind.fromTotal },
  { kind: kind.number, owner: kind.to, side: kind.toTotal },
]);

/**
 * A condition on `tallies m`: those of a line or a fund also hold what commitments and payee funds do, which are no ends
 * of it. Throws BadParameter.
 */
export function ownTallies(account: string): SQL {
  const id = parameter("account", account, parseAccount);
  const ends = ENDS.filter(({ owner }) => account.startsWith(`${owner}-`));
  const sides = ends.map((end) => sql`(${end.kind}::int, ${end.side === "in" ? 0 : 1}::int)`);
  return sql`m.owner = ${id}::bigint and (m.kind, m.side) in (${sql.join(sides, sql`, `)})`;
}
