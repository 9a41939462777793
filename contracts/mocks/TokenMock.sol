// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 of any number of decimals that anyone may mint, for tests
contract TokenMock is ERC20 {
    uint8 private immutable _decimals;

    constructor(uint8 decimals_) ERC20("Test token", "TEST") {
        _decimals = decimals_;
    }

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
