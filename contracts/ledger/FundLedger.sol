// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IFundLedger} from "../interfaces/IFundLedger.sol";
import {Classification} from "../libraries/Classification.sol";
import {Edges} from "../libraries/Edges.sol";
import {MovementWriter} from "../libraries/MovementWriter.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";
import {Terms, TermsLib} from "../libraries/Terms.sol";
import {Totals} from "../libraries/Totals.sol";
import {Word, WordLib} from "../libraries/Word.sol";
import {LedgerAccounts} from "./LedgerAccounts.sol";
import {Opening} from "./Opening.sol";

/// @title The ledger of public funds
/// @notice IFundLedger says what it promises, docs/INVARIANTS.md numbers it.
/// @dev A call of `post` goes through its orders, writes totals and emits events, appends all records to the log at
/// once, and only then lets tokens move. The giving account of an order is loaded and stored once.
contract FundLedger is IFundLedger, LedgerAccounts, ReentrancyGuardTransient {
    using Edges for Kind;

    uint256 private constant COMMITMENT = uint256(AccountKind.Commitment);

    /// @dev One slot. What corrections have taken back of a movement in all, and what of that recoveries took.
    struct Undone {
        uint104 amount;
        uint104 recovered;
    }

    mapping(uint64 record => Undone) private _undone;
    /// @dev one bit for each record number
    mapping(uint256 word => uint256) private _confirmed;

    /// @dev What the entries of one order share.
    struct Shared {
        Kind kind;
        uint64 from;
        uint24 today;
        Terms terms;
        uint256 buffer;
    }

    constructor(
        address authority_,
        uint48 doorDelay_,
        IAuditTrail trail_,
        IDirectory directory_
    ) LedgerAccounts(authority_, doorDelay_, trail_, directory_) {}

    /// @inheritdoc IFundLedger
    function post(
        Order[] calldata orders,
        Citation[] calldata citations
    ) external onlyPoster nonReentrant returns (uint64 first) {
        uint256 total;
        for (uint256 i; i < orders.length; ++i) total += orders[i].entries.length;
        Records memory records = RecordsLib.open(trail, total);
        uint256 buffer = MovementWriter.allocate();
        uint256 cited;
        bool tokens;
        for (uint256 i; i < orders.length; ++i) {
            if (_postOrder(orders[i], citations, cited, records, buffer)) tokens = true;
            if (orders[i].kind.cites()) cited += orders[i].entries.length;
        }
        if (total == 0) revert NothingToPost();
        if (cited != citations.length) revert CitationCount(citations.length, cited);
        records.close(trail);
        if (tokens) _settle(orders);
        return uint64(records.first);
    }

    /// @inheritdoc IFundLedger
    function confirm(uint24 valueDate, bytes32 document, Citation[] calldata citations) external onlyPoster {
        if (citations.length == 0) revert NothingToPost();
        if (valueDate == 0) revert ValueDateUnfit(Kind.None, 0);
        Records memory records = RecordsLib.open(trail, citations.length);
        for (uint256 i; i < citations.length; ++i) {
            uint64 movement = _prove(citations[i]);
            Kind kind = Kind(citations[i].movement.terms.kind());
            if (kind != Kind.Payment && kind != Kind.TransferPayment && kind != Kind.Refund) {
                revert CitationUnfit(movement, kind);
            }
            uint256 bit = 1 << (movement % 256);
            bool backed = _books.accounts[citations[i].movement.from].flags & Opening.TOKEN_BACKED != 0;
            bool returned = _undone[movement].recovered == citations[i].movement.amount;
            if (backed || returned || _confirmed[movement / 256] & bit != 0) revert NotToConfirm(movement);
            _confirmed[movement / 256] |= bit;
            records.write(Confirmed.selector, bytes32(uint256(movement)), abi.encode(valueDate, document));
        }
        records.close(trail);
    }

    /// @inheritdoc IFundLedger
    function undoneOf(uint64 record) external view returns (uint104) {
        return _undone[record].amount;
    }

    /// @inheritdoc IFundLedger
    function isConfirmed(uint64 record) external view returns (bool) {
        return _confirmed[record / 256] & (1 << (record % 256)) != 0;
    }

    /// @dev Posts the movements of one order; says whether a token-backed fund takes part.
    function _postOrder(
        Order calldata order,
        Citation[] calldata citations,
        uint256 cited,
        Records memory records,
        uint256 buffer
    ) private returns (bool tokens) {
        Entry[] calldata entries = order.entries;
        if (entries.length == 0) revert NothingToPost();
        Shared memory shared = _checkOrder(order, buffer);
        Kind kind = shared.kind;
        Account memory hub = _books.accounts[shared.from];
        if (hub.fund == 0 && kind != Kind.Appropriation) revert AccountUnknown(shared.from);
        MovementWriter.start(buffer, shared.from, order.document);
        if (kind == Kind.Payment) {
            _pay(entries, order.code, hub, shared, records);
        } else {
            bool citing = kind.cites();
            if (citing && cited + entries.length > citations.length) {
                revert CitationCount(citations.length, cited + entries.length);
            }
            for (uint256 i; i < entries.length; ++i) {
                Terms terms = shared.terms;
                if (citing) terms = _cite(shared, entries[i], citations[cited + i]);
                _move(entries[i], hub, shared, terms, records);
            }
        }
        _books.accounts[shared.from] = hub;
        if (kind.fromKind() == uint256(AccountKind.Fund)) return hub.flags & Opening.TOKEN_BACKED != 0;
        return kind.isCash() && _books.accounts[Opening.fundAccount(hub.fund)].flags & Opening.TOKEN_BACKED != 0;
    }

    /// @dev Payments, the ledger's daily bread: one account read and written for each, and the fund once.
    function _pay(
        Entry[] calldata entries,
        uint32 persons,
        Account memory fund,
        Shared memory shared,
        Records memory records
    ) private {
        uint256 paid = fund.totalOut;
        uint256 record = records.next();
        uint256 slot = records.slot();
        uint256 buffer = shared.buffer;
        MovementWriter.setTerms(buffer, shared.terms);
        for (uint256 i; i < entries.length; ++i) {
            Entry calldata entry = entries[i];
            (uint64 to, uint104 amount) = (entry.to, entry.amount);
            if (amount == 0) revert AmountZero(to);
            if (Opening.kindOf(to) != COMMITMENT) revert EdgeForbidden(Kind.Payment, shared.from, to);
            Account storage account = _books.accounts[to];
            Word commitment = WordLib.load(account);
            if (commitment.fund() != fund.fund) _revertFund(shared.from, to, commitment.fund());
            if (commitment.lastDay() < shared.today) revert Closed(to, commitment.lastDay(), shared.today);
            if (commitment.flags() | persons != 0) _checkPayee(entry, entries.length, commitment.flags(), persons);
            uint256 position = commitment.totalOut();
            if (!Totals.covers(commitment.totalIn(), position, amount)) {
                revert Overdraw(to, amount, commitment.totalIn() - position);
            }
            commitment.storeSpent(account, amount);
            // No overflow: amounts of 104 bits, memory addresses and record numbers are far below 2^256.
            unchecked {
                MovementWriter.write(buffer, slot + 32 * i, record + i, to, amount, paid, position, entry.detail);
                paid += amount;
            }
        }
        records.advance(entries.length);
        if (paid > fund.totalIn) revert Overdraw(shared.from, paid - fund.totalOut, fund.totalIn - fund.totalOut);
        fund.totalOut = uint104(paid);
    }

    /// @dev Any movement but a plain payment.
    function _move(
        Entry calldata entry,
        Account memory hub,
        Shared memory shared,
        Terms terms,
        Records memory records
    ) private {
        (uint64 from, uint64 to, uint104 amount) = (shared.from, entry.to, entry.amount);
        Kind kind = shared.kind;
        if (amount == 0) revert AmountZero(to);
        if (Opening.kindOf(to) != kind.toKind()) revert EdgeForbidden(kind, from, to);
        if (from == to) revert SelfMovement(to);
        Account memory other = _books.accounts[to];
        _checkEdge(kind, from, hub, to, other, shared.today);

        uint256 fromPosition;
        if (kind.restoresFrom()) {
            fromPosition = hub.totalIn;
            hub.totalIn = _enter(from, hub, amount);
        } else {
            fromPosition = hub.totalOut;
            hub.totalOut = _leave(from, hub, amount);
        }
        uint256 toPosition;
        if (kind.spendsTo()) {
            toPosition = other.totalOut;
            other.totalOut = _leave(to, other, amount);
        } else {
            toPosition = other.totalIn;
            other.totalIn = _enter(to, other, amount);
        }
        _books.accounts[to] = other;
        terms = _moveTakingFund(kind, from, hub, to, other, amount, terms);
        MovementWriter.setTerms(shared.buffer, terms);
        MovementWriter.write(
            shared.buffer,
            records.slot(),
            records.next(),
            to,
            amount,
            fromPosition,
            toPosition,
            entry.detail
        );
        records.advance(1);
    }

    /// @dev A transfer payment also enters the fund that takes it, and its recovery also leaves that fund.
    function _moveTakingFund(
        Kind kind,
        uint64 from,
        Account memory hub,
        uint64 to,
        Account memory other,
        uint104 amount,
        Terms terms
    ) private returns (Terms) {
        if (kind == Kind.TransferPayment) {
            if (other.flags & Opening.TO_FUND == 0) revert PayeeKind(to, kind);
            uint64 taker = _books.commitments[to].payeeFund;
            Account memory account = _books.accounts[taker];
            terms = terms.withBeyond(account.totalIn);
            _books.accounts[taker].totalIn = _enter(taker, account, amount);
        } else if (kind == Kind.Recovery && hub.flags & Opening.TO_FUND != 0) {
            uint64 taker = _books.commitments[from].payeeFund;
            Account memory account = _books.accounts[taker];
            terms = terms.withBeyond(account.totalOut);
            _books.accounts[taker].totalOut = _leave(taker, account, amount);
        }
        return terms;
    }

    /// @dev `totalIn` after `amount` entered.
    function _enter(uint64 account, Account memory totals, uint104 amount) private pure returns (uint104) {
        uint256 total = uint256(totals.totalIn) + amount;
        if (total > type(uint104).max) revert TotalTooLarge(account);
        return uint104(total);
    }

    /// @dev `totalOut` after `amount` left. Sources and acts are boundaries: more may leave them than entered.
    function _leave(uint64 account, Account memory totals, uint104 amount) private pure returns (uint104) {
        uint256 kind = Opening.kindOf(account);
        uint256 total = uint256(totals.totalOut) + amount;
        if (kind == uint256(AccountKind.Source) || kind == uint256(AccountKind.Act)) {
            if (total > type(uint104).max) revert TotalTooLarge(account);
        } else if (!Totals.covers(totals.totalIn, totals.totalOut, amount)) {
            revert Overdraw(account, amount, totals.totalIn - totals.totalOut);
        }
        return uint104(total);
    }

    /// @dev What an order says of all its movements, checked.
    function _checkOrder(Order calldata order, uint256 buffer) private view returns (Shared memory shared) {
        Kind kind = order.kind;
        if (kind == Kind.None) revert KindMissing();
        if (Opening.kindOf(order.from) != kind.fromKind()) revert EdgeForbidden(kind, order.from, order.entries[0].to);
        bool paying = kind == Kind.Payment || kind == Kind.TransferPayment;
        if (order.flags & ~(TermsLib.IMPORTED | (paying ? TermsLib.ADVANCE : 0)) != 0) revert FlagsUnknown(order.flags);
        if (kind.isCash() != (order.valueDate != 0)) revert ValueDateUnfit(kind, order.valueDate);
        bool codeFits =
            kind == Kind.Receipt ? Classification.isReceipt(order.code) : order.code == 0 || kind == Kind.Payment;
        if (!codeFits) revert CodeUnfit(kind, order.code);
        shared.kind = kind;
        shared.from = order.from;
        shared.today = uint24(block.timestamp / 1 days);
        shared.terms = TermsLib.pack(uint8(kind), order.flags, order.code, order.valueDate);
        shared.buffer = buffer;
    }

    /// @dev A payment to a payee class carries a count and a root of rows; to a fund it is a transfer payment.
    function _checkPayee(Entry calldata entry, uint256 entries, uint8 flags, uint32 persons) private pure {
        if (flags & Opening.TO_FUND != 0) revert PayeeKind(entry.to, Kind.Payment);
        bool toClass = flags & Opening.TO_CLASS != 0;
        bool fits = toClass ? persons != 0 && entry.detail != 0 && entries == 1 : persons == 0;
        if (!fits) revert ClassRows(entry.to, persons, entry.detail);
    }

    /// @dev Whether the two accounts may be joined by this kind today.
    function _checkEdge(
        Kind kind,
        uint64 from,
        Account memory hub,
        uint64 to,
        Account memory other,
        uint24 today
    ) private view {
        if (kind == Kind.Appropriation) {
            if (other.fund == 0) revert AccountUnknown(to);
            _checkAct(from, to, from, to);
            _checkOpen(to, _books.lines[to].payUntil, today);
        } else if (kind == Kind.Cut || kind == Kind.Lapse) {
            _checkAct(to, from, from, to);
            if (kind == Kind.Cut) _checkOpen(from, _books.lines[from].payUntil, today);
            else _checkEnded(from, hub.lastDay, today);
        } else if (kind == Kind.CashTransfer) {
            if (other.fund == 0) revert AccountUnknown(to);
            Fund storage taker = _books.funds[to];
            if (_books.funds[from].government != taker.government || !Opening.sameMoney(_books.funds[from], taker)) {
                revert FundsIncompatible(from, to);
            }
        } else {
            if (other.fund != hub.fund) _revertFund(from, to, other.fund);
            _checkWithinFund(kind, from, hub, to, other, today);
        }
    }

    /// @dev The same for kinds that stay within one fund.
    function _checkWithinFund(
        Kind kind,
        uint64 from,
        Account memory hub,
        uint64 to,
        Account memory other,
        uint24 today
    ) private view {
        if (kind == Kind.Virement || kind == Kind.CarryOver) {
            _checkLines(kind, from, hub, to, today);
        } else if (kind == Kind.Allotment) {
            if (_books.allotments[to].line != from) revert NotRelated(from, to);
            _checkOpen(from, hub.lastDay, today);
        } else if (kind == Kind.Withdrawal) {
            if (_books.allotments[from].line != to) revert NotRelated(from, to);
        } else if (kind == Kind.Commitment) {
            if (_books.commitments[to].allotment != from) revert NotRelated(from, to);
            uint24 firstDay = _books.lines[_books.allotments[from].line].firstDay;
            if (today < firstDay) revert NotYetOpen(from, firstDay, today);
            _checkOpen(from, hub.lastDay, today);
        } else if (kind == Kind.Release) {
            if (_books.commitments[from].allotment != to) revert NotRelated(from, to);
        } else if (kind == Kind.TransferPayment) {
            _checkOpen(to, other.lastDay, today);
        } else if (kind == Kind.Reclassification) {
            Commitment memory wrong = _books.commitments[from];
            Commitment memory right = _books.commitments[to];
            if (wrong.payee != right.payee || wrong.payeeFund != right.payeeFund) revert NotRelated(from, to);
        }
    }

    /// @dev Virement: one government and year. Carry-over: into the next year, once the year's commitments ended.
    function _checkLines(Kind kind, uint64 from, Account memory hub, uint64 to, uint24 today) private view {
        Line memory giver = _books.lines[from];
        Line memory taker = _books.lines[to];
        bool carried = kind == Kind.CarryOver;
        if (taker.year != uint256(giver.year) + (carried ? 1 : 0)) revert YearUnfit(from, to);
        if (carried) _checkEnded(from, hub.lastDay, today);
        else _checkOpen(from, giver.payUntil, today);
        _checkOpen(to, taker.payUntil, today);
    }

    /// @dev The act is of the line's government and year.
    function _checkAct(uint64 actAccount, uint64 lineAccount, uint64 from, uint64 to) private view {
        Act memory act = _books.acts[actAccount];
        if (act.government == 0) revert AccountUnknown(actAccount);
        uint32 government = _books.funds[Opening.fundAccount(_books.accounts[lineAccount].fund)].government;
        if (act.government != government || act.year != _books.lines[lineAccount].year) revert YearUnfit(from, to);
    }

    function _checkOpen(uint64 account, uint24 lastDay, uint24 today) private pure {
        if (today > lastDay) revert Closed(account, lastDay, today);
    }

    function _checkEnded(uint64 account, uint24 lastDay, uint24 today) private pure {
        if (today <= lastDay) revert StillOpen(account, lastDay, today);
    }

    function _revertFund(uint64 from, uint64 to, uint16 fund) private pure {
        if (fund == 0) revert AccountUnknown(to);
        revert FundDiffers(from, to);
    }

    /// @dev Checks that `cited` is what this correction may undo, and uses up as much of it.
    function _cite(
        Shared memory shared,
        Entry calldata entry,
        Citation calldata citation
    ) private returns (Terms terms) {
        uint64 record = _prove(citation);
        Posted calldata cited = citation.movement;
        Kind was = Kind(cited.terms.kind());
        terms = shared.terms;
        bool fits;
        if (shared.kind == Kind.Refund) {
            fits = was == Kind.Receipt && cited.to == shared.from && cited.from == entry.to;
            terms = terms.withCode(cited.terms.code());
        } else {
            // A reclassified payment stands on the commitment that it was moved to.
            bool spent = was == Kind.Payment || was == Kind.TransferPayment || was == Kind.Reclassification;
            fits = spent && cited.to == shared.from;
        }
        if (!fits) revert CitationUnfit(record, was);
        Undone memory undone = _undone[record];
        if (!Totals.covers(cited.amount, undone.amount, entry.amount)) {
            revert CitationExhausted(record, entry.amount, cited.amount - undone.amount);
        }
        undone.amount += entry.amount;
        if (shared.kind == Kind.Recovery) undone.recovered += entry.amount;
        _undone[record] = undone;
        return terms.withCites(record);
    }

    /// @dev Record number of a movement that this ledger is proven to have posted.
    function _prove(Citation calldata citation) private view returns (uint64 record) {
        record = citation.movement.record;
        bytes32 hash = MovementWriter.hash(citation.movement);
        bytes32 leaf = sha256(abi.encodePacked(bytes1(0), citation.stamp, hash));
        bool ours = address(uint160(uint256(citation.stamp))) == address(this);
        if (!ours || !trail.isSealedAt(leaf, record, citation.size, citation.path)) revert CitationUnproven(record);
    }

    /// @dev Lets the tokens of token-backed funds follow, after everything is written.
    function _settle(Order[] calldata orders) private {
        for (uint256 i; i < orders.length; ++i) {
            Order calldata order = orders[i];
            if (!order.kind.isCash()) continue;
            for (uint256 j; j < order.entries.length; ++j) {
                _settleEntry(order.kind, order.from, order.entries[j]);
            }
        }
    }

    function _settleEntry(Kind kind, uint64 from, Entry calldata entry) private {
        bool arriving = kind == Kind.Receipt || kind == Kind.Recovery;
        Fund storage fund = _books.funds[arriving ? entry.to : from];
        address token = fund.token;
        if (token == address(0)) return;
        uint256 units = entry.amount * fund.unit;
        if (kind == Kind.Receipt) {
            vault.take(token, _books.sourceParty[from], units);
        } else if (kind == Kind.Refund) {
            _payOut(token, _books.sourceParty[entry.to], units);
        } else if (kind == Kind.Payment) {
            _payOut(token, _books.commitments[entry.to].payee, units);
        } else if (kind == Kind.Recovery && _books.commitments[from].payeeFund == 0) {
            vault.takeBack(token, _books.commitments[from].payee, units);
        }
    }

    function _payOut(address token, uint32 party, uint256 units) private {
        vault.owe(token, party, units);
        vault.push(token, party);
    }
}
