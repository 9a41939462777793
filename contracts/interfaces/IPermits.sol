// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "./IHandler.sol";

/// @title Permits: revocable, expiring credentials that anyone can check by number and holder
/// @notice Payload: abi.encode(PermitOrder). Scope: type numbers of permits as bits 0 to 29; bit 30 to grant, bit 31 to revoke.
///
/// A holder is a 32-byte word: an address, padded on the left, or SHA-256(salt 32 bytes | identity text UTF-8), so that no natural person is named.
/// Forms that wallets show:
/// - PermitGrant(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint48 validFrom,uint48 validUntil,string conditions,bytes32 document,bytes evidence)
/// - PermitRevocation(uint32 agency,uint64 permit,bytes32 holder,string reason,bytes32 document)
/// validFrom 0: from the moment of granting. validUntil is that first second no longer valid; if `term` is given instead it is 0, and term seconds run from granting:
/// the form then is PermitGrantFor(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint32 term,string conditions,bytes32 document,bytes evidence),
/// and validFrom is 0.
/// Every field of a payload is in its form, so that nobody who relays a signed application can alter what is not signed. A
/// revocation's fields beside those of its form are empty, but for permitType, which is the permit's own.
interface IPermits is IHandler {
    enum Validity {
        Unknown,
        NotYet,
        Valid,
        Expired,
        Revoked,
        OtherHolder
    }

    /// @param revokes number of the permit to revoke, 0 to grant
    /// @param permitType type number, 0 to 29; name of it, 1 to 64 bytes, both as the procedure says
    /// @param conditions or the reason of a revocation, up to 512 bytes
    /// @param evidence for the procedure's rules, up to 4,096 bytes
    struct PermitOrder {
        uint64 revokes;
        uint8 permitType;
        string typeName;
        bytes32 holder;
        uint48 validFrom;
        uint48 validUntil;
        uint32 term;
        string conditions;
        bytes32 document;
        bytes evidence;
    }

    /// @dev Two slots.
    struct Permit {
        uint32 agency;
        uint8 permitType;
        bool revoked;
        uint48 validFrom;
        uint48 validUntil;
        bytes32 holder;
    }

    /// @notice There is no permit `permit`.
    /// @dev Check the number on the permit.
    error PermitUnknown(uint64 permit);
    /// @notice The application does not hold together: `field` is wrong.
    /// @dev Correct that field; IPermits.PermitOrder says what fits.
    error PermitUnfit(string field);
    /// @notice Permit `permit` was granted by agency `owner`, not by `agency`.
    /// @dev Let the agency that granted it revoke it.
    error PermitOfOther(uint64 permit, uint32 owner, uint32 agency);
    /// @notice Permit `permit` is revoked already.
    /// @dev Nothing is to be done.
    error PermitRevokedAlready(uint64 permit);
    /// @notice Permit `permit` has another holder than the revocation names.
    /// @dev Give the holder as the permit has it.
    error HolderDiffers(uint64 permit, bytes32 given, bytes32 wanted);

    event PermitGranted(
        uint64 indexed record,
        uint64 indexed permit,
        bytes32 id,
        uint32 agency,
        uint8 permitType,
        string typeName,
        bytes32 holder,
        uint48 validFrom,
        uint48 validUntil,
        string conditions,
        bytes32 document
    );
    event PermitRevoked(uint64 indexed record, uint64 indexed permit, bytes32 id, string reason, bytes32 document);

    /// @notice What the permit is worth now for this holder.
    function check(uint64 permit, bytes32 holder) external view returns (Validity);

    function permitOf(uint64 permit) external view returns (Permit memory);

    function permitCount() external view returns (uint64);
}
