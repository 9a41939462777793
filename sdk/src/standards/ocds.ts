// Releases of the Open Contracting Data Standard 1.1 out of commitments and the movements on them.
import type { Commitment, Movement, Party, PartyRef } from "../api.ts";
import { decimalText } from "../money.ts";
import { type ExactObject, exactNumber } from "./exact-json.ts";
import { OCDS_FIELD } from "./ocds-extension.ts";
import { contractName, organisationId, type OcdsNames, releaseId } from "./ocds-ids.ts";

export interface OcdsPublisher extends OcdsNames {
  /** Address of the explorer, without a slash at its end; links are left out where it is null. */
  site: string | null;
  /** Language of the first names and titles, a tag of BCP 47; null where they are of several, or nobody said. */
  language: string | null;
}

export type OcdsCommitment = Pick<
  Commitment,
  | "id"
  | "title"
  | "otherTitle"
  | "contractId"
  | "payee"
  | "agency"
  | "line"
  | "year"
  | "currency"
  | "exponent"
  | "document"
  | "imported"
  | "openedRecord"
  | "openedAt"
>;

/** Everything of one contracting process. */
export interface OcdsProcess {
  commitments: readonly OcdsCommitment[];
  /** Those from or to these commitments, by record. */
  movements: readonly Movement[];
  /** Every party that commitments name, by number. */
  parties: ReadonlyMap<number, Party>;
  /** Number of the case that a movement came of, by record. */
  cases: ReadonlyMap<number, number>;
}

export type OcdsRelease = ExactObject & { ocid: string; id: string; date: string; tag: readonly string[] };

/** What a contract has come to. */
interface Standing {
  id: string;
  first: OcdsCommitment;
  commitments: OcdsCommitment[];
  value: bigint;
  paid: bigint;
  since: string;
}

type Event =
  | { record: number; time: string; opened: OcdsCommitment }
  | { record: number; time: string; moved: Movement; commitment: OcdsCommitment; sign: bigint };

/** Kinds that change what a contract is worth, and those that pay it, with their signs on the commitment's side. */
const VALUE: Record<string, bigint> = { commitment: 1n, release: -1n };
const SPENT: Record<string, bigint> = { payment: 1n, "transfer-payment": 1n, recovery: -1n };

/**
 * The releases of a process, oldest first: one for each block that touched it. The first has planning, award and contract;
 * later ones what changed. Merged (`mergeReleases`) they tell the present. A contract's transactions add up to what the
 * ledger says is paid: recoveries are negative, and a reclassification takes from one contract what it gives to another.
 */
export function ocdsReleases(publisher: OcdsPublisher, contracting: OcdsProcess): OcdsRelease[] {
  const byTime = new Map<string, Event[]>();
  for (const event of eventsOf(contracting)) byTime.set(event.time, [...(byTime.get(event.time) ?? []), event]);
  const builder = new Builder(publisher, contracting);
  return [...byTime].map(([time, events], at) => builder.release(time, events, at === 0));
}

function eventsOf(contracting: OcdsProcess): Event[] {
  const byId = new Map(contracting.commitments.map((each) => [each.id, each]));
  const opened: Event[] = contracting.commitments.map((each) => ({
    record: each.openedRecord,
    time: each.openedAt,
    opened: each,
  }));
  const moved = contracting.movements.flatMap((each): Event[] => {
    const on = (id: string, sign: bigint): Event[] => {
      const commitment = byId.get(id);
      return commitment === undefined
        ? []
        : [{ record: each.record, time: each.postedAt, moved: each, commitment, sign }];
    };
    // Spent money moves from commitment to commitment here: it is less at the one and more at the other.
    if (each.kind === "reclassification" && each.from.id === each.to.id) return [];
    if (each.kind === "reclassification") return [...on(each.from.id, -1n), ...on(each.to.id, 1n)];
    const sign = VALUE[each.kind] ?? SPENT[each.kind];
    return sign === undefined ? [] : [...on(each.from.id, sign), ...on(each.to.id, sign)];
  });
  return [...opened, ...moved].sort((a, b) => a.record - b.record);
}

class Builder {
  readonly #publisher: OcdsPublisher;
  readonly #contracting: OcdsProcess;
  readonly #contracts = new Map<string, Standing>();
  readonly #ids = new Set<string>();
  readonly #roles = new Map<number, Set<string>>();
  readonly #transactions = new Set<string>();

  constructor(publisher: OcdsPublisher, contracting: OcdsProcess) {
    this.#publisher = publisher;
    this.#contracting = contracting;
  }

