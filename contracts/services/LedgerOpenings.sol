// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {ILedgerOpenings} from "../interfaces/ILedgerOpenings.sol";
import {Texts} from "../libraries/Texts.sol";
import {LedgerHandler} from "./LedgerHandler.sol";

/// @title Ledger openings
/// @notice ILedgerOpenings says what they promise.
/// @dev `describe` asks whose accounts are opened. None of that can change, and the approvals let nothing be carried out that was
/// not described for the same agency, government and scope; so `execute` asks only who stands behind it. The specs go to the ledger as
/// they stand in the payload: an encoded array is the argument of the ledger's own function. That `describe` could decode them
/// into memory is why they mean the same to the ledger.
contract LedgerOpenings is ILedgerOpenings, LedgerHandler {
    string private constant COMMITMENT =
        "CommitmentOrder(uint32 agency,uint64 allotment,uint32 payee,string payeeName,string contractId,string title,uint256 amount,string currency,string purpose,bytes32 document,uint64 payeeFund,bytes32 rows)";
    string private constant OPENING =
        "LedgerOpening(string opens,uint32 agency,uint32 count,uint256 total,string currency,bytes32 rows,string purpose,bytes32 document)";

    /// @dev Scope bit of procedures that import published spending: their sums come as orders, which are flagged.
    uint32 private constant IMPORTS = 1;
    uint256 private constant MAX_PURPOSE = 256;

    IAuditTrail public immutable trail;

    /// @dev What a spec says of where its account stands.
    /// @param above fund of a source or line, line of an allotment, allotment of a commitment; else 0
    /// @param owner party that a fund, year, act or line names as its own; else 0
    struct Place {
        uint64 above;
        uint32 owner;
    }

    constructor(
        address approvals_,
        IFundLedger ledger_,
        IDirectory directory_,
        IAuditTrail trail_
    ) LedgerHandler(approvals_, ledger_, directory_) {
        trail = trail_;
    }

    /// @inheritdoc IHandler
    function describe(
        Matter calldata matter,
        bytes calldata payload
    ) external view returns (Described memory described) {
        Openings memory o = abi.decode(payload, (Openings));
        uint256 length = bytes(o.purpose).length;
        if (length == 0 || length > MAX_PURPOSE) revert Texts.TextLength(length, 1, MAX_PURPOSE);
        if (o.what == Opens.None) revert NothingOpened();
        _requireScope(matter, uint256(o.what));
        if (matter.scope & IMPORTS != 0 && o.amounts.length != 0) revert ImportedAmounts(o.amounts.length);
        Place[] memory places = _read(o.what, o.specs);
        if (places.length == 0) revert NothingOpened();
        for (uint256 i = 0; i < places.length; ++i) _check(matter, o.what, places[i]);
        _checkAmounts(o, places.length);

        uint256 total;
        // One for each that is opened, and one for each amount that it is given.
        uint256 records = places.length;
        for (uint256 i = 0; i < o.amounts.length; ++i) {
            total += o.amounts[i];
            if (o.amounts[i] != 0) ++records;
        }
        if (total > type(uint104).max) revert IFundLedger.TotalTooLarge(places[0].above);
        bytes3 currency = o.amounts.length == 0 ? bytes3(0) : _currencyOf(o.what, places);
        described =
            o.what == Opens.Commitment && places.length == 1
                ? _describedAs("CommitmentOrder", COMMITMENT, _commitment(matter.agency, o, total, currency), records)
                : _describedAs(
                    "LedgerOpening",
                    OPENING,
                    _opening(matter.agency, o, places.length, total, currency),
                    records
                );
        described.amount = uint104(total);
        described.currency = currency;
    }

    /// @inheritdoc IHandler
    /// @dev Opening, appropriating, allotting and committing call nobody outside the suite, so that nothing comes between the
    /// records.
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        _twoOfficials(matter);
        Openings memory o = abi.decode(payload, (Openings));
        first = trail.size();
        bytes memory answer = Address.functionCall(address(ledger), bytes.concat(_function(o.what), o.specs));
        if (o.amounts.length != 0) {
            IFundLedger.Order[] memory orders = _orders(o, abi.decode(answer, (uint64)));
            if (orders.length != 0) ledger.post(orders, new IFundLedger.Citation[](0));
        }
        count = trail.size() - first;
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure returns (bool) {
        return true;
    }

    /// @dev An account of this kind, in this place, is the agency's to open.
    function _check(Matter calldata matter, Opens what, Place memory place) private view {
        if (what == Opens.Line) {
            _requireKind(place.above, ILedgerAccounts.AccountKind.Fund);
            _checkAgency(directory, place.above, place.owner, matter);
        } else if (what == Opens.Allotment || what == Opens.Commitment) {
            bool line = what == Opens.Allotment;
            _requireKind(place.above, line ? ILedgerAccounts.AccountKind.Line : ILedgerAccounts.AccountKind.Allotment);
            uint32 owner = _ownerOf(place.above);
            if (owner == 0) revert ILedgerAccounts.AccountUnknown(place.above);
            _checkAgency(directory, place.above, owner, matter);
        } else {
            _checkGovernments(matter, what, place);
        }
    }

    /// @dev What a government alone opens, for itself or, funds and sources, within it.
    function _checkGovernments(Matter calldata matter, Opens what, Place memory place) private view {
        if (matter.agency != matter.government) revert NotTheAgencys(place.above, matter.government, matter.agency);
        uint32 owner = place.owner;
        if (what == Opens.Source) {
            _requireKind(place.above, ILedgerAccounts.AccountKind.Fund);
            owner = _ownerOf(place.above);
        } else if (what != Opens.Fund && owner != matter.government) {
            revert NotTheAgencys(0, owner, matter.agency);
        }
        _checkAgency(directory, place.above, owner, matter);
    }

    /// @dev The one currency of the funds that the accounts belong to.
    function _currencyOf(Opens what, Place[] memory places) private view returns (bytes3 currency) {
        uint64 last;
        for (uint256 i = 0; i < places.length; ++i) {
            uint64 above = places[i].above;
            if (above == last) continue;
            last = above;
            (, bytes3 found) = _governmentAndCurrency(what == Opens.Line ? above : _fundOf(above));
            if (found == 0) revert ILedgerAccounts.AccountUnknown(above);
            if (currency != 0 && currency != found) revert CurrenciesDiffer(currency, found);
            currency = found;
        }
    }

    function _commitment(
        uint32 agency,
        Openings memory o,
        uint256 total,
        bytes3 currency
    ) private view returns (bytes32) {
        ILedgerAccounts.CommitmentSpec memory spec = abi.decode(o.specs, (ILedgerAccounts.CommitmentSpec[]))[0];
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(COMMITMENT)),
                    agency,
                    spec.allotment,
                    spec.payee,
                    _nameHashOf(spec.payee),
                    keccak256(bytes(spec.contractId)),
                    keccak256(bytes(spec.title)),
                    total,
                    _currencyHash(currency),
                    keccak256(bytes(o.purpose)),
                    o.document,
                    spec.payeeFund,
                    _rows(o)
                )
            );
    }

    /// @dev Sums want accounts that permission goes to; lines with sums want the acts that give them.
    function _checkAmounts(Openings memory o, uint256 specs) private pure {
        (uint256 amounts, uint256 givers) = (o.amounts.length, o.givers.length);
        bool taking = o.what == Opens.Line || o.what == Opens.Allotment || o.what == Opens.Commitment;
        bool fits = (amounts == 0 || (taking && amounts == specs)) && givers == (o.what == Opens.Line ? amounts : 0);
        if (!fits) revert AmountsUneven(specs, amounts, givers);
    }

    /// @dev The orders that bring the sums, grouped by their giver as far as one follows another; sums of 0 are left out.
    function _orders(Openings memory o, uint64 account) private pure returns (IFundLedger.Order[] memory orders) {
        Place[] memory places = _read(o.what, o.specs);
        orders = new IFundLedger.Order[](places.length);
        IFundLedger.Kind kind = _kindOf(o.what);
        uint256 count;
        for (uint256 i = 0; i < places.length;) {
            uint64 from = _giverOf(o, places, i);
            uint256 end = i;
            uint256 moved;
            for (; end < places.length && _giverOf(o, places, end) == from; ++end) if (o.amounts[end] != 0) ++moved;
            if (moved != 0) {
                IFundLedger.Entry[] memory entries = new IFundLedger.Entry[](moved);
                for (; i < end; ++i) {
                    if (o.amounts[i] == 0) continue;
                    entries[entries.length - moved--] = IFundLedger.Entry(account + uint64(i), o.amounts[i], 0);
                }
                orders[count++] = IFundLedger.Order(kind, 0, 0, 0, from, o.document, entries);
            }
            i = end;
        }
        assembly ("memory-safe") {
            mstore(orders, count)
        }
    }

    function _giverOf(Openings memory o, Place[] memory places, uint256 index) private pure returns (uint64) {
        return o.what == Opens.Line ? o.givers[index] : places[index].above;
    }

    function _opening(
        uint32 agency,
        Openings memory o,
        uint256 count,
        uint256 total,
        bytes3 currency
    ) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(OPENING)),
                    _words(o.what),
                    agency,
                    count,
                    total,
                    _currencyHash(currency),
                    _rows(o),
                    keccak256(bytes(o.purpose)),
                    o.document
                )
            );
    }

    function _rows(Openings memory o) private pure returns (bytes32) {
        return keccak256(abi.encode(o.specs, o.givers, o.amounts));
    }

    /// @dev Where the accounts of `specs` stand.
    function _read(Opens what, bytes memory specs) private pure returns (Place[] memory places) {
        if (what == Opens.Commitment) {
            ILedgerAccounts.CommitmentSpec[] memory s = abi.decode(specs, (ILedgerAccounts.CommitmentSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i].above = s[i].allotment;
        } else if (what == Opens.Allotment) {
            ILedgerAccounts.AllotmentSpec[] memory s = abi.decode(specs, (ILedgerAccounts.AllotmentSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i].above = s[i].line;
        } else if (what == Opens.Line) {
            ILedgerAccounts.LineSpec[] memory s = abi.decode(specs, (ILedgerAccounts.LineSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i] = Place(s[i].fund, s[i].agency);
        } else if (what == Opens.Source) {
            ILedgerAccounts.SourceSpec[] memory s = abi.decode(specs, (ILedgerAccounts.SourceSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i].above = s[i].fund;
        } else if (what == Opens.Fund) {
            ILedgerAccounts.FundSpec[] memory s = abi.decode(specs, (ILedgerAccounts.FundSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i].owner = s[i].owner;
        } else if (what == Opens.Act) {
            ILedgerAccounts.ActSpec[] memory s = abi.decode(specs, (ILedgerAccounts.ActSpec[]));
            places = new Place[](s.length);
            for (uint256 i = 0; i < s.length; ++i) places[i].owner = s[i].government;
        } else {
            places = new Place[](1);
            places[0].owner = abi.decode(specs, (ILedgerAccounts.YearSpec)).government;
        }
    }

    function _requireKind(uint64 account, ILedgerAccounts.AccountKind kind) private pure {
        if (account >> 56 != uint256(kind)) revert ILedgerAccounts.AccountKindWrong(account, kind);
    }

    /// @dev The movement that brings a first sum.
    function _kindOf(Opens what) private pure returns (IFundLedger.Kind) {
        if (what == Opens.Line) return IFundLedger.Kind.Appropriation;
        return what == Opens.Allotment ? IFundLedger.Kind.Allotment : IFundLedger.Kind.Commitment;
    }

    /// @dev The ledger's function that opens such accounts.
    function _function(Opens what) private pure returns (bytes4) {
        if (what == Opens.Commitment) return ILedgerAccounts.openCommitments.selector;
        if (what == Opens.Allotment) return ILedgerAccounts.openAllotments.selector;
        if (what == Opens.Line) return ILedgerAccounts.openLines.selector;
        if (what == Opens.Source) return ILedgerAccounts.openSources.selector;
        if (what == Opens.Fund) return ILedgerAccounts.openFunds.selector;
        return what == Opens.Act ? ILedgerAccounts.openActs.selector : ILedgerAccounts.openYear.selector;
    }

    /// @dev Hash of the word, as EIP-712 hashes a string.
    function _words(Opens what) private pure returns (bytes32) {
        if (what == Opens.Commitment) return keccak256("commitment");
        if (what == Opens.Allotment) return keccak256("allotment");
        if (what == Opens.Line) return keccak256("line");
        if (what == Opens.Source) return keccak256("source");
        if (what == Opens.Fund) return keccak256("fund");
        return what == Opens.Act ? keccak256("act") : keccak256("year");
    }
}
