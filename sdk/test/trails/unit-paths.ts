// A trail spelled out unit by unit, so that it can be compared with the naive one.
import type { EndKind, Trail } from "@mingzhang/sdk/trails";

export interface UnitPath {
  path: string[];
  end: EndKind;
  account: bigint | null;
}

/** Of each unit that was followed: the steps it took and how it ends. Throws where a unit has no end or two. */
export function unitPaths(trail: Trail): UnitPath[] {
  const units: (UnitPath | undefined)[] = Array.from({ length: Number(trail.followed) });
  trail.steps.forEach((step, at) => {
    const path: string[] = [];
    for (let place: number | null = at; place !== null;) {
      const one: Trail["steps"][number] | undefined = trail.steps[place];
      if (one === undefined) throw new Error(`Step ${place} is not there.`);
      path.unshift(one.part === null ? String(one.record) : `${one.record} ${one.part}`);
      if (step.start < one.start || step.start + step.amount > one.start + one.amount) {
        throw new Error(`Step ${at} is not within step ${place}.`);
      }
      place = one.parent;
    }
    for (const { end, start, amount, account } of step.ends) {
      for (let unit = start; unit < start + amount; unit += 1n) {
        if (units[Number(unit)] !== undefined) throw new Error(`Unit ${unit} ends twice.`);
        units[Number(unit)] = { path, end, account };
      }
    }
  });
  return units.map((unit, at) => {
    if (unit === undefined) throw new Error(`Unit ${at} has no end.`);
    return unit;
  });
}
