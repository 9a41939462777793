// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IVault} from "./IVault.sol";

/// @title Accounts of the ledger: opening them and reading them
/// @notice An account number is its kind in the top 8 of 64 bits and a running number, from 1, below.
/// Every function that opens accounts is open to posters alone and writes one record for each account.
/// Days are counted from 1970-01-01, UTC. Texts are bounded in bytes of UTF-8.
interface ILedgerAccounts {
    enum AccountKind {
        None,
        Source,
        Fund,
        Act,
        Line,
        Allotment,
        Commitment
    }

    /// @notice What an act of the budget authority is. Imported marks spending published without a budget.
    enum ActType {
        None,
        Original,
        Supplementary,
        Provisional,
        Imported
    }

    /// @dev One slot. An account's balance is `totalIn - totalOut`; neither ever falls.
    /// ```
    ///  255   248 247    224 223   208 207      104 103       0
    /// |  flags  |  lastDay |  fund  |  totalOut   |  totalIn   |
    /// ```
    /// totalIn, totalOut: minor units of the fund's currency.
    /// fund: number of the fund (0 for an act).
    /// lastDay: line and allotment: commit-until; commitment: pay-until; else 0.
    /// flags: 1 commitment to a fund, 2 commitment to a payee class, 4 fund backed by a token.
    struct Account {
        uint104 totalIn;
        uint104 totalOut;
        uint16 fund;
        uint24 lastDay;
        uint8 flags;
    }

    /// @dev government 32 | owner 32 | currency 24 | exponent 8 | token 160 bits: one slot; unit: the next.
    /// unit: token units in one minor unit, 0 for an attested fund.
    struct Fund {
        uint32 government;
        uint32 owner;
        bytes3 currency;
        uint8 exponent;
        address token;
        uint256 unit;
    }

    /// @dev One slot.
    struct Year {
        uint24 firstDay;
        uint24 lastDay;
        uint24 commitUntil;
        uint24 payUntil;
    }

    /// @dev One slot.
    struct Act {
        uint32 government;
        uint16 year;
        ActType actType;
    }

    /// @dev One slot. func: COFOG 1999 as digits, division x 100 + group x 10 + class (09.1.2 is 912).
    /// economic: GFSM 2014 code as digits (expense 2.., assets and liabilities 31.. to 33..).
    struct Line {
        uint32 agency;
        uint16 year;
        uint24 firstDay;
        uint24 commitUntil;
        uint24 payUntil;
        uint16 func;
        uint32 economic;
    }

    /// @dev One slot.
    struct Allotment {
        uint64 line;
        uint32 unit;
    }

    /// @dev One slot. payeeFund: account of the fund that a transfer payment goes to, else 0.
    /// unit: the allotment's, so that one read says whose commitment it is.
    struct Commitment {
        uint64 allotment;
        uint64 payeeFund;
        uint32 payee;
        uint32 unit;
    }

    /// @param owner agency that keeps the fund; its government is the fund's
    /// @param currency ISO 4217 letters, e.g. "CNY"
    /// @param exponent decimals of the currency (ISO 4217 minor unit); fixed by the currency's first fund
    /// @param token settlement token, or 0 for a fund whose bank the treasury attests
    /// @param code the fund's own code in the national accounts, or empty
    struct FundSpec {
        uint32 owner;
        bytes3 currency;
        uint8 exponent;
        address token;
        string name;
        string otherName;
        string code;
    }

    struct SourceSpec {
        uint64 fund;
        uint32 party;
    }

    struct YearSpec {
        uint32 government;
        uint16 year;
        uint24 firstDay;
        uint24 lastDay;
        uint24 commitUntil;
        uint24 payUntil;
    }

    struct ActSpec {
        uint32 government;
        uint16 year;
        ActType actType;
        string title;
        string otherTitle;
        bytes32 document;
    }

    struct LineSpec {
        uint64 fund;
        uint32 agency;
        uint16 year;
        uint16 func;
        uint32 economic;
        string nationalCode;
        string name;
        string otherName;
    }

    struct AllotmentSpec {
        uint64 line;
        uint32 unit;
        string title;
        string otherTitle;
    }

