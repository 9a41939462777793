// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {ILedgerOrders} from "../interfaces/ILedgerOrders.sol";
import {Calldata} from "../libraries/Calldata.sol";
import {Edges} from "../libraries/Edges.sol";
import {Rows} from "../libraries/Rows.sol";
import {TermsLib} from "../libraries/Terms.sol";
import {Texts} from "../libraries/Texts.sol";
import {OrderForms} from "./OrderForms.sol";
import {OrderPayload} from "./OrderPayload.sol";

/// @title Ledger orders
/// @notice ILedgerOrders says what they promise.
/// @dev `describe` asks all that concerns the case: kinds, scope, whose accounts, one currency. None of it can change, and the
/// approvals let nothing be carried out that was not described for the same agency, government and scope. So `execute` asks only who
/// stands behind it, and leaves money, permission and dates to the ledger.
contract LedgerOrders is ILedgerOrders, OrderForms {
    using Edges for IFundLedger.Kind;
    using OrderPayload for OrderPayload.Parts;

    uint256 private constant MAX_PURPOSE = 256;
    /// @dev Scope bit of procedures that import published spending.
    uint32 private constant IMPORTS = 1;
    uint256 private constant AMOUNT_BITS = 104;
    uint256 private constant ACCOUNT_BITS = 64;
    /// @dev Bits below the kind of an entry's account.
    uint256 private constant KIND_SHIFT = AMOUNT_BITS + 56;

    /// @dev Kinds whose giving or taking account must be the agency's; bit `kind`. ILedgerOrders lists them.
    uint256 private constant FROM_OWNED =
        (1 << uint256(IFundLedger.Kind.Refund)) |
            (1 << uint256(IFundLedger.Kind.CashTransfer)) |
            (1 << uint256(IFundLedger.Kind.Cut)) |
            (1 << uint256(IFundLedger.Kind.Lapse)) |
            (1 << uint256(IFundLedger.Kind.Virement)) |
            (1 << uint256(IFundLedger.Kind.CarryOver)) |
            (1 << uint256(IFundLedger.Kind.Allotment)) |
            (1 << uint256(IFundLedger.Kind.Commitment)) |
            (1 << uint256(IFundLedger.Kind.Release)) |
            (1 << uint256(IFundLedger.Kind.Reclassification));
    uint256 private constant TO_OWNED =
        (1 << uint256(IFundLedger.Kind.CashTransfer)) |
            (1 << uint256(IFundLedger.Kind.Payment)) |
            (1 << uint256(IFundLedger.Kind.TransferPayment)) |
            (1 << uint256(IFundLedger.Kind.Appropriation)) |
            (1 << uint256(IFundLedger.Kind.Virement)) |
            (1 << uint256(IFundLedger.Kind.CarryOver)) |
            (1 << uint256(IFundLedger.Kind.Withdrawal)) |
            (1 << uint256(IFundLedger.Kind.Reclassification));

    constructor(
        address approvals_,
        IFundLedger ledger_,
        IDirectory directory_
    ) OrderForms(approvals_, ledger_, directory_) {}

    /// @inheritdoc IHandler
    function describe(Matter calldata matter, bytes calldata payload) external view returns (Described memory) {
        OrderPayload.Parts memory p = OrderPayload.parts(payload);
        Texts.check(p.text(), 1, MAX_PURPOSE);
        Draft memory draft;
        OrderPayload.Part[] memory orders;
        (orders, draft.count) = p.read();
        if (draft.count == 0) revert IFundLedger.NothingToPost();
        draft.nodes = Rows.open(draft.count);
        for (uint256 i = 0; i < orders.length; ++i) _gather(matter, p, orders[i], draft);
        if (draft.cited != p.citationCount) revert IFundLedger.CitationCount(p.citationCount, draft.cited);
        if (draft.total > type(uint104).max) revert IFundLedger.TotalTooLarge(uint64(draft.row.from));

        return _described(matter.agency, draft, Calldata.hash(bytes(p.text())));
    }

    /// @inheritdoc IHandler
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        _twoOfficials(matter);
        OrderPayload.Parts memory p = OrderPayload.parts(payload);
        (OrderPayload.Part[] memory orders, uint256 entries) = p.read();
        (uint256 start, uint256 length) = p.postCall(orders, entries);
        address to = address(ledger);
        assembly ("memory-safe") {
            if iszero(call(gas(), to, 0, start, length, 0, 32)) {
                returndatacopy(mload(0x40), 0, returndatasize())
                revert(mload(0x40), returndatasize())
            }
            first := mload(0)
        }
        count = uint64(entries);
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure returns (bool) {
        return true;
    }

    /// @dev One order: checks it and puts its rows.
    function _gather(
        Matter calldata matter,
        OrderPayload.Parts memory p,
        OrderPayload.Part memory part,
        Draft memory draft
    ) private view {
        IFundLedger.Kind kind = _readOrder(matter, p, part.head, draft);
        Row memory row = draft.row;
        if (row.from >> (ACCOUNT_BITS - 8) != kind.fromKind()) {
            revert IFundLedger.EdgeForbidden(kind, uint64(row.from), OrderPayload.to(part, 0));
        }
        _checkFrom(matter, kind, draft);

        bool cites = kind.cites();
        // Corrections cite one by one; the rows of all others differ in what an entry says alone.
        uint256 step = cites ? 1 : part.count;
        for (uint256 i = 0; i < part.count; i += step) {
            if (cites) row.cites = p.cited(draft.cited++, draft.count);
            _putRows(draft, part.items + 64 * i, step, kind);
        }
        _checkTo(matter, kind, part, draft);
    }

    /// @dev Puts the rows of `count` entries, and adds up their amounts.
    function _putRows(Draft memory draft, uint256 items, uint256 count, IFundLedger.Kind kind) private pure {
        uint256 row = _pointer(draft.row);
        uint256 leaf = Rows.leaf(draft.nodes, draft.count, draft.done);
        uint256 toKind = kind.toKind();
        uint256 total;
        uint256 odd;
        assembly ("memory-safe") {
            for {
                let end := add(items, mul(64, count))
            } lt(items, end) {
                items := add(items, 64)
                leaf := sub(leaf, 32)
            } {
                let item := calldataload(items)
                let amount := and(item, 0xffffffffffffffffffffffffff)
                odd := or(odd, xor(shr(160, item), toKind))
                // No overflow: 104 bits each, and far fewer than 2^152 of them.
                total := add(total, amount)
                mstore(add(row, 160), shr(104, item))
                mstore(add(row, 192), amount)
                mstore(add(row, 256), calldataload(add(items, 32)))
                mstore(0, keccak256(row, 320))
                mstore(leaf, keccak256(0, 32))
            }
        }
        if (odd != 0) _revertItem(kind, uint64(draft.row.from), items - 64 * count, toKind);
        draft.total += total;
        draft.done += count;
    }

    /// @dev The taking accounts are the agency's where they must be, and lines that an act gives to are in the case's currency.
    function _checkTo(
        Matter calldata matter,
        IFundLedger.Kind kind,
        OrderPayload.Part memory part,
        Draft memory draft
    ) private view {
        bool committed = kind.toKind() == uint256(ILedgerAccounts.AccountKind.Commitment);
        if (committed && draft.count == 1) {
            uint64 to = uint64(draft.row.to);
            uint32 unit;
            (draft.payee, unit) = _payeeAndUnit(to);
            _checkOwner(matter, to, unit, draft);
            return;
        }
        if (TO_OWNED & (1 << uint256(kind)) == 0) return;
        if (committed) {
            _checkUnits(matter, part, draft);
            return;
        }
        bool given = kind == IFundLedger.Kind.Appropriation;
        for (uint256 i = 0; i < part.count; ++i) {
            uint64 to = OrderPayload.to(part, i);
            _checkOwner(matter, to, _ownerOf(to), draft);
            if (given) _useFund(_fundOf(to), to, draft);
        }
    }

    /// @dev The same for commitments, of which a payroll has hundreds: one call asks for all units, which most often are one.
    function _checkUnits(Matter calldata matter, OrderPayload.Part memory part, Draft memory draft) private view {
        uint256 units = _unitsOf(part);
        uint256 owner = draft.owner;
        for (uint256 i = 0; i < part.count; ++i) {
            uint256 unit;
            assembly ("memory-safe") {
                unit := mload(add(units, mul(32, i)))
            }
            if (unit == owner && unit != 0) continue;
            _checkOwner(matter, OrderPayload.to(part, i), uint32(unit), draft);
            owner = unit;
        }
    }

    /// @dev Asks the ledger for the units of an order's commitments. Returns where the first stands in memory.
    function _unitsOf(OrderPayload.Part memory part) private view returns (uint256 units) {
        (uint256 start, uint256 length) = OrderPayload.unitsCall(part);
        address to = address(ledger);
        assembly ("memory-safe") {
            // The answer, an offset, a count and the units, takes the question's place and is shorter by its selector.
            if iszero(staticcall(gas(), to, start, length, start, sub(length, 4))) {
                returndatacopy(mload(0x40), 0, returndatasize())
                revert(mload(0x40), returndatasize())
            }
            units := add(start, 64)
        }
    }

    /// @dev What the movements of an order share, in the row.
    function _readOrder(
        Matter calldata matter,
        OrderPayload.Parts memory p,
        uint256 place,
        Draft memory draft
    ) private pure returns (IFundLedger.Kind kind) {
        Row memory row = draft.row;
        uint256 terms = p.field(place, 136);
        uint256 number = terms & 0xff;
        if (number == 0) revert IFundLedger.KindMissing();
        if (number > uint256(type(IFundLedger.Kind).max)) revert PayloadUnreadable(place - p.start);
        kind = IFundLedger.Kind(number);
        if (kind == IFundLedger.Kind.Receipt || kind == IFundLedger.Kind.Recovery) revert KindNotForCases(kind);
        _requireScope(matter, number);
        uint256 document = OrderPayload.word(place + 32);
        if (draft.done != 0) {
            if (number != row.kind) draft.mixed = true;
            if (document != row.document) draft.documentsDiffer = true;
        }
        row.kind = number;
        row.flags = (terms >> 8) & 0xff;
        if ((row.flags & TermsLib.IMPORTED != 0) != (matter.scope & IMPORTS != 0)) revert ImportedUnfit(matter.scope);
        row.code = (terms >> 16) & 0xffffffff;
        row.valueDate = (terms >> 48) & 0xffffff;
        row.from = terms >> 72;
        row.document = document;
        row.cites = 0;
    }

    /// @dev The giving account is the agency's where it must be, and the fund is in the case's currency.
    function _checkFrom(Matter calldata matter, IFundLedger.Kind kind, Draft memory draft) private view {
        uint64 from = uint64(draft.row.from);
        if (FROM_OWNED & (1 << uint256(kind)) != 0) _checkOwner(matter, from, _ownerOf(from), draft);
        // An act has no fund; the lines that it gives to have.
        if (kind == IFundLedger.Kind.Appropriation) return;
        _useFund(kind.isCash() ? from : _fundOf(from), from, draft);
        bool paying = kind == IFundLedger.Kind.Payment || kind == IFundLedger.Kind.TransferPayment;
        if (paying && matter.scope & IMPORTS != 0 && ledger.fundOf(from).token != address(0)) {
            revert ImportedUnfit(matter.scope);
        }
        if (paying && draft.government != matter.government) {
            revert NotTheAgencys(from, _ownerOf(from), matter.agency);
        }
    }

    function _checkOwner(Matter calldata matter, uint64 account, uint32 owner, Draft memory draft) private view {
        if (owner == draft.owner && owner != 0) return;
        if (owner == 0) revert ILedgerAccounts.AccountUnknown(account);
        _checkAgency(directory, account, owner, matter);
        draft.owner = owner;
    }

    /// @dev Reads a fund's currency, unless it is the fund that was read last. `account` led to it.
    function _useFund(uint64 fund, uint64 account, Draft memory draft) private view {
        if (fund == draft.fund) return;
        (uint32 government, bytes3 currency) = _governmentAndCurrency(fund);
        if (currency == 0) revert ILedgerAccounts.AccountUnknown(account);
        if (draft.currency != currency && draft.currency != 0) revert CurrenciesDiffer(draft.currency, currency);
        (draft.fund, draft.government, draft.currency) = (fund, government, currency);
    }

    /// @dev Finds the first entry from `items` on whose first word does not begin with the kind of account that the edge wants.
    function _revertItem(IFundLedger.Kind kind, uint64 from, uint256 items, uint256 toKind) private pure {
        while (OrderPayload.word(items) >> KIND_SHIFT == toKind) items += 64;
        uint256 item = OrderPayload.word(items);
        if (item >> (AMOUNT_BITS + ACCOUNT_BITS) != 0) revert ItemOverlong(item);
        revert IFundLedger.EdgeForbidden(kind, from, uint64(item >> AMOUNT_BITS));
    }

    function _pointer(Row memory row) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := row
        }
    }
}
