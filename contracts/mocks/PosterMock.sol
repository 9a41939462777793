// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title A poster that passes anybody's calls on to the ledger, for tests
contract PosterMock {
    address public immutable ledger;

    constructor(address ledger_) {
        ledger = ledger_;
    }

    /// @notice Calls the ledger with each of `calls`, in order, all or none; returns what each returned.
    function forward(bytes[] calldata calls) external returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            results[i] = Address.functionCall(ledger, calls[i]);
        }
    }
}
