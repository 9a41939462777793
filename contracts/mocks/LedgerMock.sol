// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {Vault} from "../ledger/Vault.sol";

/// @title A ledger's place towards its vault and its poster, for tests
contract LedgerMock {
    /// @notice The mock was told to fail.
    error Told(uint256 value);

    Vault public immutable vault;

    uint256 public value;
    address public lastCaller;

    constructor(IAuditTrail trail, IDirectory directory) {
        vault = new Vault(trail, directory);
    }

    function take(address token, uint32 party, uint256 units) external {
        vault.take(token, party, units);
    }

    function owe(address token, uint32 party, uint256 units) external {
        vault.owe(token, party, units);
    }

    function push(address token, uint32 party) external {
        vault.push(token, party);
    }

    function takeBack(address token, uint32 party, uint256 units) external {
        vault.takeBack(token, party, units);
    }

    function set(uint256 value_) external returns (uint256 before) {
        before = value;
        value = value_;
        lastCaller = msg.sender;
    }

    function fail(uint256 value_) external pure {
        revert Told(value_);
    }
}
