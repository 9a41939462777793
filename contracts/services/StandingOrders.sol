// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {IHandler} from "../interfaces/IHandler.sol";
import {ILedgerAccounts} from "../interfaces/ILedgerAccounts.sol";
import {IRoster} from "../interfaces/IRoster.sol";
import {IStandingOrders} from "../interfaces/IStandingOrders.sol";
import {Calendar} from "../libraries/Calendar.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {LedgerHandler} from "./LedgerHandler.sol";

/// @title Standing orders: approved once by two officials, drawn by anyone when the day has come
/// @dev A draw counts itself before anything else happens: tokens move inside the ledger's call, and whoever they reach may call
/// again, but finds that draw taken.
contract StandingOrders is IStandingOrders, LedgerHandler, Recorder {
    uint256 private constant SCOPE_BIT = 0;
    uint256 private constant MAX_TEXT = 256;

    string private constant ORDER =
        "StandingOrder(uint32 agency,uint64 fund,uint64 commitment,uint32 payee,string payeeName,uint256 amount,string currency,uint32 times,uint24 firstDay,uint24 everyDays,uint32 persons,bytes32 detail,string purpose,bytes32 document)";

    /// @dev One slot: fund 64 | commitment 64 | amount 104 | times 16 | stopped 8. The next: agency 32 | persons 32 |
    /// firstDay 24 | everyDays 24 | drawn 16 | toFund 8 bits. Then one each, and the text.
    struct Kept {
        uint64 fund;
        uint64 commitment;
        uint104 amount;
        uint16 times;
        bool stopped;
        uint32 agency;
        uint32 persons;
        uint24 firstDay;
        uint24 everyDays;
        uint16 drawn;
        bool toFund;
        bytes32 detail;
        bytes32 document;
        string purpose;
    }

    IRoster public immutable roster;

    /// @inheritdoc IStandingOrders
    uint64 public standingCount;

    mapping(uint64 order => Kept) private _orders;

    constructor(
        address approvals_,
        IFundLedger ledger_,
        IDirectory directory_,
        IRoster roster_,
        IAuditTrail trail_
    ) LedgerHandler(approvals_, ledger_, directory_) Recorder(trail_) {
        roster = roster_;
    }

    /// @inheritdoc IHandler
    function describe(
        Matter calldata matter,
        bytes calldata payload
    ) external view returns (Described memory described) {
        Standing memory standing = abi.decode(payload, (Standing));
        uint32 payee = _check(matter, standing).payee;
        (, bytes3 currency) = _governmentAndCurrency(standing.fund);
        described = _describedAs("StandingOrder", ORDER, _hash(matter.agency, standing, payee, currency), 1);
        // The whole cap, so that no threshold is passed under by drawing often.
        described.amount = uint104(uint256(standing.amount) * standing.times);
        described.currency = currency;
    }

    /// @inheritdoc IHandler
    function execute(
        Matter calldata matter,
        bytes calldata payload
    ) external onlyApprovals returns (uint64 first, uint64 count) {
        _twoOfficials(matter);
        Standing memory standing = abi.decode(payload, (Standing));
        bool toFund = _check(matter, standing).payeeFund != 0;
        uint64 order = ++standingCount;
        _orders[order] = Kept({
            fund: standing.fund,
            commitment: standing.commitment,
            amount: standing.amount,
            times: standing.times,
            stopped: false,
            agency: matter.agency,
            persons: standing.persons,
            firstDay: standing.firstDay,
            everyDays: standing.everyDays,
            drawn: 0,
            toFund: toFund,
            detail: standing.detail,
            document: standing.document,
            purpose: standing.purpose
        });
        first = _record(
            StandingGiven.selector,
            bytes32(uint256(order)),
            abi.encode(matter.id, matter.agency, standing)
        );
        count = 1;
    }

    /// @inheritdoc IStandingOrders
    function draw(uint64 order) external returns (uint64 movement) {
        // Checks
        Kept storage kept = _live(order);
        uint16 time = kept.drawn + 1;
        uint24 due = _dueDay(kept, kept.drawn);
        uint24 today = uint24(block.timestamp / 1 days);
        if (today < due) revert NotYetDue(order, due, today);

        // Effects
        kept.drawn = time;
        IFundLedger.Order[] memory orders = new IFundLedger.Order[](1);
        orders[0] = _payment(kept, today);
        // The payment is the record after this one.
        movement = trail.size() + 1;
        _record(StandingDrawn.selector, bytes32(uint256(order)), abi.encode(time, due, movement));

        // Interactions
        assert(ledger.post(orders, new IFundLedger.Citation[](0)) == movement);
    }

    /// @inheritdoc IStandingOrders
    function stop(uint64 order, uint8 duty, string calldata reason) external {
        Kept storage kept = _live(order);
        uint256 length = bytes(reason).length;
        if (length == 0 || length > MAX_TEXT) revert StandingUnfit("reason");
        bool fits = duty >= uint8(IRoster.Duty.Maker) && duty <= uint8(IRoster.Duty.Treasurer);
        uint32 official = fits ? roster.officialIn(kept.agency, IRoster.Duty(duty), msg.sender) : 0;
        if (official == 0) revert NotTheAgencysOfficial(order, msg.sender);
        kept.stopped = true;
        _record(StandingStopped.selector, bytes32(uint256(order)), abi.encode(official, reason));
    }

    /// @inheritdoc IStandingOrders
    function standingOf(uint64 order) external view returns (Standing memory standing, uint16 drawn, uint24 nextDay) {
        Kept storage kept = _orders[order];
        standing = Standing({
            fund: kept.fund,
            commitment: kept.commitment,
            amount: kept.amount,
            times: kept.times,
            firstDay: kept.firstDay,
            everyDays: kept.everyDays,
            persons: kept.persons,
            detail: kept.detail,
            purpose: kept.purpose,
            document: kept.document
        });
        drawn = kept.drawn;
        nextDay = kept.stopped || drawn == kept.times ? 0 : _dueDay(kept, drawn);
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure returns (bool) {
        return true;
    }

    /// @dev The order, which is neither stopped nor drawn to its end.
    function _live(uint64 order) private view returns (Kept storage kept) {
        kept = _orders[order];
        if (kept.times == 0) revert StandingUnknown(order);
        if (kept.stopped || kept.drawn == kept.times) revert StandingEnded(order);
    }

    /// @dev Day of the draw that comes after `drawn` others; `_check` has seen that the last fits in 24 bits.
    function _dueDay(Kept storage kept, uint16 drawn) private view returns (uint24) {
        return uint24(_dayOf(kept.firstDay, kept.everyDays, drawn));
    }

    /// @dev Months are counted from the first day, not from the last draw, so that the 31st stays the 31st.
    function _dayOf(uint24 firstDay, uint24 everyDays, uint16 drawn) private pure returns (uint256) {
        return everyDays == 0 ? Calendar.addMonths(firstDay, drawn) : firstDay + uint256(everyDays) * drawn;
    }

    function _payment(Kept storage kept, uint24 today) private view returns (IFundLedger.Order memory order) {
        IFundLedger.Entry[] memory entries = new IFundLedger.Entry[](1);
        entries[0] = IFundLedger.Entry({to: kept.commitment, amount: kept.amount, detail: kept.detail});
        return
            IFundLedger.Order({
                kind: kept.toFund ? IFundLedger.Kind.TransferPayment : IFundLedger.Kind.Payment,
                flags: 0,
                code: kept.persons,
                valueDate: today,
                from: kept.fund,
                document: kept.document,
                entries: entries
            });
    }

    /// @dev What stays true or false whenever it is asked. Whether there is money and permission is asked at each draw.
    function _check(
        Matter calldata matter,
        Standing memory standing
    ) private view returns (ILedgerAccounts.Commitment memory commitment) {
        _requireScope(matter, SCOPE_BIT);
        if (standing.amount == 0) revert StandingUnfit("amount");
        if (standing.times == 0) revert StandingUnfit("times");
        if (uint256(standing.amount) * standing.times > type(uint104).max) revert StandingUnfit("amount");
        if (standing.firstDay == 0) revert StandingUnfit("firstDay");
        if (_dayOf(standing.firstDay, standing.everyDays, standing.times - 1) > type(uint24).max) {
            revert StandingUnfit("everyDays");
        }
        uint256 length = bytes(standing.purpose).length;
        if (length == 0 || length > MAX_TEXT) revert StandingUnfit("purpose");

        commitment = ledger.commitmentOf(standing.commitment);
        if (commitment.allotment == 0) revert StandingUnfit("commitment");
        if (standing.fund != _fundOf(standing.commitment)) revert StandingUnfit("fund");
        _checkAgency(directory, standing.commitment, commitment.unit, matter);
        bool toClass = directory.partyOf(commitment.payee).kind == IDirectory.PartyKind.PayeeClass;
        if (toClass != (standing.persons != 0)) revert StandingUnfit("persons");
        if (toClass && standing.detail == 0) revert StandingUnfit("detail");
    }

    function _hash(
        uint32 agency,
        Standing memory standing,
        uint32 payee,
        bytes3 currency
    ) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(ORDER)),
                    agency,
                    standing.fund,
                    standing.commitment,
                    payee,
                    _nameHashOf(payee),
                    uint256(standing.amount),
                    _currencyHash(currency),
                    standing.times,
                    standing.firstDay,
                    standing.everyDays,
                    standing.persons,
                    standing.detail,
                    keccak256(bytes(standing.purpose)),
                    standing.document
                )
            );
    }
}
