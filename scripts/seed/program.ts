// The whole year in order of time: scenes, each with what happens at one moment.
import type { City } from "./state.ts";
import { Courses } from "./courses.ts";
import type { CaseAct, Places, TimedAct } from "./courses.ts";
import { Docket } from "./docket.ts";
import type { CaseUnit, FactUnit } from "./docket.ts";
import type { FindingAct } from "./findings.ts";
import { findingsOf } from "./findings.ts";
import type { GeneratedYear } from "./generate.ts";
import { ANNOUNCED, permitStories, PUBLISHED } from "./permits.ts";
import { Random } from "./random.ts";
import { storiesOf } from "./stories.ts";
import type { FirstNumbers } from "./books.ts";
import { AGENCIES } from "./city.ts";
import { OFFICIALS } from "./officials.ts";
import { found } from "./state.ts";
import { DUTY } from "../../deploy/procedure-terms.ts";

export type SceneEvent = { unit: CaseUnit; act: CaseAct } | { fact: FactUnit["step"] } | { finding: FindingAct };

export interface Scene {
  /** Seconds since 1970. */
  at: number;
  events: SceneEvent[];
}

export interface Program {
  docket: Docket;
  scenes: Scene[];
  /** Party that a commitment pays, by its number on the chain. */
  payeeOf: (commitment: bigint) => number | null;
  nameOf: (party: number) => string | undefined;
}

/** @param approverFrom from this amount on an approver decides, minor units */
export function programOf(year: GeneratedYear, first: FirstNumbers, seed: number, approverFrom: bigint): Program {
  const { city } = year;
  const docket = new Docket(year.moments, first);
  const places = placesOf(city, approverFrom);
  const courses = new Courses(new Random(seed + 77), places);
  const bySecond = new Map<number, { order: number; event: SceneEvent }[]>();
  let order = 0;
  const add = (at: number, event: SceneEvent): void => {
    const events = bySecond.get(at) ?? [];
    events.push({ order: (order += 1), event });
    bySecond.set(at, events);
  };
  const play = (unit: CaseUnit, acts: readonly TimedAct[]): void => {
    for (const { at, act } of acts) add(at, { unit, act });
  };
  add(ANNOUNCED, { fact: { type: "announce" } });
  add(PUBLISHED, { fact: { type: "publish" } });
  for (const unit of docket.units) {
    if (unit.type === "fact") add(unit.at, { fact: unit.step });
    else play(unit, courses.of(unit));
  }
  for (const { unit, acts } of [...storiesOf(city, places), ...permitStories(city)]) play(unit, acts);
  for (const { at, act } of findingsOf(city)) add(at, { finding: act });
  const scenes = [...bySecond].sort(([a], [b]) => a - b).map(([at, events]) => ({ at, events: inOrder(events) }));
  const payees = new Map([...city.agenda.holdings.payees].map(([account, party]) => [docket.actual(account), party]));
  return {
    docket,
    scenes,
    payeeOf: (commitment) => payees.get(commitment) ?? null,
    nameOf: (party) => city.agenda.holdings.names.get(party),
  };
}

function inOrder(events: readonly { order: number; event: SceneEvent }[]): SceneEvent[] {
  return [...events].sort((a, b) => a.order - b.order).map(({ event }) => event);
}

function placesOf(city: City, approverFrom: bigint): Places {
  const checkers = OFFICIALS.flatMap(({ seats }) =>
    seats.flatMap(({ agency, duty }) => (duty === DUTY.checker ? [found(city.parties, agency)] : [])),
  );
  return {
    government: city.government,
    treasury: found(city.parties, "treasury"),
    above: new Map(AGENCIES.map(({ key, above }) => [found(city.parties, key), found(city.parties, above)])),
    twoCheckers: new Set(checkers.filter((agency, i) => checkers.indexOf(agency) !== i)),
    approverFrom,
  };
}
