// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {Vault} from "../ledger/Vault.sol";

/// @title A ledger's place towards its vault, for tests
contract LedgerMock {
    Vault public immutable vault;

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
}
