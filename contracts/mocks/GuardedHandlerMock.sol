// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {HandlerMock} from "./HandlerMock.sol";

/// @title The handler mock where it moves money or authority, for tests
contract GuardedHandlerMock is HandlerMock {
    function movesAuthority() external pure override returns (bool) {
        return true;
    }

    function _check(Matter calldata matter) internal pure override {
        if (matter.officials < 2 || matter.silent) revert OfficialsWanted(matter.officials, matter.silent);
    }
}
