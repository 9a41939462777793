// ABI parameters of every payload, written by hand: no function of the handlers' interfaces takes these structs.
// test/e2e holds them against the contracts, which decode what is encoded here.

const POSTED = {
  name: "movement",
  type: "tuple",
  components: [
    { name: "record", type: "uint64" },
    { name: "from", type: "uint64" },
    { name: "to", type: "uint64" },
    { name: "terms", type: "uint256" },
    { name: "amount", type: "uint104" },
    { name: "fromPosition", type: "uint104" },
    { name: "toPosition", type: "uint104" },
    { name: "document", type: "bytes32" },
    { name: "detail", type: "bytes32" },
  ],
} as const;

/** ILedgerOrders.Orders */
export const ORDERS = {
  type: "tuple",
  internalType: "Orders",
  components: [
    { name: "purpose", type: "string" },
    {
      name: "orders",
      type: "tuple[]",
      components: [
        { name: "terms", type: "uint256" },
        { name: "document", type: "bytes32" },
        { name: "items", type: "bytes32[]" },
      ],
    },
    {
      name: "citations",
      type: "tuple[]",
      components: [
        { name: "size", type: "uint64" },
        { name: "stamp", type: "bytes32" },
        POSTED,
        { name: "path", type: "bytes32[]" },
      ],
    },
  ],
} as const;

/** ILedgerOpenings.Openings */
export const OPENINGS = {
  type: "tuple",
  internalType: "Openings",
  components: [
    { name: "what", type: "uint8" },
    { name: "specs", type: "bytes" },
    { name: "givers", type: "uint64[]" },
    { name: "amounts", type: "uint104[]" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
  ],
} as const;

/** IStandingOrders.Standing */
export const STANDING = {
  type: "tuple",
  internalType: "Standing",
  components: [
    { name: "fund", type: "uint64" },
    { name: "commitment", type: "uint64" },
    { name: "amount", type: "uint104" },
    { name: "times", type: "uint16" },
    { name: "firstDay", type: "uint24" },
    { name: "everyDays", type: "uint24" },
    { name: "persons", type: "uint32" },
    { name: "detail", type: "bytes32" },
    { name: "purpose", type: "string" },
    { name: "document", type: "bytes32" },
  ],
} as const;

/** IPermits.PermitOrder */
export const PERMIT = {
  type: "tuple",
  internalType: "PermitOrder",
  components: [
    { name: "revokes", type: "uint64" },
    { name: "permitType", type: "uint8" },
    { name: "typeName", type: "string" },
    { name: "holder", type: "bytes32" },
    { name: "validFrom", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "term", type: "uint32" },
    { name: "conditions", type: "string" },
    { name: "document", type: "bytes32" },
    { name: "evidence", type: "bytes" },
  ],
} as const;

/** ISeats.SeatOrder */
export const SEAT = {
  type: "tuple",
  internalType: "SeatOrder",
  components: [
    { name: "dismiss", type: "bool" },
    { name: "agency", type: "uint32" },
    { name: "duty", type: "uint8" },
    { name: "holder", type: "address" },
    { name: "official", type: "uint32" },
    { name: "name", type: "string" },
    { name: "otherName", type: "string" },
    { name: "from", type: "uint48" },
    { name: "until", type: "uint48" },
  ],
} as const;

/** Arrays of ILedgerAccounts' specs, as the ledger's own functions take them; of a year one. */
export const SPECS = {
  source: {
    type: "tuple[]",
    internalType: "SourceSpec[]",
    components: [
      { name: "fund", type: "uint64" },
      { name: "party", type: "uint32" },
    ],
  },
  fund: {
    type: "tuple[]",
    internalType: "FundSpec[]",
    components: [
      { name: "owner", type: "uint32" },
      { name: "currency", type: "bytes3" },
      { name: "exponent", type: "uint8" },
      { name: "token", type: "address" },
      { name: "name", type: "string" },
      { name: "otherName", type: "string" },
      { name: "code", type: "string" },
    ],
  },
  act: {
    type: "tuple[]",
    internalType: "ActSpec[]",
    components: [
      { name: "government", type: "uint32" },
      { name: "year", type: "uint16" },
      { name: "actType", type: "uint8" },
      { name: "title", type: "string" },
      { name: "otherTitle", type: "string" },
      { name: "document", type: "bytes32" },
    ],
  },
  line: {
    type: "tuple[]",
    internalType: "LineSpec[]",
    components: [
      { name: "fund", type: "uint64" },
      { name: "agency", type: "uint32" },
      { name: "year", type: "uint16" },
      { name: "func", type: "uint16" },
      { name: "economic", type: "uint32" },
      { name: "nationalCode", type: "string" },
      { name: "name", type: "string" },
      { name: "otherName", type: "string" },
    ],
  },
  allotment: {
    type: "tuple[]",
    internalType: "AllotmentSpec[]",
    components: [
      { name: "line", type: "uint64" },
      { name: "unit", type: "uint32" },
      { name: "title", type: "string" },
      { name: "otherTitle", type: "string" },
    ],
  },
  commitment: {
    type: "tuple[]",
    internalType: "CommitmentSpec[]",
    components: [
      { name: "allotment", type: "uint64" },
      { name: "payee", type: "uint32" },
      { name: "payeeFund", type: "uint64" },
      { name: "contractId", type: "string" },
      { name: "title", type: "string" },
      { name: "otherTitle", type: "string" },
      { name: "document", type: "bytes32" },
    ],
  },
  year: {
    type: "tuple",
    internalType: "YearSpec",
    components: [
      { name: "government", type: "uint32" },
      { name: "year", type: "uint16" },
      { name: "firstDay", type: "uint24" },
      { name: "lastDay", type: "uint24" },
      { name: "commitUntil", type: "uint24" },
      { name: "payUntil", type: "uint24" },
    ],
  },
} as const;
