// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IHandler} from "../interfaces/IHandler.sol";

/// @title What every handler checks and hashes in the same way
abstract contract Handler is IHandler {
    /// @dev What IServiceApprovals says stands before a nested form; the form's name and then its type follow.
    string private constant SUBMISSION =
        "Submission(uint32 procedure,uint32 agency,bytes32 id,uint8 round,bytes32 salt,bytes32[] documents,bytes32 payload,uint48 deadline,";
    string private constant DECISION =
        "Decision(bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline,";

    /// @notice The approvals, which alone let payloads be carried out.
    address public immutable approvals;

    modifier onlyApprovals() {
        if (msg.sender != approvals) revert NotApprovals(msg.sender);
        _;
    }

    constructor(address approvals_) {
        approvals = approvals_;
    }

    /// @dev Two officials at least, and no silence, stand behind what moves money or authority.
    function _twoOfficials(Matter calldata matter) internal pure {
        if (matter.officials < 2 || matter.silent) revert OfficialsWanted(matter.officials, matter.silent);
    }

    /// @dev The procedure's scope has this bit.
    function _requireScope(Matter calldata matter, uint256 bit) internal pure {
        if (bit > 31 || matter.scope & (1 << bit) == 0) revert OutOfScope(bit, matter.scope);
    }

    /// @dev `account` is the case's agency's, or is of its government if the case is the government's.
    function _checkAgency(IDirectory directory, uint64 account, uint32 owner, Matter calldata matter) internal view {
        if (owner == matter.agency) return;
        bool ruled = matter.agency == matter.government && directory.rootOf(owner) == matter.government;
        if (!ruled) revert NotTheAgencys(account, owner, matter.agency);
    }

    /// @dev A form called `name`, of the EIP-712 type `form`, with this struct hash; without an amount. `records` come of it.
    function _describedAs(
        string memory name,
        string memory form,
        bytes32 content,
        uint256 records
    ) internal pure returns (Described memory described) {
        described.content = content;
        described.records = uint32(records);
        (described.submissionType, described.decisionType) = _typesOf(name, form);
    }

    /// @dev Type hashes of a submission and a decision with such a form nested. Long texts: a busy handler keeps the hashes.
    function _typesOf(
        string memory name,
        string memory form
    ) internal pure returns (bytes32 submission, bytes32 decision) {
        submission = keccak256(bytes(string.concat(SUBMISSION, name, " content)", form)));
        decision = keccak256(bytes(string.concat(DECISION, name, " content)", form)));
    }

    /// @dev Hash of a currency's letters as EIP-712 hashes a string; of the empty string if there is none.
    function _currencyHash(bytes3 currency) internal pure returns (bytes32 hash) {
        if (currency == 0) return keccak256("");
        assembly ("memory-safe") {
            mstore(0, currency)
            hash := keccak256(0, 3)
        }
    }
}
