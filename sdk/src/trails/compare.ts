// Compares a trail as the API tells it with one that was computed here, step by step.
import { accountText } from "../accounts.ts";
import type { TrailPage } from "../api-trails.ts";
import type { Trail } from "./walk.ts";

/** The parts of an answer that events settle; names and words come from other records. */
export type ToldTrail = Pick<TrailPage, "steps" | "start" | "followed" | "left" | "amount">;

/** Place of the first step that differs, or how many steps there are if none does but the sums do; null if all agree. */
export function trailDifference(told: ToldTrail, trail: Trail): number | null {
  const page = BigInt(told.start);
  const length = Math.max(told.steps.length, trail.steps.length);
  for (let at = 0; at < length; at += 1) {
    const theirs = told.steps[at];
    const ours = trail.steps[at];
    if (theirs === undefined || ours === undefined) return at;
    const same =
      theirs.parent === ours.parent &&
      BigInt(theirs.record) === ours.record &&
      theirs.part === ours.part &&
      BigInt(theirs.start) === page + ours.start &&
      BigInt(theirs.amount) === ours.amount &&
      BigInt(theirs.offset) === ours.offset &&
      theirs.depth === ours.depth &&
      theirs.recovered === ours.recovered &&
      theirs.ends.length === ours.ends.length &&
      theirs.ends.every((end, place) => {
        const our = ours.ends[place];
        return (
          our !== undefined &&
          end.end === our.end &&
          BigInt(end.start) === page + our.start &&
          BigInt(end.amount) === our.amount &&
          (end.account?.id ?? null) === (our.account === null ? null : accountText(our.account))
        );
      });
    if (!same) return at;
  }
  const sums = BigInt(told.followed) === trail.followed && BigInt(told.amount) - page === trail.amount;
  return sums && page + trail.followed + BigInt(told.left) === BigInt(told.amount) ? null : length;
}
