// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Directory of parties
/// @notice Agencies (a tree whose roots are governments), payees, sources and payee classes, by number from 1.
/// Names and official identifiers stand in events, the name's hash in storage. Natural persons are never parties:
/// they are salted rows under the root that a payment to a payee class carries.
interface IDirectory {
    enum PartyKind {
        None,
        Agency,
        Payee,
        Source,
        PayeeClass
    }

    /// @dev One slot and one: kind 8 | depth 8 | parent 32 | root 32 | wallet 160 bits; nameHash.
    /// depth, root: level in the agency tree (a government is 1) and the government; 0 for every other kind.
    /// nameHash: keccak256 of the official name, as EIP-712 hashes a string.
    struct Party {
        PartyKind kind;
        uint8 depth;
        uint32 parent;
        uint32 root;
        address wallet;
        bytes32 nameHash;
    }

    /// @param parent agency above an agency, 0 for a government; 0 for every other kind
    /// @param name official name, 1 to 256 bytes of UTF-8
    /// @param otherName the name in a second language, up to 256 bytes
    /// @param scheme identifier scheme such as CN-USCC or GB-COH, up to 32 bytes
    /// @param identifier value within the scheme, up to 128 bytes; both or neither, and a pair is given out once
    struct PartySpec {
        PartyKind kind;
        uint32 parent;
        string name;
        string otherName;
        string scheme;
        string identifier;
    }

    /// @notice There is no party with this number.
    error PartyUnknown(uint32 party);
    /// @notice The kind is None, or the parent is not an agency, or a party that is no agency has a parent.
    error PartyMisplaced(PartyKind kind, uint32 parent);
    /// @notice The agency tree is at most `max` levels deep.
    error TreeTooDeep(uint32 parent, uint8 max);
    /// @notice A scheme without a value, or a value without a scheme.
    error IdentifierIncomplete(string scheme, string identifier);
    /// @notice The identifier belongs to party `holder`.
    error IdentifierTaken(string scheme, string identifier, uint32 holder);
    /// @notice The zero address cannot be a wallet.
    error WalletZero(uint32 party);
    /// @notice The wallet is set; only that wallet can name its successor.
    error WalletNotYours(uint32 party, address wallet, address caller);

    event PartyRegistered(
        uint64 indexed record,
        uint32 indexed party,
        PartyKind kind,
        uint32 parent,
        string name,
        string otherName,
        string scheme,
        string identifier
    );
    event PartyRenamed(uint64 indexed record, uint32 indexed party, string name, string otherName);
    event WalletSet(uint64 indexed record, uint32 indexed party, address wallet);

    /// @notice Registers parties in order; by the registry office. Texts out of bounds revert with Texts.TextLength.
    /// @return first number of the first of them
    function register(PartySpec[] calldata specs) external returns (uint32 first);

    /// @notice Records a new official name; by the registry office. The old one stays on record.
    function rename(uint32 party, string calldata name, string calldata otherName) external;

    /// @notice First wallet of a party; by the registry office.
    function setWallet(uint32 party, address wallet) external;

    /// @notice Successor of a wallet; by that wallet alone, so that no office can redirect what is owed.
    function moveWallet(uint32 party, address wallet) external;

    /// @notice The party, or one of kind None if there is none with this number.
    function partyOf(uint32 party) external view returns (Party memory);

    /// @notice Number of parties, which is the highest number given out.
    function partyCount() external view returns (uint32);

    /// @notice Party that holds an official identifier, 0 if none.
    function partyByIdentifier(string calldata scheme, string calldata identifier) external view returns (uint32);

    /// @notice Whether `agency` is `ancestor` or stands under it.
    function isWithin(uint32 agency, uint32 ancestor) external view returns (bool);
}
