// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {ILedgerOrders} from "../interfaces/ILedgerOrders.sol";

/// @title Reading abi.encode(ILedgerOrders.Orders) where it stands in calldata
/// @notice Decoding a payroll into memory and encoding it anew would cost more than all that is asked of it.
/// @dev Positions are bytes from the beginning of calldata. No position leaves the payload: offsets are unsigned and end within
/// it, and nothing overflows: offsets and lengths are bounded before they are added. (The compiler's own access to nested calldata
/// would take a negative offset, to words that differ from call to call.)
library OrderPayload {
    /// @notice Where the parts begin: after the word with their length, which is that of `Count`.
    struct Parts {
        uint256 start;
        uint256 end;
        uint256 purpose;
        uint256 purposeLength;
        uint256 orders;
        uint256 orderCount;
        uint256 citations;
        uint256 citationCount;
    }

    /// @notice One order: its fields begin at `head`; `count` entries of two words at `items`.
    struct Part {
        uint256 head;
        uint256 items;
        uint256 count;
    }

    uint256 private constant ORDER_BYTES = 3 * 32;
    /// @dev The same of IFundLedger.Order.
    uint256 private constant POSTED_ORDER_BYTES = 7 * 32;
    uint256 private constant ENTRY_BYTES = 3 * 32;
    uint256 private constant MAX_OFFSET = type(uint64).max;

    function parts(bytes calldata payload) internal pure returns (Parts memory p) {
        unchecked {
            uint256 start;
            assembly ("memory-safe") {
                start := payload.offset
            }
            p.start = start;
            p.end = start + payload.length;
            if (payload.length < 128 || word(start) != 32) revert ILedgerOrders.PayloadUnreadable(0);
            uint256 head = start + 32;
            (p.purpose, p.purposeLength) = _tail(p, head, head, 1);
            (p.orders, p.orderCount) = _tail(p, head, head + 32, 32);
            (p.citations, p.citationCount) = _tail(p, head, head + 64, 32);
        }
    }

    /// @notice Reads all orders.
    /// @return orders in their order
    /// @return entries how many they have in all
    function read(Parts memory p) internal pure returns (Part[] memory orders, uint256 entries) {
        unchecked {
            orders = new Part[](p.orderCount);
            for (uint256 i = 0; i < p.orderCount; ++i) {
                Part memory o = orders[i];
                o.head = _step(p, p.orders, p.orders + 32 * i, ORDER_BYTES);
                uint256 words;
                (o.items, words) = _tail(p, o.head, o.head + 64, 32);
                if (words == 0 || words % 2 != 0) revert ILedgerOrders.ItemsUneven(words);
                o.count = words / 2;
                entries += o.count;
            }
        }
    }

    /// @notice The number in a field of place most `bits` bits.
    function field(Parts memory p, uint256 place, uint256 bits) internal pure returns (uint256 value) {
        value = word(place);
        if (value >> bits != 0) revert ILedgerOrders.PayloadUnreadable(place - p.start);
    }

    /// @notice Record number that the citation at `index` is about. `wanted` are cited in all so far.
    function cited(Parts memory p, uint256 index, uint256 wanted) internal pure returns (uint256 record) {
        unchecked {
            if (index >= p.citationCount) revert IFundLedger.CitationCount(p.citationCount, wanted);
            // size, stamp, and then the movement, whose record number is its first field
            return field(p, _step(p, p.citations, p.citations + 32 * index, 96) + 64, 64);
        }
    }

    /// @notice Taking account of an order's entry at `index`. Its word is known to hold an account above the amount.
    function to(Part memory o, uint256 index) internal pure returns (uint64) {
        unchecked {
            return uint64(word(o.items + 64 * index) >> 104);
        }
    }

    /// @notice The call of ILedgerAccounts.unitsOf for an order's taking accounts, in memory.
    /// @return start where the call begins, `length` bytes
    function unitsCall(Part memory o) internal pure returns (uint256 start, uint256 length) {
        unchecked {
            bytes32 selector = ILedgerAccounts.unitsOf.selector;
            (uint256 items, uint256 count) = (o.items, o.count);
            length = 68 + 32 * count;
            assembly ("memory-safe") {
                start := mload(0x40)
                mstore(0x40, and(add(add(start, length), 31), not(31)))
                mstore(start, selector)
                mstore(add(start, 4), 32)
                mstore(add(start, 36), count)
                let place := add(start, 68)
                for {
                    let end := add(items, mul(64, count))
                } lt(items, end) {
                    items := add(items, 64)
                    place := add(place, 32)
                } {
                    mstore(place, shr(104, calldataload(items)))
                }
            }
        }
    }

    /// @notice The call of IFundLedger.post that the payload asks for, in memory.
    /// @dev Citations are taken over as they stand, up to the payload's end: their offsets count from their own beginning.
    /// @param list of orders and `entries` in all, as `read` returns them
    /// @return start where the call begins, `length` bytes
    function postCall(
        Parts memory p,
        Part[] memory list,
        uint256 entries
    ) internal pure returns (uint256 start, uint256 length) {
        unchecked {
            bytes32 selector = IFundLedger.post.selector;
            uint256 heads;
            uint256 place;
            {
                uint256 orders = list.length;
                uint256 tail = p.end - p.citations + 32;
                length = 100 + orders * (32 + POSTED_ORDER_BYTES + 32) + entries * ENTRY_BYTES + tail;
                assembly ("memory-safe") {
                    start := mload(0x40)
                    mstore(0x40, and(add(add(start, length), 31), not(31)))
                    mstore(start, selector)
                    mstore(add(start, 4), 64)
                    mstore(add(start, 36), sub(sub(length, tail), 4))
                    mstore(add(start, 68), orders)
                    heads := add(start, 100)
                    place := add(heads, mul(32, orders))
                }
            }
            for (uint256 i = 0; i < list.length; ++i) {
                assembly ("memory-safe") {
                    mstore(add(heads, mul(32, i)), sub(place, heads))
                }
                place = _copyOrder(list[i], place);
            }
            (uint256 from, uint256 end) = (p.citations - 32, p.end);
            assembly ("memory-safe") {
                calldatacopy(place, from, sub(end, from))
            }
        }
    }

    function text(Parts memory p) internal pure returns (string calldata purpose) {
        (uint256 place, uint256 length) = (p.purpose, p.purposeLength);
        assembly ("memory-safe") {
            purpose.offset := place
            purpose.length := length
        }
    }

    function word(uint256 place) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(place)
        }
    }

    /// @dev Writes one IFundLedger.Order to memory: seven fields, a count, and entries of three words. Returns where it ends.
    function _copyOrder(Part memory o, uint256 start) private pure returns (uint256 place) {
        (uint256 from, uint256 items, uint256 count) = (o.head, o.items, o.count);
        assembly ("memory-safe") {
            let terms := calldataload(from)
            mstore(start, and(terms, 0xff))
            mstore(add(start, 32), and(shr(8, terms), 0xff))
            mstore(add(start, 64), and(shr(16, terms), 0xffffffff))
            mstore(add(start, 96), and(shr(48, terms), 0xffffff))
            mstore(add(start, 128), and(shr(72, terms), 0xffffffffffffffff))
            mstore(add(start, 160), calldataload(add(from, 32)))
            mstore(add(start, 192), 224)
            mstore(add(start, 224), count)
            place := add(start, 256)
            for {
                let end := add(items, mul(64, count))
            } lt(items, end) {
                items := add(items, 64)
                place := add(place, 96)
            } {
                let item := calldataload(items)
                mstore(place, shr(104, item))
                mstore(add(place, 32), and(item, 0xffffffffffffffffffffffffff))
                mstore(add(place, 64), calldataload(add(items, 32)))
            }
        }
    }

    /// @dev Where the offset at `head`, counted from `base`, leads: `size` bytes from there are within the payload.
    function _step(Parts memory p, uint256 base, uint256 head, uint256 size) private pure returns (uint256 place) {
        unchecked {
            uint256 offset = word(head);
            if (offset > MAX_OFFSET || base + offset + size > p.end)
                revert ILedgerOrders.PayloadUnreadable(head - p.start);
            return base + offset;
        }
    }

    /// @dev The same for something with a length, whose units are `size` bytes. Returns what stands behind the length.
    function _tail(
        Parts memory p,
        uint256 base,
        uint256 head,
        uint256 size
    ) private pure returns (uint256 place, uint256 length) {
        unchecked {
            place = _step(p, base, head, 32);
            length = word(place);
            place += 32;
            if (length > (p.end - place) / size) revert ILedgerOrders.PayloadUnreadable(place - 32 - p.start);
        }
    }
}
