// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";

/// @title Ledger openings: accounts that an approved case opens, with the permission that they start with
/// @notice Payload: abi.encode(Openings). Scope: bit `what` for each Opens that the procedure may open; bit 0 for the import of
/// published spending, which opens without amounts.
/// `specs` is abi.encode of the ledger's own array of specs (for a year, of one YearSpec). `amounts` is empty, or has one
/// sum for each line (appropriated from `givers[i]`, an act), allotment (allotted from its line) or commitment (committed from its
/// allotment); a sum of 0 opens alone.
///
/// A line must be the case's agency's, an allotment's line and a commitment's allotment's unit likewise, or the case's agency the
/// government and theirs. The rest wants a case of the government, and its own fund, year or act.
///
/// Forms that wallets show:
/// - one commitment: CommitmentOrder(uint32 agency,uint64 allotment,uint32 payee,string payeeName,string contractId,string title,uint256 amount,string currency,string purpose,bytes32 document,uint64 payeeFund,bytes32 rows)
/// - anything else: LedgerOpening(string opens,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)
///
/// opens: "fund", "source", "year", "act", "line", "allotment" or "commitment". rows: keccak256(abi.encode(specs, givers, amounts)).
/// currency: that of the amounts, "" if `amounts` is empty. payeeFund: fund that a transfer payment goes to, else 0.
interface ILedgerOpenings is IHandler {
    enum Opens {
        None,
        Source,
        Fund,
        Act,
        Line,
        Allotment,
        Commitment,
        Year
    }

    /// @param givers acts that appropriate to the lines; else empty
    /// @param purpose what it is for, 1 to 256 bytes
    /// @param document SHA-256 of the supporting document, or 0; also that of the movements
    struct Openings {
        Opens what;
        bytes specs;
        uint64[] givers;
        uint104[] amounts;
        string purpose;
        bytes32 document;
    }

    /// @notice `specs` accounts come with `amounts` amounts and `givers` givers.
    /// @dev Give one amount for each account or none; givers for lines with amounts alone, one each.
    error AmountsUneven(uint256 specs, uint256 amounts, uint256 givers);
    /// @notice The procedure imports published spending, and the payload has `amounts` amounts.
    /// @dev Open the accounts without, and bring the sums as orders flagged IMPORTED.
    error ImportedAmounts(uint256 amounts);
    /// @notice Amounts of one case are in `one` and in `other`.
    /// @dev Bring each currency as a case of its own.
    error CurrenciesDiffer(bytes3 one, bytes3 other);
    /// @notice The case opens nothing.
    /// @dev Name what is opened, and give at least one account.
    error NothingOpened();
}
