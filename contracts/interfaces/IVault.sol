// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Vault of the token-backed funds
/// @notice Holds the tokens of every token-backed fund and what payees are owed. Only the ledger moves anything in;
/// what is owed leaves to the party's own wallet alone. Amounts are in the token's own smallest unit.
///
/// What a party is owed in a token is one sum, whatever funds, commitments and receipts it came from. A pay-out pays the
/// whole of it; a recovery first cancels from it, whichever payment it undoes, and pulls only the rest from the wallet.
///
/// Approve exact amounts only: an allowance to the vault is the poster's to use, who may post a receipt from the party
/// or a recovery from it up to that amount, and nothing more is asked of the wallet.
interface IVault {
    /// @notice `caller` is not the ledger, which alone moves the vault's tokens.
    /// @dev Bring the movement to the ledger.
    error NotTheLedger(address caller);
    /// @notice Party `party` has no wallet in the directory.
    /// @dev Let the registry office nominate one and the payee accept it; what is owed stays owed.
    error NoWallet(uint32 party);
    /// @notice `received` of `asked` token units arrived: tokens that charge a fee on transfer cannot back a fund.
    /// @dev Settle the fund in a token that transfers what it is told to.
    error AmountNotReceived(address token, uint256 asked, uint256 received);
    /// @notice `sent` token units moved where `asked` should have: the token takes or gives more or less than it is
    /// told to.
    /// @dev Settle the fund in a token that transfers what it is told to.
    error AmountNotSent(address token, uint256 asked, uint256 sent);
    /// @notice Party `party` is owed nothing in token `token`.
    /// @dev Nothing is to be done: it was paid out already, or never owed.
    error NothingOwed(address token, uint32 party);
    /// @notice `caller` is not the vault, which alone calls this of itself.
    /// @dev Call claim instead.
    error NotTheVault(address caller);

    /// @notice `party` was paid at its wallet. A record.
    event PaidOut(uint64 indexed record, uint32 indexed party, address token, address wallet, uint256 units);
    /// @notice A payment was undone that was still owed: `units` are owed no longer. A record.
    event OweCancelled(uint64 indexed record, uint32 indexed party, address token, uint256 units);
    /// @notice The push did not succeed; the amount stays owed and can be claimed. Not a record.
    event PushFailed(uint32 indexed party, address indexed token, uint256 units);

    /// @notice Takes tokens from the party's wallet, exactly `units`; by the ledger.
    function take(address token, uint32 party, uint256 units) external;

    /// @notice Credits what the party is owed; by the ledger.
    function owe(address token, uint32 party, uint256 units) external;

    /// @notice Tries to pay what is owed and leaves it owed if that fails for whatever reason; by the ledger.
    function push(address token, uint32 party) external;

    /// @notice Undoes a payment: cancels what is still owed and takes the rest from the wallet; by the ledger.
    function takeBack(address token, uint32 party, uint256 units) external;

    /// @notice Pays all that a party is owed to its wallet. Anyone may call.
    function claim(address token, uint32 party) external returns (uint256 units);

    /// @notice What a party is owed.
    function owed(address token, uint32 party) external view returns (uint256);

    /// @notice What all parties together are owed.
    function owedInAll(address token) external view returns (uint256);
}