  release(date: string, events: readonly Event[], first: boolean): OcdsRelease {
    const changed = new Set<Standing>();
    const transactions = new Map<Standing, ExactObject[]>();
    const named = new Set<number>();
    let opened = false;
    // One process may have several agencies, where its contracts came from elsewhere.
    this.#role(named, this.#first().agency.id, "buyer");
    for (const event of events) {
      const commitment = "opened" in event ? event.opened : event.commitment;
      const standing = this.#standing(commitment);
      this.#role(named, commitment.agency.id, "buyer");
      this.#role(named, commitment.payee.id, "supplier");
      if ("opened" in event) {
        standing.commitments.push(commitment);
        changed.add(standing);
        opened = true;
      } else if (event.moved.kind in VALUE) {
        standing.value += event.sign * BigInt(event.moved.amount);
        changed.add(standing);
      } else {
        standing.paid += event.sign * BigInt(event.moved.amount);
        this.#role(named, commitment.agency.id, "payer");
        this.#role(named, commitment.payee.id, "payee");
        const list = transactions.get(standing) ?? [];
        list.push(this.#transaction(event.moved, commitment, event.sign));
        transactions.set(standing, list);
      }
    }
    const last = events.at(-1)?.record ?? 0;
    const ocid = this.#ocid();
    const touched = [...this.#contracts.values()].filter((each) => changed.has(each) || transactions.has(each));
    const tags = [
      ...(first ? ["planning", "award", "contract"] : changed.size > 0 ? ["planningUpdate", "awardUpdate"] : []),
      ...(!first && changed.size > 0 ? [opened ? "contract" : "contractAmendment"] : []),
      ...(transactions.size > 0 ? ["implementation"] : []),
    ];
    return {
      ocid,
      id: releaseId(ocid, String(last)),
      date,
      tag: tags,
      initiationType: "tender",
      ...(this.#publisher.language === null ? {} : { language: this.#publisher.language }),
      parties: [...named].map((party) => this.#organisation(party)),
      buyer: this.#reference(this.#first().agency),
      ...(changed.size > 0
        ? { planning: this.#planning(), awards: [...changed].map((each) => this.#award(each)) }
        : {}),
      contracts: touched.map((each) => ({
        id: each.id,
        awardID: each.id,
        ...(changed.has(each) ? this.#contract(each) : {}),
        ...(transactions.has(each) ? { implementation: { transactions: transactions.get(each) ?? [] } } : {}),
      })),
    };
  }

  #first(): OcdsCommitment {
    const [first] = this.#contracting.commitments;
    if (first === undefined) throw new RangeError("A process has at least one commitment.");
    return first;
  }

  #ocid(): string {
    return contractName(this.#publisher, this.#first()).ocid;
  }

  /** A contract has one supplier and one currency: commitments under one contract id that differ are several contracts. */
  #standing(commitment: OcdsCommitment): Standing {
    const { contract } = contractName(this.#publisher, commitment);
    const key = `${contract}\n${commitment.payee.id}\n${commitment.currency}`;
    const known = this.#contracts.get(key);
    if (known !== undefined) return known;
    const id = unused(this.#ids, contract, `${commitment.payee.id}-${commitment.currency}`);
    const made = { id, first: commitment, commitments: [], value: 0n, paid: 0n, since: commitment.openedAt };
    this.#contracts.set(key, made);
    return made;
  }

  #role(named: Set<number>, party: number, role: string): void {
    named.add(party);
    this.#roles.set(party, (this.#roles.get(party) ?? new Set()).add(role));
  }

  #party(id: number): Party {
    const party = this.#contracting.parties.get(id);
    if (party === undefined) throw new RangeError(`Party ${id} is not given.`);
    return party;
  }

  #reference({ id }: PartyRef): ExactObject {
    const party = this.#party(id);
    return { id: organisationId(this.#publisher, party), name: party.name };
  }

  #organisation(id: number): ExactObject {
    const party = this.#party(id);
    const { name, otherName, scheme, identifier } = party;
    return {
      id: organisationId(this.#publisher, party),
      name,
      ...translated("name", name, otherName),
      ...(scheme === null || identifier === null ? {} : { identifier: { scheme, id: identifier, legalName: name } }),
      roles: [...(this.#roles.get(id) ?? [])].sort(),
    };
  }

  get #isChinese(): boolean {
    return /^zh\b/.test(this.#publisher.language ?? "");
  }

  /** A page of the explorer, in its language that is nearest. */
  #link(path: string): { uri?: string } {
    const { site } = this.#publisher;
    return site === null ? {} : { uri: `${site}/${this.#isChinese ? "zh" : "en"}/${path}` };
  }

  /** What was set aside in the budget: the commitments, under the lines that they are on. */
  #planning(): ExactObject {
    const standings = [...this.#contracts.values()];
    const { line, currency, exponent } = this.#first();
    const lines = new Map(standings.flatMap((each) => each.commitments.map((one) => [one.line.id, one.line.name])));
    const one = standings.every((each) => each.first.currency === currency);
    const total = standings.reduce((sum, each) => sum + each.value, 0n);
    return {
      budget: {
        id: line.id,
        description: [...lines].map(([id, name]) => `${id}: ${name}`).join("; "),
        // Null takes away what an earlier release told.
        amount: one ? amountOf(total, currency, exponent) : { amount: null, currency: null },
        ...this.#link(`budget/${line.id}`),
      },
    };
  }

  #award({ id, first, value, paid, since }: Standing): ExactObject {
    return {
      id,
      title: first.title,
      ...translated("title", first.title, first.otherTitle),
      status: statusOf(value, paid),
      date: since,
      value: amountOf(value, first.currency, first.exponent),
      suppliers: [this.#reference(first.payee)],
    };
  }

  #contract({ first, value, paid, commitments }: Standing): ExactObject {
    const documents = [...new Set(commitments.flatMap(({ document }) => (document === null ? [] : [document])))];
    const { site } = this.#publisher;
    return {
      title: first.title,
      ...translated("title", first.title, first.otherTitle),
      status: statusOf(value, paid),
      value: amountOf(value, first.currency, first.exponent),
      ...(documents.length === 0
        ? {}
        : {
            documents: documents.map((digest) => ({
              id: digest,
              title: this.#isChinese ? `文件，SHA-256 为 ${digest}` : `Document with the SHA-256 ${digest}`,
              ...(site === null ? {} : { url: `${site}/documents/${digest}` }),
            })),
          }),
    };
  }

  #transaction(movement: Movement, commitment: OcdsCommitment, sign: bigint): ExactObject {
    const { record, amount, currency, exponent, valueDate, postedAt, confirmed, imported } = movement;
    return {
      id: this.#transactionId(movement, commitment),
      // RFC 3339 has no years of more than four digits.
      date: valueDate === null || valueDate.length > 10 ? postedAt : `${valueDate}T00:00:00Z`,
      value: amountOf(sign * BigInt(amount), currency, exponent),
      payer: this.#reference(commitment.agency),
      payee: this.#reference(commitment.payee),
      ...this.#link(`movements/${record}`),
      // What the standard has no word for; the extension that packages name declares it.
      [OCDS_FIELD]: {
        record,
        kind: movement.kind,
        case: this.#contracting.cases.get(record),
        confirmed: confirmed !== null || movement.settlement === "token",
        imported,
      },
    };
  }

  /** The publisher's own number where a payment came from a file and still has it whole; else the record number. */
  #transactionId({ record, detail, imported, kind }: Movement, commitment: OcdsCommitment): string {
    const own = imported ? /^r\d+ (.+)$/su.exec(detail ?? "")?.[1] : undefined;
    const whole = own !== undefined && new TextEncoder().encode(detail ?? "").length < 32 ? own : undefined;
    const moved = kind === "reclassification" ? `${record}-${commitment.id}` : String(record);
    const id = whole === undefined || this.#transactions.has(whole) ? moved : whole;
    return unused(this.#transactions, id, `record-${record}`);
  }
}

/** An id that is not taken yet, and is from now on: readers merge by ids, and two of one id would become one. */
function unused(taken: Set<string>, id: string, more: string): string {
  const free = taken.has(id) ? unused(taken, `${id}-${more}`, more) : id;
  taken.add(free);
  return free;
}

const statusOf = (value: bigint, paid: bigint) => (value > 0n || paid > 0n ? "active" : "pending");

const amountOf = (minor: bigint, currency: string, exponent: number): ExactObject => ({
  amount: exactNumber(decimalText(minor, exponent)),
  currency,
});

/** The second name, under its language: Chinese where it is written so, English beside a Chinese first name. */
function translated(field: string, first: string, second: string): ExactObject {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  if (second === "" || isChinese(first) === isChinese(second)) return {};
  return { [`${field}_${isChinese(second) ? "zh" : "en"}`]: second };
}
