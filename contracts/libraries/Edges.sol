// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "../interfaces/IFundLedger.sol";

/// @title The table of edges: which kind of account gives to which, by which kind of movement
library Edges {
    /// @dev Four bits for each kind, kind 0 lowest: kind of the giving account (ILedgerAccounts.AccountKind).
    /// Reclassification .. Receipt, None:       6 6 5 5 4 4 4 4 4 3 6 2 2 2 2 1 0
    uint256 private constant FROM = 0x66554444436222210;
    /// @dev The same for the taking account:   6 5 6 4 5 4 4 3 3 4 2 6 6 2 1 2 0
    uint256 private constant TO = 0x65645443342662120;

    function fromKind(IFundLedger.Kind kind) internal pure returns (uint256) {
        unchecked {
            return (FROM >> (uint256(kind) * 4)) & 0xf;
        }
    }

    function toKind(IFundLedger.Kind kind) internal pure returns (uint256) {
        unchecked {
            return (TO >> (uint256(kind) * 4)) & 0xf;
        }
    }

    /// @notice Whether cash moves.
    function isCash(IFundLedger.Kind kind) internal pure returns (bool) {
        return kind <= IFundLedger.Kind.Recovery;
    }

    /// @notice Whether movements of this kind correct one that they cite.
    function cites(IFundLedger.Kind kind) internal pure returns (bool) {
        return
            kind == IFundLedger.Kind.Refund ||
            kind == IFundLedger.Kind.Recovery ||
            kind == IFundLedger.Kind.Reclassification;
    }

    /// @notice Whether the giving account is a commitment that gets its permission back.
    function restoresFrom(IFundLedger.Kind kind) internal pure returns (bool) {
        return kind == IFundLedger.Kind.Recovery || kind == IFundLedger.Kind.Reclassification;
    }

    /// @notice Whether the taking account is a commitment that is spent.
    function spendsTo(IFundLedger.Kind kind) internal pure returns (bool) {
        return
            kind == IFundLedger.Kind.Payment ||
            kind == IFundLedger.Kind.TransferPayment ||
            kind == IFundLedger.Kind.Reclassification;
    }
}
