// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {Recorder} from "../libraries/Recorder.sol";
import {Records, RecordsLib} from "../libraries/Records.sol";
import {Texts} from "../libraries/Texts.sol";

/// @title Directory of parties
/// @notice The registry office (a role of the authority) registers, renames and nominates first wallets. It cannot
/// change a party's kind or place, nor a wallet once set, and no address becomes a wallet without accepting.
contract Directory is IDirectory, AccessManaged, Recorder {
    uint8 private constant MAX_DEPTH = 8;
    uint256 private constant MAX_NAME = 256;
    uint256 private constant MAX_SCHEME = 32;
    uint256 private constant MAX_IDENTIFIER = 128;

    /// @dev One slot.
    struct Nomination {
        address wallet;
        uint48 acceptableFrom;
    }

    /// @notice Seconds that a first wallet waits in public before its nominee may accept.
    uint48 public constant FIRST_WALLET_WAIT = 2 days;

    /// @inheritdoc IDirectory
    uint32 public partyCount;

    mapping(uint32 party => Party) private _parties;
    mapping(bytes32 identifierHash => uint32 party) private _holders;
    mapping(uint32 party => Nomination) private _nominations;

    constructor(address authority_, IAuditTrail trail_) AccessManaged(authority_) Recorder(trail_) {}

    /// @inheritdoc IDirectory
    function register(PartySpec[] calldata specs) external restricted returns (uint32 first) {
        first = partyCount + 1;
        Records memory records = RecordsLib.open(trail, specs.length);
        for (uint256 i = 0; i < specs.length; ++i) {
            _register(records, specs[i]);
        }
        records.close(trail);
    }

    /// @inheritdoc IDirectory
    function rename(uint32 party, string calldata name, string calldata otherName) external restricted {
        _requireParty(party);
        _checkNames(name, otherName);
        _parties[party].nameHash = keccak256(bytes(name));
        _record(PartyRenamed.selector, bytes32(uint256(party)), abi.encode(name, otherName));
    }

    /// @inheritdoc IDirectory
    function nominateWallet(uint32 party, address wallet) external restricted {
        _requireParty(party);
        address held = _parties[party].wallet;
        if (held != address(0)) revert WalletNotYours(party, held, msg.sender);
        _nominate(party, wallet, uint48(block.timestamp) + FIRST_WALLET_WAIT);
    }

    /// @inheritdoc IDirectory
    function moveWallet(uint32 party, address wallet) external {
        address held = _parties[party].wallet;
        if (held != msg.sender) revert WalletNotYours(party, held, msg.sender);
        _nominate(party, wallet, uint48(block.timestamp));
    }

    /// @inheritdoc IDirectory
    function acceptWallet(uint32 party) external {
        Nomination memory nomination = _nominations[party];
        if (nomination.wallet != msg.sender) revert WalletNotNominated(party, msg.sender);
        uint48 now_ = uint48(block.timestamp);
        if (now_ < nomination.acceptableFrom) revert WalletTooEarly(party, nomination.acceptableFrom, now_);
        delete _nominations[party];
        _parties[party].wallet = msg.sender;
        _record(WalletSet.selector, bytes32(uint256(party)), abi.encode(msg.sender));
    }

    /// @inheritdoc IDirectory
    function nominationOf(uint32 party) external view returns (address wallet, uint48 acceptableFrom) {
        Nomination memory nomination = _nominations[party];
        return (nomination.wallet, nomination.acceptableFrom);
    }

    /// @inheritdoc IDirectory
    function rootOf(uint32 party) external view returns (uint32) {
        return _parties[party].root;
    }

    /// @inheritdoc IDirectory
    function nameHashOf(uint32 party) external view returns (bytes32) {
        return _parties[party].nameHash;
    }

    /// @inheritdoc IDirectory
    function partyOf(uint32 party) external view returns (Party memory) {
        return _parties[party];
    }

    /// @inheritdoc IDirectory
    function partyByIdentifier(string calldata scheme, string calldata identifier) external view returns (uint32) {
        return _holders[_identifierHash(scheme, identifier)];
    }

    /// @inheritdoc IDirectory
    function isWithin(uint32 agency, uint32 ancestor) external view returns (bool) {
        if (_parties[ancestor].kind != PartyKind.Agency) return false;
        for (uint32 step = agency; step != 0; step = _parties[step].parent) {
            if (step == ancestor) return true;
        }
        return false;
    }

    function _register(Records memory records, PartySpec calldata spec) private {
        _checkNames(spec.name, spec.otherName);
        uint32 party = ++partyCount;
        (uint8 depth, uint32 root) = _placeOf(party, spec.kind, spec.parent);
        _claimIdentifier(party, spec.scheme, spec.identifier);
        _parties[party] = Party({
            kind: spec.kind,
            depth: depth,
            parent: spec.parent,
            root: root,
            wallet: address(0),
            nameHash: keccak256(bytes(spec.name))
        });
        records.write(
            PartyRegistered.selector,
            bytes32(uint256(party)),
            abi.encode(spec.kind, spec.parent, spec.name, spec.otherName, spec.scheme, spec.identifier)
        );
    }

    function _claimIdentifier(uint32 party, string calldata scheme, string calldata identifier) private {
        Texts.check(scheme, 0, MAX_SCHEME);
        Texts.check(identifier, 0, MAX_IDENTIFIER);
        bool hasScheme = bytes(scheme).length != 0;
        if (hasScheme != (bytes(identifier).length != 0)) revert IdentifierIncomplete(scheme, identifier);
        if (!hasScheme) return;

        bytes32 hash = _identifierHash(scheme, identifier);
        uint32 holder = _holders[hash];
        if (holder != 0) revert IdentifierTaken(scheme, identifier, holder);
        _holders[hash] = party;
    }

    function _nominate(uint32 party, address wallet, uint48 acceptableFrom) private {
        if (wallet == address(0)) revert WalletZero(party);
        _nominations[party] = Nomination(wallet, acceptableFrom);
        _record(WalletNominated.selector, bytes32(uint256(party)), abi.encode(wallet, acceptableFrom));
    }

    function _placeOf(uint32 party, PartyKind kind, uint32 parent) private view returns (uint8 depth, uint32 root) {
        if (kind == PartyKind.None) revert PartyMisplaced(kind, parent);
        if (parent == 0) return kind == PartyKind.Agency ? (1, party) : (0, 0);

        Party storage above = _parties[parent];
        if (kind != PartyKind.Agency || above.kind != PartyKind.Agency) revert PartyMisplaced(kind, parent);
        if (above.depth == MAX_DEPTH) revert TreeTooDeep(parent, MAX_DEPTH);
        return (above.depth + 1, above.root);
    }

    function _requireParty(uint32 party) private view {
        if (_parties[party].kind == PartyKind.None) revert PartyUnknown(party);
    }

    function _checkNames(string calldata name, string calldata otherName) private pure {
        Texts.check(name, 1, MAX_NAME);
        Texts.check(otherName, 0, MAX_NAME);
    }

    /// @dev Encoded with lengths, so that no two pairs run together.
    function _identifierHash(string calldata scheme, string calldata identifier) private pure returns (bytes32) {
        return keccak256(abi.encode(scheme, identifier));
    }
}
