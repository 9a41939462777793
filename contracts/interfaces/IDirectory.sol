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

    /// @notice There is no party `party`.
    /// @dev Check the number; register the party first.
    error PartyUnknown(uint32 party);
    /// @notice A party of the kind `kind` cannot stand under `parent`.
    /// @dev Name the kind; only agencies have a parent, and that is an agency.
    error PartyMisplaced(PartyKind kind, uint32 parent);
    /// @notice The agency tree is at most `max` levels deep, and `parent` is at the deepest.
    /// @dev Register the agency under a higher one.
    error TreeTooDeep(uint32 parent, uint8 max);
    /// @notice A scheme of identifiers and a value belong together; one of them is missing.
    /// @dev Give both or neither.
    error IdentifierIncomplete(string scheme, string identifier);
    /// @notice Identifier `scheme` `identifier` belongs to party `holder`.
    /// @dev Use that party.
    error IdentifierTaken(string scheme, string identifier, uint32 holder);
    /// @notice The zero address cannot be the wallet of party `party`.
    /// @dev Give an address that the party controls.
    error WalletZero(uint32 party);
    /// @notice Party `party` has the wallet `wallet`, and only that wallet can name its successor; `caller` is another.
    /// @dev Send it from that wallet.
    error WalletNotYours(uint32 party, address wallet, address caller);
    /// @notice `caller` is not the address that was nominated last for party `party`, or has accepted already.
    /// @dev Send it from the nominated address.
    error WalletNotNominated(uint32 party, address caller);
    /// @notice The first wallet of party `party` waits in public until `acceptableFrom`, and it is `now_`.
    /// @dev Accept it then.
    error WalletTooEarly(uint32 party, uint48 acceptableFrom, uint48 now_);

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
    /// @notice `wallet` may accept from `acceptableFrom` on, in seconds. It is not the party's wallet before.
    event WalletNominated(uint64 indexed record, uint32 indexed party, address wallet, uint48 acceptableFrom);
    event WalletSet(uint64 indexed record, uint32 indexed party, address wallet);

    /// @notice Registers parties in order; by the registry office. Texts out of bounds revert with Texts.TextLength.
    /// @return first number of the first of them
    function register(PartySpec[] calldata specs) external returns (uint32 first);

    /// @notice Records a new official name; by the registry office. The old one stays on record.
    function rename(uint32 party, string calldata name, string calldata otherName) external;

    /// @notice Nominates the first wallet of a party that has none; by the registry office. The nominee may accept it
    /// after a public wait of two days, in which the party can object. Nominating again replaces the nominee and
    /// starts the wait anew.
    function nominateWallet(uint32 party, address wallet) external;

    /// @notice Nominates the successor of a wallet, who may accept at once; by that wallet alone, so that no office
    /// can redirect what is owed. Nominating again, oneself too, replaces the nominee.
    function moveWallet(uint32 party, address wallet) external;

    /// @notice Makes the caller the party's wallet; by the nominee alone, so that no wallet is an address that nobody
    /// holds, or that never agreed.
    function acceptWallet(uint32 party) external;

    /// @notice Who may accept to be the party's wallet, and from when on, in seconds; zeros if nobody.
    function nominationOf(uint32 party) external view returns (address wallet, uint48 acceptableFrom);

    /// @notice The party, or one of kind None if there is none with this number.
    function partyOf(uint32 party) external view returns (Party memory);

    /// @notice Government of an agency; 0 for every other party.
    function rootOf(uint32 party) external view returns (uint32);

    /// @notice keccak256 of the party's official name; 0 if there is no such party.
    function nameHashOf(uint32 party) external view returns (bytes32);

    /// @notice Number of parties, which is the highest number given out.
    function partyCount() external view returns (uint32);

    /// @notice Party that holds an official identifier, 0 if none.
    function partyByIdentifier(string calldata scheme, string calldata identifier) external view returns (uint32);

    /// @notice Whether `agency` is `ancestor` or stands under it.
    function isWithin(uint32 agency, uint32 ancestor) external view returns (bool);
}
