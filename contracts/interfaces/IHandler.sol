// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title A handler: takes the payload of a case apart, and carries it out once the case is approved
/// @notice Only contracts with an open door to the approvals are called. The handler computes the typed-data hash of what
/// it would do from the payload itself, and that is what submitters and deciders sign: what a wallet shows is what happens.
interface IHandler {
    /// @notice What the approvals say of the case.
    /// @param agency the case's agency; what is moved must be its own, or of its government if it is the government
    /// @param scope the procedure's bits for this handler
    /// @param officials distinct officials who stand behind it: submitter and approvers; 0 before a decision
    /// @param silent whether silence approved any step
    struct Matter {
        bytes32 id;
        uint32 procedure;
        uint32 agency;
        uint32 government;
        uint32 scope;
        uint8 officials;
        bool silent;
    }

    /// @param content EIP-712 struct hash of the form that wallets show
    /// @param submissionType type hash of Submission with that form nested (see IServiceApprovals)
    /// @param decisionType type hash of Decision with that form nested
    /// @param amount total in minor units, 0 where none; it chooses the route
    /// @param currency ISO 4217 letters, 0 where there is no amount
    /// @param records how many come of carrying it out, in one run of numbers
    struct Described {
        bytes32 content;
        bytes32 submissionType;
        bytes32 decisionType;
        uint104 amount;
        bytes3 currency;
        uint32 records;
    }

    /// @notice `caller` is not the approvals, which alone carry out cases.
    /// @dev Bring it as a case.
    error NotApprovals(address caller);
    /// @notice `officials` officials stand behind the case, and money and authority want two, and no silence.
    /// @dev Submit it under a procedure in which two officials act.
    error OfficialsWanted(uint8 officials, bool silent);
    /// @notice `account` belongs to party `owner`, not to the case's agency `agency`.
    /// @dev Bring the case for the agency that owns it, or for its government.
    error NotTheAgencys(uint64 account, uint32 owner, uint32 agency);
    /// @notice The procedure does not cover what was asked (number `what`).
    /// @dev Choose the procedure for it; the catalogue says what each covers.
    error OutOfScope(uint256 what, uint32 scope);

    /// @notice Describes the payload, or reverts if it makes no sense. The same payload always has the same content, save that
    /// a party named in it may have another name since; amount, currency, types and records never change, for a case's id comes of them.
    function describe(Matter calldata matter, bytes calldata payload) external view returns (Described memory);

    /// @notice Carries the payload out, whole or not at all; by the approvals alone.
    /// @return first number of the first record that came of it
    /// @return count how many records, numbered on from the first: as many as were described
    function execute(Matter calldata matter, bytes calldata payload) external returns (uint64 first, uint64 count);

    /// @notice Whether it moves money or authority, so that two officials are wanted.
    function movesAuthority() external pure returns (bool);
}
