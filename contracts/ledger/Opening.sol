// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {ILedgerAccounts as L} from "../interfaces/ILedgerAccounts.sol";
import {Classification} from "../libraries/Classification.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";
import {Texts} from "../libraries/Texts.sol";

/// @title Opening of accounts
/// @notice What stands behind the `open` functions of ILedgerAccounts, which say what each does.
/// @dev A linked library, because a contract holds 24,576 bytes. It runs in the ledger's own storage and name; the
/// ledger checks the caller. Loops run over calldata, never over storage.
library Opening {
    uint8 internal constant TO_FUND = 1;
    uint8 internal constant TO_CLASS = 2;
    uint8 internal constant TOKEN_BACKED = 4;

    uint256 private constant NAME_MAX = 256;
    uint256 private constant TITLE_MAX = 512;
    uint256 private constant CODE_MAX = 64;
    uint8 private constant EXPONENT_MAX = 6;

    /// @notice All accounts of a ledger and what is known of each.
    /// @param exponents exponent + 1 of each currency in use, so that 0 means "not in use"
    /// @param tokens currency that each token is allowed for, or 0
    /// @param units the commitments' units once more, eight to a word by account number: a payroll's commitments are often
    /// opened together, and then a hundred of them are asked for by reading thirteen words
    struct Books {
        IAuditTrail trail;
        IDirectory directory;
        mapping(uint64 account => L.Account) accounts;
        mapping(uint64 account => L.Fund) funds;
        mapping(uint64 account => uint32 party) sourceParty;
        mapping(uint64 account => L.Act) acts;
        mapping(uint64 account => L.Line) lines;
        mapping(uint64 account => L.Allotment) allotments;
        mapping(uint64 account => L.Commitment) commitments;
        mapping(L.AccountKind kind => uint64) counts;
        mapping(uint64 fund => mapping(uint32 party => uint64)) sources;
        mapping(uint32 government => mapping(uint16 year => L.Year)) fiscalYears;
        mapping(bytes3 currency => uint8) exponents;
        mapping(address token => bytes3 currency) tokens;
        mapping(uint64 word => uint256) units;
    }

    function allowToken(Books storage books, address token, bytes3 currency, bool allowed) external {
        _checkLetters(currency, 0);
        bytes3 present = books.tokens[token];
        if (present != 0 && present != currency) revert L.TokenOtherCurrency(token, present);
        books.tokens[token] = allowed ? currency : bytes3(0);
        Records memory records = RecordsLib.open(books.trail, 1);
        records.write(L.TokenAllowed.selector, bytes32(uint256(uint160(token))), abi.encode(currency, allowed));
        records.close(books.trail);
    }

    function openFunds(Books storage books, L.FundSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Fund, specs.length);
        if (uint56(first) + specs.length - 1 > type(uint16).max) revert L.FundsExhausted();
        for (uint64 i; i < specs.length; ++i) {
            L.FundSpec calldata spec = specs[i];
            Texts.check(spec.name, 1, NAME_MAX);
            Texts.check(spec.otherName, 0, NAME_MAX);
            Texts.check(spec.code, 0, CODE_MAX);
            _useCurrency(books, spec.currency, spec.exponent);
            uint64 account = first + i;
            books.funds[account] = L.Fund({
                government: _agency(books, spec.owner).root,
                owner: spec.owner,
                currency: spec.currency,
                exponent: spec.exponent,
                token: spec.token,
                unit: spec.token == address(0) ? 0 : _unitOf(books, spec.token, spec.currency, spec.exponent)
            });
            books.accounts[account] = L.Account(0, 0, uint16(account), 0, spec.token == address(0) ? 0 : TOKEN_BACKED);
            records.write(
                L.FundOpened.selector,
                bytes32(uint256(account)),
                abi.encode(spec.owner, spec.currency, spec.exponent, spec.token, spec.name, spec.otherName, spec.code)
            );
        }
        records.close(books.trail);
    }

    function openSources(Books storage books, L.SourceSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Source, specs.length);
        for (uint64 i; i < specs.length; ++i) {
            L.SourceSpec calldata spec = specs[i];
            uint16 fund = _existing(books, spec.fund, L.AccountKind.Fund).fund;
            if (books.directory.partyOf(spec.party).kind == IDirectory.PartyKind.None) revert L.PartyUnfit(spec.party);
            uint64 before = books.sources[spec.fund][spec.party];
            if (before != 0) revert L.SourceExists(spec.fund, spec.party, before);
            uint64 account = first + i;
            books.sources[spec.fund][spec.party] = account;
            books.sourceParty[account] = spec.party;
            books.accounts[account].fund = fund;
            records.write(L.SourceOpened.selector, bytes32(uint256(account)), abi.encode(spec));
        }
        records.close(books.trail);
    }

    function openYear(Books storage books, L.YearSpec calldata spec) external {
        IDirectory.Party memory government = _agency(books, spec.government);
        if (government.root != spec.government) revert L.PartyUnfit(spec.government);
        if (
            spec.firstDay == 0 ||
            spec.firstDay > spec.lastDay ||
            spec.firstDay > spec.commitUntil ||
            spec.commitUntil > spec.payUntil
        ) {
            revert L.YearDays(spec.firstDay, spec.lastDay, spec.commitUntil, spec.payUntil);
        }
        if (books.fiscalYears[spec.government][spec.year].firstDay != 0)
            revert L.YearExists(spec.government, spec.year);
        books.fiscalYears[spec.government][spec.year] = L.Year(
            spec.firstDay,
            spec.lastDay,
            spec.commitUntil,
            spec.payUntil
        );
        Records memory records = RecordsLib.open(books.trail, 1);
        records.write(
            L.YearOpened.selector,
            bytes32(uint256(spec.government)),
            abi.encode(spec.year, spec.firstDay, spec.lastDay, spec.commitUntil, spec.payUntil)
        );
        records.close(books.trail);
    }

    function openActs(Books storage books, L.ActSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Act, specs.length);
        for (uint64 i; i < specs.length; ++i) {
            L.ActSpec calldata spec = specs[i];
            Texts.check(spec.title, 1, TITLE_MAX);
            Texts.check(spec.otherTitle, 0, TITLE_MAX);
            if (spec.actType == L.ActType.None) revert L.ActTypeMissing();
            _openYear(books, spec.government, spec.year);
            uint64 account = first + i;
            books.acts[account] = L.Act(spec.government, spec.year, spec.actType);
            records.write(
                L.ActOpened.selector,
                bytes32(uint256(account)),
                abi.encode(spec.government, spec.year, spec.actType, spec.title, spec.otherTitle, spec.document)
            );
        }
        records.close(books.trail);
    }

    function openLines(Books storage books, L.LineSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Line, specs.length);
        for (uint64 i; i < specs.length; ++i) {
            L.LineSpec calldata spec = specs[i];
            Texts.check(spec.name, 1, NAME_MAX);
            Texts.check(spec.otherName, 0, NAME_MAX);
            Texts.check(spec.nationalCode, 0, CODE_MAX);
            if (!Classification.isFunction(spec.func)) revert L.FunctionInvalid(spec.func);
            if (!Classification.isEconomic(spec.economic)) revert L.ClassInvalid(spec.economic);
            _openLine(books, first + i, spec);
            records.write(
                L.LineOpened.selector,
                bytes32(uint256(first + i)),
                abi.encode(
                    spec.fund,
                    spec.agency,
                    spec.year,
                    spec.func,
                    spec.economic,
                    spec.nationalCode,
                    spec.name,
                    spec.otherName
                )
            );
        }
        records.close(books.trail);
    }

    function openAllotments(Books storage books, L.AllotmentSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Allotment, specs.length);
        for (uint64 i; i < specs.length; ++i) {
            L.AllotmentSpec calldata spec = specs[i];
            Texts.check(spec.title, 0, TITLE_MAX);
            Texts.check(spec.otherTitle, 0, TITLE_MAX);
            L.Account memory line = _existing(books, spec.line, L.AccountKind.Line);
            uint32 agency = books.lines[spec.line].agency;
            if (!books.directory.isWithin(spec.unit, agency)) revert L.UnitOutside(spec.unit, agency);
            uint64 account = first + i;
            books.allotments[account] = L.Allotment(spec.line, spec.unit);
            books.accounts[account] = L.Account(0, 0, line.fund, line.lastDay, 0);
            records.write(
                L.AllotmentOpened.selector,
                bytes32(uint256(account)),
                abi.encode(spec.line, spec.unit, spec.title, spec.otherTitle)
            );
        }
        records.close(books.trail);
    }

    function openCommitments(Books storage books, L.CommitmentSpec[] calldata specs) external returns (uint64 first) {
        Records memory records;
        (records, first) = _begin(books, L.AccountKind.Commitment, specs.length);
        for (uint64 i; i < specs.length; ++i) {
            L.CommitmentSpec calldata spec = specs[i];
            Texts.check(spec.contractId, 0, CODE_MAX);
            Texts.check(spec.title, 1, TITLE_MAX);
            Texts.check(spec.otherTitle, 0, TITLE_MAX);
            _openCommitment(books, first + i, spec);
            records.write(
                L.CommitmentOpened.selector,
                bytes32(uint256(first + i)),
                abi.encode(
                    spec.allotment,
                    spec.payee,
                    spec.payeeFund,
                    spec.contractId,
                    spec.title,
                    spec.otherTitle,
                    spec.document
                )
            );
        }
        records.close(books.trail);
    }

    /// @notice Kind of an account, from the top 8 bits of its number.
    function kindOf(uint64 account) internal pure returns (uint256) {
        return account >> 56;
    }

    function fundAccount(uint16 fund) internal pure returns (uint64) {
        return (uint64(L.AccountKind.Fund) << 56) | fund;
    }

    /// @dev The account, which exists and is of this kind. Not for acts, which have no fund.
    function _existing(
        Books storage books,
        uint64 account,
        L.AccountKind kind
    ) private view returns (L.Account memory found) {
        if (kindOf(account) != uint256(kind)) revert L.AccountKindWrong(account, kind);
        found = books.accounts[account];
        if (found.fund == 0) revert L.AccountUnknown(account);
    }

    /// @dev Starts opening `count` accounts of one kind and gives out their numbers.
    function _begin(
        Books storage books,
        L.AccountKind kind,
        uint256 count
    ) private returns (Records memory records, uint64 first) {
        if (count == 0) revert L.NothingToOpen();
        uint64 before = books.counts[kind];
        books.counts[kind] = before + uint64(count);
        first = (uint64(kind) << 56) | (before + 1);
        records = RecordsLib.open(books.trail, count);
    }

    function _agency(Books storage books, uint32 party) private view returns (IDirectory.Party memory found) {
        found = books.directory.partyOf(party);
        if (found.kind != IDirectory.PartyKind.Agency) revert L.PartyUnfit(party);
    }

    function _openYear(Books storage books, uint32 government, uint16 year) private view returns (L.Year memory found) {
        found = books.fiscalYears[government][year];
        if (found.firstDay == 0) revert L.YearUnknown(government, year);
    }

    function _openLine(Books storage books, uint64 account, L.LineSpec calldata spec) private {
        uint16 fund = _existing(books, spec.fund, L.AccountKind.Fund).fund;
        uint32 government = books.funds[spec.fund].government;
        uint32 root = _agency(books, spec.agency).root;
        if (root != government) revert L.GovernmentDiffers(root, government);
        L.Year memory year = _openYear(books, government, spec.year);
        books.lines[account] = L.Line(
            spec.agency,
            spec.year,
            year.firstDay,
            year.commitUntil,
            year.payUntil,
            spec.func,
            spec.economic
        );
        books.accounts[account] = L.Account(0, 0, fund, year.commitUntil, 0);
    }

    function _openCommitment(Books storage books, uint64 account, L.CommitmentSpec calldata spec) private {
        uint16 fund = _existing(books, spec.allotment, L.AccountKind.Allotment).fund;
        IDirectory.PartyKind kind = books.directory.partyOf(spec.payee).kind;
        if (kind == IDirectory.PartyKind.None || kind == IDirectory.PartyKind.Source) revert L.PartyUnfit(spec.payee);
        uint8 flags = kind == IDirectory.PartyKind.PayeeClass ? TO_CLASS : 0;
        if (spec.payeeFund != 0) {
            flags = TO_FUND;
            _checkPayeeFund(books, fundAccount(fund), spec.payeeFund, spec.payee);
        }
        L.Allotment memory allotment = books.allotments[spec.allotment];
        books.commitments[account] = L.Commitment(spec.allotment, spec.payeeFund, spec.payee, allotment.unit);
        books.units[account / 8] |= uint256(allotment.unit) << (32 * (account % 8));
        books.accounts[account] = L.Account(0, 0, fund, books.lines[allotment.line].payUntil, flags);
    }

    function _checkPayeeFund(Books storage books, uint64 giver, uint64 taker, uint32 payee) private view {
        _existing(books, taker, L.AccountKind.Fund);
        L.Fund storage to = books.funds[taker];
        if (taker == giver || to.owner != payee || !sameMoney(books.funds[giver], to)) revert L.PayeeFundUnfit(taker);
    }

    /// @dev Whether two funds count in the same currency and settle the same way.
    function sameMoney(L.Fund storage a, L.Fund storage b) internal view returns (bool) {
        return a.currency == b.currency && a.token == b.token && a.unit == b.unit;
    }

    function _useCurrency(Books storage books, bytes3 currency, uint8 exponent) private {
        _checkLetters(currency, exponent);
        uint8 known = books.exponents[currency];
        if (exponent > EXPONENT_MAX || (known != 0 && known != exponent + 1))
            revert L.CurrencyInvalid(currency, exponent);
        if (known == 0) books.exponents[currency] = exponent + 1;
    }

    function _checkLetters(bytes3 currency, uint8 exponent) private pure {
        for (uint256 i; i < 3; ++i) {
            if (currency[i] < "A" || currency[i] > "Z") revert L.CurrencyInvalid(currency, exponent);
        }
    }

    function _unitOf(
        Books storage books,
        address token,
        bytes3 currency,
        uint8 exponent
    ) private view returns (uint256) {
        if (books.tokens[token] != currency) revert L.TokenNotAllowed(token);
        uint8 decimals = IERC20Metadata(token).decimals();
        if (decimals < exponent) revert L.TokenTooCoarse(token, decimals, exponent);
        return 10 ** (decimals - exponent);
    }
}
