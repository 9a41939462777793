// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHandler} from "../interfaces/IHandler.sol";
import {Recorder} from "../libraries/Recorder.sol";

/// @title A handler whose payload says what it is worth, and which misbehaves as it is told, for tests
/// @notice Form: Order(string what,uint104 amount,string currency,bytes detail).
contract HandlerMock is IHandler {
    enum Mood {
        Fine,
        Refusing,
        Burning,
        Miscounting,
        Misplacing
    }

    /// @param detail signed as it stands, read by nobody
    struct Order {
        string what;
        uint104 amount;
        bytes3 currency;
        bytes detail;
    }

    bytes32 private constant ORDER = keccak256("Order(string what,uint104 amount,string currency,bytes detail)");
    bytes32 private constant SUBMISSION = keccak256(
        "Submission(uint32 procedure,uint32 agency,bytes32 id,uint8 round,bytes32 salt,bytes32[] documents,bytes32 payload,uint48 deadline,Order content)Order(string what,uint104 amount,string currency,bytes detail)"
    );
    bytes32 private constant DECISION = keccak256(
        "Decision(bytes32 id,uint8 round,uint8 step,string verdict,string reason,uint48 deadline,Order content)Order(string what,uint104 amount,string currency,bytes detail)"
    );

    /// @notice The payload makes no sense.
    error Nonsense(string what);
    /// @notice The mock was told to refuse.
    error Refused(bytes32 id);

    event Executed(bytes32 indexed id, Matter matter, string what);

    Mood public mood;
    /// @notice What is called in the middle of each execution, and with what.
    address public hookTarget;
    bytes public hookData;
    /// @notice How often each case was carried out.
    mapping(bytes32 id => uint256) public executions;
    /// @dev Storage that burning fills.
    mapping(uint256 slot => uint256) private _ashes;

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function setHook(address target, bytes calldata data) external {
        hookTarget = target;
        hookData = data;
    }

    /// @inheritdoc IHandler
    function execute(Matter calldata matter, bytes calldata payload) external returns (uint64 first, uint64 count) {
        Order memory order = abi.decode(payload, (Order));
        _check(matter);
        // It writes none, and says that the next two are its own.
        first = Recorder(msg.sender).trail().size();
        count = 2;
        if (mood == Mood.Miscounting) ++count;
        if (mood == Mood.Misplacing) ++first;
        if (mood == Mood.Refusing) revert Refused(matter.id);
        if (mood == Mood.Burning) for (uint256 i = 0; i < 40; ++i) _ashes[i] = ++_ashes[i];
        ++executions[matter.id];
        if (hookTarget != address(0)) {
            (bool success, bytes memory answer) = hookTarget.call(hookData);
            assembly ("memory-safe") {
                if iszero(success) {
                    revert(add(answer, 32), mload(answer))
                }
            }
        }
        emit Executed(matter.id, matter, order.what);
    }

    /// @inheritdoc IHandler
    function describe(Matter calldata, bytes calldata payload) external pure returns (Described memory) {
        Order memory order = abi.decode(payload, (Order));
        if (bytes(order.what).length == 0) revert Nonsense(order.what);
        bytes32 currency = order.currency == 0 ? keccak256("") : keccak256(abi.encodePacked(order.currency));
        return
            Described({
                content: keccak256(
                    abi.encode(ORDER, keccak256(bytes(order.what)), order.amount, currency, keccak256(order.detail))
                ),
                submissionType: SUBMISSION,
                decisionType: DECISION,
                amount: order.amount,
                currency: order.currency,
                records: 2
            });
    }

    /// @inheritdoc IHandler
    function movesAuthority() external pure virtual returns (bool) {
        return false;
    }

    function _check(Matter calldata matter) internal view virtual {}
}
