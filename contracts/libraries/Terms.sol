// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The small terms of a movement in one word
/// @notice
/// ```
///  255    240 239            136 135       72 71      48 47  16 15    8 7    0
/// |  zero    |      beyond      |   cites    | valueDate | code | flags | kind |
/// |   16     |       104        |     64     |    24     |  32  |   8   |  8   |
/// ```
/// - kind: the edge, see IFundLedger.Kind
/// - flags: ADVANCE, IMPORTED
/// - code: a receipt's or refund's GFSM 2014 class; the number of persons in a payment to a payee class; else 0
/// - valueDate: day the money moved, in days since 1970-01-01; 0 on the budget book alone
/// - cites: record number of the movement that this one corrects, else 0
/// - beyond: position on the taking fund's track, for a transfer payment and its recovery; else 0
type Terms is uint256;

library TermsLib {
    uint8 internal constant ADVANCE = 1;
    uint8 internal constant IMPORTED = 2;

    function pack(uint8 kind_, uint8 flags_, uint32 code_, uint24 valueDate_) internal pure returns (Terms) {
        return
            Terms.wrap(uint256(kind_) | (uint256(flags_) << 8) | (uint256(code_) << 16) | (uint256(valueDate_) << 48));
    }

    function withCites(Terms t, uint64 record) internal pure returns (Terms) {
        return Terms.wrap(Terms.unwrap(t) | (uint256(record) << 72));
    }

    function withBeyond(Terms t, uint104 position) internal pure returns (Terms) {
        return Terms.wrap(Terms.unwrap(t) | (uint256(position) << 136));
    }

    function withCode(Terms t, uint32 code_) internal pure returns (Terms) {
        return Terms.wrap(Terms.unwrap(t) | (uint256(code_) << 16));
    }

    /// @dev Truncation is the point of the casts below: each keeps the field's own bits.
    function kind(Terms t) internal pure returns (uint8) {
        return uint8(Terms.unwrap(t));
    }

    function code(Terms t) internal pure returns (uint32) {
        return uint32(Terms.unwrap(t) >> 16);
    }
}

using TermsLib for Terms global;
