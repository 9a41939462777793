// Packages of the Open Contracting Data Standard, process by process as they are sent.
import type { Checkpoint } from "@mingzhang/sdk/checkpoint";
import { timeText } from "@mingzhang/sdk/days";
import { exactJson } from "@mingzhang/sdk/standards/exact-json";
import { ocdsReleases, type OcdsPublisher } from "@mingzhang/sdk/standards/ocds";
import { ocdsRecord, packageHead } from "@mingzhang/sdk/standards/ocds-merge";
import type { CommitmentRequest } from "../read/commitments.ts";
import { NotFound } from "../read/errors.ts";
import { checkpointAt } from "../read/log.ts";
import { hasProcess, processIds, readProcesses } from "../read/ocds.ts";
import { sql } from "../store/drizzle.ts";
import type { Db } from "../store/open.ts";
import { journal } from "../sync/journal.ts";
import { type ApiContext, readContext } from "./context.ts";
import { expectBlock } from "./export.ts";

const PROCESSES_AT_ONCE = 50;

export type OcdsPackage = "releases" | "records";

export function ocdsPublisher({ config, deployment }: ApiContext): OcdsPublisher {
  return {
    chainId: deployment().chainId,
    prefix: config.ocidPrefix,
    site: config.siteUrl,
    language: config.ocdsLanguage,
  };
}

/** Name of the government whose books these are; of the first, should there be several. */
export async function governmentName(db: Db): Promise<string> {
  const [row] = await db.rows<{ name: string }>(
    sql`select name from parties where kind = 1 and parent = 0 order by id limit 1`,
  );
  return row?.name ?? "Mingzhang";
}

export interface OcdsRequest {
  what: OcdsPackage;
  filters: Partial<CommitmentRequest>;
  size: number | undefined;
  /** Address of the package for a size of the log. */
  uriOf: (size: number) => string;
  /** Address of the extension that declares what the standard does not know. */
  extension: string;
}

/** The checkpoint that a package ends with. Throws BadParameter, and NotFound where there is nothing yet. */
async function pinPackage(db: Db, size: number | undefined): Promise<Checkpoint> {
  const [head] = await journal(db, 1);
  const wanted = size ?? head?.nextRecord ?? 0;
  if (wanted === 0) throw new NotFound("record to export yet", "See /v1/status for how far the log is indexed.");
  return checkpointAt(db, wanted);
}

const noProcess = () =>
  new NotFound("contracting process that passes the filters", "A process is a commitment to a payee.");

/** Whether there is such a package, without reading what is in it. Throws what `ocdsPieces` throws. */
export async function expectPackage(
  context: ApiContext,
  { filters, size }: Pick<OcdsRequest, "filters" | "size">,
): Promise<void> {
  await context.store.read(async (db) => {
    const checkpoint = await pinPackage(db, size);
    if (!(await hasProcess(db, filters, checkpoint.size))) throw noProcess();
  });
}

/** A package piece by piece. Throws NotFound where no process passes the filters, before the first piece. */
export async function* ocdsPieces(context: ApiContext, request: OcdsRequest): AsyncGenerator<string, void> {
  const { what, filters } = request;
  const publisher = ocdsPublisher(context);
  const { checkpoint, processes, name } = await context.store.read(async (db) => {
    const checkpoint = await pinPackage(db, request.size);
    return {
      checkpoint,
      processes: await processIds(db, filters, checkpoint.size),
      name: await governmentName(db),
    };
  });
  if (processes.length === 0) throw noProcess();
  const head = packageHead({
    uri: request.uriOf(checkpoint.size),
    extensions: [request.extension],
    publishedDate: timeText(checkpoint.time),
    publisher: { name, ...(publisher.site === null ? {} : { uri: publisher.site }) },
    ...(context.config.dataLicence === null ? {} : { license: context.config.dataLicence }),
  });
  let before = `${exactJson(head).slice(0, -1)},"${what}":[\n`;
  for (let at = 0; at < processes.length; at += PROCESSES_AT_ONCE) {
    const found = await context.store.read(async (db) => {
      await expectBlock(db, checkpoint);
      const some = processes.slice(at, at + PROCESSES_AT_ONCE);
      return readProcesses(db, readContext(context), some, checkpoint.size);
    });
    const items = found.flatMap((process) => {
      const releases = ocdsReleases(publisher, process);
      return what === "releases" ? releases : [ocdsRecord(releases)];
    });
    yield before + items.map(exactJson).join(",\n");
    before = ",\n";
  }
  yield "\n]}\n";
}
