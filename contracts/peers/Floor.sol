// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title The least that a payment could cost, for `npm run bench -- gas`
/// @notice Not part of the suite. It checks nothing: it reads and writes the one slot of each commitment and the fund's, and
/// emits the event of IFundLedger.Movement with the same fields. What FundLedger costs beyond this pays for its checks
/// and for the log.
contract Floor {
    struct Entry {
        uint64 to;
        uint104 amount;
        bytes32 detail;
    }

    event Movement(
        uint64 indexed record,
        uint64 indexed from,
        uint64 indexed to,
        uint256 terms,
        uint104 amount,
        uint104 fromPosition,
        uint104 toPosition,
        bytes32 document,
        bytes32 detail
    );

    mapping(uint64 account => uint256 totals) private _accounts;

    function post(uint64 from, uint256 terms, bytes32 document, uint64 first, Entry[] calldata entries) external {
        bytes32 topic = Movement.selector;
        uint256 paid = _accounts[from];
        uint256 buffer;
        assembly ("memory-safe") {
            buffer := mload(0x40)
            mstore(0x40, add(buffer, 192))
            mstore(buffer, terms)
            mstore(add(buffer, 128), document)
        }
        for (uint256 i; i < entries.length; ++i) {
            Entry calldata entry = entries[i];
            (uint64 to, uint256 amount, bytes32 detail) = (entry.to, entry.amount, entry.detail);
            uint256 spent = _accounts[to];
            _accounts[to] = spent + amount;
            assembly ("memory-safe") {
                mstore(add(buffer, 32), amount)
                mstore(add(buffer, 64), paid)
                mstore(add(buffer, 96), spent)
                mstore(add(buffer, 160), detail)
                log4(buffer, 192, topic, add(first, i), from, to)
            }
            paid += amount;
        }
        _accounts[from] = paid;
    }
}
