// The identifiers of the Open Contracting Data Standard, made from the ledger's: processes, contracts, organisations.

/** A contract id on the ledger that came from OCDS: `ocid/contract`. An ocid has a registered prefix of six characters. */
const FOREIGN = /^(ocds-[a-z0-9]{6}-[^/]{1,128})\/(.+)$/su;

/** How this publisher names its processes. */
export interface OcdsNames {
  chainId: number;
  /** Registered prefix, such as `ocds-213czf`. Null: processes are named after the chain, and claim no registration. */
  prefix: string | null;
}

export interface ContractName {
  ocid: string;
  /** Id of the contract within the process. */
  contract: string;
}

/**
 * Process and contract of a commitment: by its contract id, which several of one agency may share, else by its account.
 * Two agencies may number their contracts alike: the process bears the agency's number.
 */
export function contractName(
  names: OcdsNames,
  commitment: { id: string; contractId: string | null; agency: { id: number } },
): ContractName {
  const { id, contractId, agency } = commitment;
  const foreign = contractId === null ? null : FOREIGN.exec(contractId);
  if (foreign?.[1] !== undefined && foreign[2] !== undefined) return { ocid: foreign[1], contract: foreign[2] };
  const prefix = names.prefix ?? `mingzhang-${names.chainId}`;
  if (contractId === null) return { ocid: `${prefix}-${id}`, contract: id };
  return { ocid: `${prefix}-${agency.id}-${contractId}`, contract: contractId };
}

/** The text that a commitment carries for a contract of OCDS; `contractName` takes it apart again. */
export function foreignContract(ocid: string, contract: string): string {
  return `${ocid}/${contract}`;
}

/** Id of a release: a number sign, which a contract id may have, would end it in an address. */
export function releaseId(ocid: string, last: string): string {
  return `${ocid}-${last}`.replaceAll("#", "_");
}

/** Id of an organisation: its official identifier where it has one. */
export function organisationId(
  names: OcdsNames,
  party: { id: number; scheme: string | null; identifier: string | null },
): string {
  const { id, scheme, identifier } = party;
  return scheme !== null && identifier !== null ? `${scheme}-${identifier}` : `mingzhang-${names.chainId}-party-${id}`;
}
