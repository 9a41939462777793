// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {Doors} from "../libraries/Doors.sol";

/// @title Doors and nothing behind them, for tests
contract DoorsMock is Doors {
    constructor(address authority_, uint48 delay, IAuditTrail trail_) Doors(authority_, delay, trail_) {}
}
