// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {IPermits} from "../interfaces/IPermits.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Handler} from "./Handler.sol";

/// @title Permits: revocable, expiring credentials that anyone can check by number and holder
/// @dev `describe` asks nothing that time or another case can change: only `execute` asks whether a permit would be expired, or is
/// revoked already.
contract Permits is IPermits, Handler, Recorder {
    uint8 private constant MAX_TYPE = 29;
    uint8 private constant GRANT_BIT = 30;
    uint8 private constant REVOKE_BIT = 31;
    uint256 private constant MAX_TYPE_NAME = 64;
    uint256 private constant MAX_CONDITIONS = 512;
    uint256 private constant MAX_EVIDENCE = 4096;

    string private constant GRANT =
        "PermitGrant(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint48 validFrom,uint48 validUntil,string conditions,bytes32 document,bytes evidence)";
    string private constant GRANT_FOR =
        "PermitGrantFor(uint32 agency,uint8 typeNumber,string permitType,bytes32 holder,uint32 term,string conditions,bytes32 document,bytes evidence)";
    string private constant REVOCATION =
        "PermitRevocation(uint32 agency,uint64 permit,bytes32 holder,string reason,bytes32 document)";

    /// @inheritdoc IPermits
    uint64 public permitCount;

    mapping(uint64 permit => Permit) private _permits;

    constructor(address approvals_, IAuditTrail trail_) Handler(approvals_) Recorder(trail_) {}

    /// @inheritdoc IHandler
    function describe(Matter calldata matter, bytes calldata payload) external view returns (Described memory) {
        PermitOrder memory order = abi.decode(payload, (PermitOrder));
        _check(matter, order);
        if (order.revokes != 0) {
            return _describedAs("PermitRevocation", REVOCATION, _revocation(matter.agency, order), 1);
        }
        if (order.term != 0) return _describedAs("PermitGrantFor", GRANT_FOR, _grantFor(matter.agency, order), 1);
        return _describedAs("PermitGrant", GRANT, _grant(matter.agency, order), 1);
    }

    /// @inheritdoc IHandler
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        PermitOrder memory order = abi.decode(payload, (PermitOrder));
        _check(matter, order);
        return (order.revokes == 0 ? _give(matter, order) : _revoke(matter, order), 1);
    }

    /// @inheritdoc IPermits
    function check(uint64 permit, bytes32 holder) external view returns (Validity) {
        Permit memory found = _permits[permit];
        if (found.holder == 0) return Validity.Unknown;
        if (found.holder != holder) return Validity.OtherHolder;
        if (found.revoked) return Validity.Revoked;
        if (block.timestamp < found.validFrom) return Validity.NotYet;
        return block.timestamp < found.validUntil ? Validity.Valid : Validity.Expired;
    }

    /// @inheritdoc IPermits
    function permitOf(uint64 permit) external view returns (Permit memory) {
        return _permits[permit];
    }

    /// @inheritdoc IHandler
    /// @dev A permit gives no power over the suite: citizens apply, and silence or a rule may approve.
    function movesAuthority() external pure returns (bool) {
        return false;
    }

    function _give(Matter calldata matter, PermitOrder memory order) private returns (uint64 record) {
        uint48 now_ = uint48(block.timestamp);
        uint48 validFrom = order.validFrom == 0 ? now_ : order.validFrom;
        uint48 validUntil = order.term == 0 ? order.validUntil : now_ + order.term;
        if (validUntil <= now_) revert PermitUnfit("validUntil");
        uint64 permit = ++permitCount;
        _permits[permit] = Permit({
            agency: matter.agency,
            permitType: order.permitType,
            revoked: false,
            validFrom: validFrom,
            validUntil: validUntil,
            holder: order.holder
        });
        return
            _record(
                PermitGranted.selector,
                bytes32(uint256(permit)),
                abi.encode(
                    matter.id,
                    matter.agency,
                    order.permitType,
                    order.typeName,
                    order.holder,
                    validFrom,
                    validUntil,
                    order.conditions,
                    order.document
                )
            );
    }

    function _revoke(Matter calldata matter, PermitOrder memory order) private returns (uint64 record) {
        Permit storage permit = _permits[order.revokes];
        if (permit.revoked) revert PermitRevokedAlready(order.revokes);
        permit.revoked = true;
        return
            _record(
                PermitRevoked.selector,
                bytes32(uint256(order.revokes)),
                abi.encode(matter.id, order.conditions, order.document)
            );
    }

    /// @dev Everything that stays true or false of a payload whenever it is asked.
    function _check(Matter calldata matter, PermitOrder memory order) private view {
        bool granting = order.revokes == 0;
        if (order.permitType > MAX_TYPE) revert PermitUnfit("permitType");
        _requireScope(matter, order.permitType);
        _requireScope(matter, granting ? GRANT_BIT : REVOKE_BIT);
        if (bytes(order.conditions).length > MAX_CONDITIONS) revert PermitUnfit("conditions");
        if (granting) _checkGrant(order);
        else _checkRevocation(matter.agency, order);
    }

    function _checkGrant(PermitOrder memory order) private pure {
        uint256 length = bytes(order.typeName).length;
        if (length == 0 || length > MAX_TYPE_NAME) revert PermitUnfit("typeName");
        if (order.holder == 0) revert PermitUnfit("holder");
        if (order.evidence.length > MAX_EVIDENCE) revert PermitUnfit("evidence");
        if (order.term == 0) {
            if (order.validUntil <= order.validFrom) revert PermitUnfit("validUntil");
        } else {
            if (order.validFrom != 0) revert PermitUnfit("validFrom");
            if (order.validUntil != 0) revert PermitUnfit("validUntil");
        }
    }

    function _checkRevocation(uint32 agency, PermitOrder memory order) private view {
        Permit memory permit = _permits[order.revokes];
        if (permit.holder == 0) revert PermitUnknown(order.revokes);
        if (permit.agency != agency) revert PermitOfOther(order.revokes, permit.agency, agency);
        if (permit.holder != order.holder) revert HolderDiffers(order.revokes, order.holder, permit.holder);
        if (permit.permitType != order.permitType) revert PermitUnfit("permitType");
        if (bytes(order.typeName).length != 0) revert PermitUnfit("typeName");
        if (order.validFrom != 0) revert PermitUnfit("validFrom");
        if (order.validUntil != 0) revert PermitUnfit("validUntil");
        if (order.term != 0) revert PermitUnfit("term");
        if (order.evidence.length != 0) revert PermitUnfit("evidence");
    }

    function _grant(uint32 agency, PermitOrder memory order) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(GRANT)),
                    agency,
                    order.permitType,
                    keccak256(bytes(order.typeName)),
                    order.holder,
                    order.validFrom,
                    order.validUntil,
                    keccak256(bytes(order.conditions)),
                    order.document,
                    keccak256(order.evidence)
                )
            );
    }

    function _grantFor(uint32 agency, PermitOrder memory order) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(GRANT_FOR)),
                    agency,
                    order.permitType,
                    keccak256(bytes(order.typeName)),
                    order.holder,
                    order.term,
                    keccak256(bytes(order.conditions)),
                    order.document,
                    keccak256(order.evidence)
                )
            );
    }

    function _revocation(uint32 agency, PermitOrder memory order) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(REVOCATION)),
                    agency,
                    order.revokes,
                    order.holder,
                    keccak256(bytes(order.conditions)),
                    order.document
                )
            );
    }
}