    struct CommitmentSpec {
        uint64 allotment;
        uint32 payee;
        uint64 payeeFund;
        string contractId;
        string title;
        string otherTitle;
        bytes32 document;
    }

    /// @notice `caller` has no open door to the ledger.
    /// @dev Bring the movement as a case, or as a bank fact of the treasury.
    error NotAPoster(address caller);
    /// @notice No account was given to open.
    /// @dev Give at least one.
    error NothingToOpen();
    /// @notice There is no account `account`.
    /// @dev Check the number; an account must be opened before it is used.
    error AccountUnknown(uint64 account);
    /// @notice Account `account` is not of the kind `wanted`.
    /// @dev Give an account of that kind; the kind is the first part of its name.
    error AccountKindWrong(uint64 account, AccountKind wanted);
    /// @notice Party `party` is unknown or of a kind that cannot stand here.
    /// @dev Give a party of the right kind: agencies keep funds and lines, payees and payee classes are paid.
    error PartyUnfit(uint32 party);
    /// @notice `currency` is not three capital letters, or its `exponent` is above 6 or differs from that of the
    /// currency's first fund.
    /// @dev Give ISO 4217 letters and the decimals that the currency has had from its first fund on.
    error CurrencyInvalid(bytes3 currency, uint8 exponent);
    /// @notice Token `token` is not allowed, or not for the fund's currency.
    /// @dev Ask the configuring role to allow it (allowToken), or open an attested fund.
    error TokenNotAllowed(address token);
    /// @notice Token `token` is allowed for `currency`, and for one currency at a time.
    /// @dev Disallow it for that currency first.
    error TokenOtherCurrency(address token, bytes3 currency);
    /// @notice Token `token` has `decimals` decimals, fewer than the currency's `exponent`.
    /// @dev Choose a token that counts at least as finely as the currency.
    error TokenTooCoarse(address token, uint8 decimals, uint8 exponent);
    /// @notice What party `party` brings into `fund` has the source `source` already.
    /// @dev Use that source.
    error SourceExists(uint64 fund, uint32 party, uint64 source);
    /// @notice Fiscal year `year` of government `government` is open already.
    /// @dev Use it; a year cannot be opened again.
    error YearExists(uint32 government, uint16 year);
    /// @notice Fiscal year `year` of government `government` is not open.
    /// @dev Open the year first.
    error YearUnknown(uint32 government, uint16 year);
    /// @notice The days of the year are not in order.
    /// @dev Give firstDay not after lastDay, and firstDay, commitUntil and payUntil in this order.
    error YearDays(uint24 firstDay, uint24 lastDay, uint24 commitUntil, uint24 payUntil);
    /// @notice The act has no type.
    /// @dev Say whether it is original, supplementary, provisional or imported.
    error ActTypeMissing();
    /// @notice `func` is neither 0 (not classified) nor a COFOG division, group or class.
    /// @dev Give the digits of a COFOG 1999 code, for example 912 for 09.1.2.
    error FunctionInvalid(uint16 func);
    /// @notice Code `code` begins with none of the GFSM 2014 classes wanted here.
    /// @dev Receipts: 11 to 14, 31 to 33, or 99 for an opening balance. Lines: expense 2, assets and liabilities 31 to
    /// 33, or 0.
    error ClassInvalid(uint32 code);
    /// @notice It belongs to government `government`, and `wanted` is wanted.
    /// @dev Give accounts and agencies of one government.
    error GovernmentDiffers(uint32 government, uint32 wanted);
    /// @notice Unit `unit` is neither the line's agency `agency` nor under it.
    /// @dev Allot to that agency or to a unit under it.
    error UnitOutside(uint32 unit, uint32 agency);
    /// @notice Fund `payeeFund` cannot take this payment: it is the giving fund, differs in currency or settlement, or
    /// is another party's than the payee's.
    /// @dev Give a fund of the payee in the same currency and settlement.
    error PayeeFundUnfit(uint64 payeeFund);
    /// @notice A text is `length` bytes of UTF-8 long, outside `min` to `max`.
    /// @dev Shorten it, or fill it in; a Chinese character takes three bytes.
    error TextLength(uint256 length, uint256 min, uint256 max);
    /// @notice All 65,535 fund numbers are given out.
    /// @dev Use an existing fund, or deploy a further ledger.
    error FundsExhausted();

