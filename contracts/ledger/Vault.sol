// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAuditTrail} from "../interfaces/IAuditTrail.sol";
import {IDirectory} from "../interfaces/IDirectory.sol";
import {IVault} from "../interfaces/IVault.sol";
import {Recorder} from "../libraries/Recorder.sol";

/// @title Vault of the token-backed funds
/// @notice Created by its ledger, which alone brings money in and says who is owed what. It knows nothing of funds:
/// that it holds at least all their balances and all that is owed follows from the ledger's own arithmetic and from
/// counting, at each transfer, what really came or went.
contract Vault is IVault, Recorder, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev What a push may use. A wallet whose code burns all that it is given then spoils its own push alone, not
    /// the batch that it stands in. Enough for the record and for any common token.
    uint256 private constant PUSH_GAS = 300_000;

    /// @notice The ledger that created this vault.
    address public immutable ledger;

    /// @notice Where the parties' wallets are found.
    IDirectory public immutable directory;

    /// @inheritdoc IVault
    mapping(address token => mapping(uint32 party => uint256)) public owed;

    /// @inheritdoc IVault
    mapping(address token => uint256) public owedInAll;

    modifier onlyLedger() {
        if (msg.sender != ledger) revert NotTheLedger(msg.sender);
        _;
    }

    constructor(IAuditTrail trail_, IDirectory directory_) Recorder(trail_) {
        ledger = msg.sender;
        directory = directory_;
    }

    /// @inheritdoc IVault
    function take(address token, uint32 party, uint256 units) external onlyLedger nonReentrant {
        _pull(token, party, units);
    }

    /// @inheritdoc IVault
    function owe(address token, uint32 party, uint256 units) external onlyLedger nonReentrant {
        owed[token][party] += units;
        owedInAll[token] += units;
    }

    /// @inheritdoc IVault
    function push(address token, uint32 party) external onlyLedger nonReentrant {
        uint256 units = owed[token][party];
        if (units == 0) return;
        // The whole attempt is one call to itself, so that a failure undoes its record too.
        try this.payOut{gas: PUSH_GAS}(token, party) {} catch {
            emit PushFailed(party, token, units);
        }
    }

    /// @inheritdoc IVault
    function takeBack(address token, uint32 party, uint256 units) external onlyLedger nonReentrant {
        uint256 credit = owed[token][party];
        uint256 cancelled = credit < units ? credit : units;
        owed[token][party] = credit - cancelled;
        owedInAll[token] -= cancelled;
        if (cancelled != 0) _record(OweCancelled.selector, bytes32(uint256(party)), abi.encode(token, cancelled));
        if (cancelled < units) _pull(token, party, units - cancelled);
    }

    /// @inheritdoc IVault
    function claim(address token, uint32 party) external nonReentrant returns (uint256 units) {
        return _payOut(token, party);
    }

    /// @notice The attempt that `push` makes; by the vault alone.
    function payOut(address token, uint32 party) external {
        if (msg.sender != address(this)) revert NotTheVault(msg.sender);
        _payOut(token, party);
    }

    function _payOut(address token, uint32 party) private returns (uint256 units) {
        units = owed[token][party];
        if (units == 0) revert NothingOwed(token, party);
        address wallet = _walletOf(party);

        owed[token][party] = 0;
        owedInAll[token] -= units;
        _record(PaidOut.selector, bytes32(uint256(party)), abi.encode(token, wallet, units));

        uint256 before = IERC20(token).balanceOf(address(this));
        uint256 held = IERC20(token).balanceOf(wallet);
        IERC20(token).safeTransfer(wallet, units);
        uint256 sent = before - IERC20(token).balanceOf(address(this));
        if (sent != units) revert AmountNotSent(token, units, sent);
        uint256 holds = IERC20(token).balanceOf(wallet);
        uint256 arrived = holds > held ? holds - held : 0;
        if (arrived != units) revert AmountNotSent(token, units, arrived);
    }

    function _pull(address token, uint32 party, uint256 units) private {
        address wallet = _walletOf(party);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(wallet, address(this), units);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != units) revert AmountNotReceived(token, units, received);
    }

    function _walletOf(uint32 party) private view returns (address wallet) {
        wallet = directory.partyOf(party).wallet;
        if (wallet == address(0)) revert NoWallet(party);
    }
}