    event TokenAllowed(uint64 indexed record, address indexed token, bytes3 currency, bool allowed);
    event FundOpened(
        uint64 indexed record,
        uint64 indexed account,
        uint32 owner,
        bytes3 currency,
        uint8 exponent,
        address token,
        string name,
        string otherName,
        string code
    );
    event SourceOpened(uint64 indexed record, uint64 indexed account, uint64 fund, uint32 party);
    event YearOpened(
        uint64 indexed record,
        uint32 indexed government,
        uint16 year,
        uint24 firstDay,
        uint24 lastDay,
        uint24 commitUntil,
        uint24 payUntil
    );
    event ActOpened(
        uint64 indexed record,
        uint64 indexed account,
        uint32 government,
        uint16 year,
        ActType actType,
        string title,
        string otherTitle,
        bytes32 document
    );
    event LineOpened(
        uint64 indexed record,
        uint64 indexed account,
        uint64 fund,
        uint32 agency,
        uint16 year,
        uint16 func,
        uint32 economic,
        string nationalCode,
        string name,
        string otherName
    );
    event AllotmentOpened(
        uint64 indexed record,
        uint64 indexed account,
        uint64 line,
        uint32 unit,
        string title,
        string otherTitle
    );
    event CommitmentOpened(
        uint64 indexed record,
        uint64 indexed account,
        uint64 allotment,
        uint32 payee,
        uint64 payeeFund,
        string contractId,
        string title,
        string otherTitle,
        bytes32 document
    );

    /// @notice Lets funds in `currency` settle in `token`, or no further ones; by the configuring role. It acts at once. A token
    /// is allowed for one currency at a time; funds that settle in it go on as they are.
    /// @param currency ISO 4217 letters
    function allowToken(address token, bytes3 currency, bool allowed) external;

    /// @return first account number of the first fund; the others follow
    function openFunds(FundSpec[] calldata specs) external returns (uint64 first);

    /// @notice A source is what one party (a payer or a class of payers) brings into one fund.
    function openSources(SourceSpec[] calldata specs) external returns (uint64 first);

    /// @notice Opens a government's fiscal year with the last days to commit and to pay.
    function openYear(YearSpec calldata spec) external;

    function openActs(ActSpec[] calldata specs) external returns (uint64 first);

    /// @notice A line takes its first, commit-until and pay-until days from its year.
    function openLines(LineSpec[] calldata specs) external returns (uint64 first);

    function openAllotments(AllotmentSpec[] calldata specs) external returns (uint64 first);

    /// @notice A commitment names its one payee: a party, a payee class, or a fund of the party `payee`.
    function openCommitments(CommitmentSpec[] calldata specs) external returns (uint64 first);

    function accountOf(uint64 account) external view returns (Account memory);

    function fundOf(uint64 account) external view returns (Fund memory);

    /// @notice What a case asks of a fund, in one slot: its government and ISO 4217 letters; 0 and 0 for what is no fund.
    function fundMoneyOf(uint64 fund) external view returns (uint32 government, bytes3 currency);

    /// @return party whose money comes through this source
    function partyOfSource(uint64 account) external view returns (uint32 party);

    function sourceOf(uint64 fund, uint32 party) external view returns (uint64 account);

    function yearOf(uint32 government, uint16 year) external view returns (Year memory);

    function actOf(uint64 account) external view returns (Act memory);

    function lineOf(uint64 account) external view returns (Line memory);

    function allotmentOf(uint64 account) external view returns (Allotment memory);

    function commitmentOf(uint64 account) external view returns (Commitment memory);

    /// @notice Unit of each commitment, 0 for what is none. A payroll asks of a hundred at once.
    function unitsOf(uint64[] calldata commitments) external view returns (uint32[] memory units);

    /// @notice Number of accounts of a kind, which is the highest running number given out.
    function accountCount(AccountKind kind) external view returns (uint64);

    /// @notice Whether new funds in this currency may settle in the token.
    function isTokenAllowed(address token, bytes3 currency) external view returns (bool);

    /// @notice Vault of the token-backed funds.
    function vault() external view returns (IVault);
}
