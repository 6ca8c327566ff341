"""States of a record and the moves between them, as one table a flow.

Records store the state's label (有效), as clerks and workbooks write it; functions take label or code.
When two computers disagree, the state of the higher rank wins: what is revoked stays revoked.
"""

from dataclasses import dataclass

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import quoted


@dataclass(frozen=True, slots=True)
class State:
    """``rank`` places the state in the lattice that merges two computers' answers; the higher wins."""

    code: str
    label: str
    rank: int


@dataclass(frozen=True, slots=True)
class Move:
    """A permitted step; ``source`` and ``target`` are state codes, ``label`` the word on its button."""

    code: str
    label: str
    source: str
    target: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The states of one kind of record, the first being where it begins, and the moves between them."""

    name: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]

    @property
    def initial(self) -> State:
        return self.states[0]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(state.label for state in self.states)

    def state(self, word: str) -> State:
        """The state of a label or code. Raises `Refused`."""
        for state in self.states:
            if word in (state.label, state.code):
                return state
        raise Refused(f"{self.name}没有{quoted(word)}这个状态", todo=f"状态有：{'、'.join(self.labels)}")

    def moves_from(self, word: str) -> tuple[Move, ...]:
        """What may be done now, in the order of the table."""
        source = self.state(word).code
        return tuple(move for move in self.moves if move.source == source)

    def move(self, word: str, code: str, reason: str = "") -> State:
        """The state after that move. Raises `Refused` if it may not be now or lacks its reason."""
        for move in self.moves_from(word):
            if move.code == code:
                return self._take(move, reason)
        raise Refused(
            f"{self.name}现在是“{self.state(word).label}”，不能{self._spoken(code)}", todo=self._may(word)
        )

    def move_to(self, word: str, target: str, reason: str = "") -> State:
        """As `move`, told by the state wanted."""
        wanted = self.state(target)
        for move in self.moves_from(word):
            if move.target == wanted.code:
                return self._take(move, reason)
        raise Refused(
            f"{self.name}不能从“{self.state(word).label}”变为“{wanted.label}”", todo=self._may(word)
        )

    def merged(self, one: str, other: str) -> State:
        """Of two computers' answers the one of higher rank: the same whichever comes first."""
        return max(self.state(one), self.state(other), key=lambda state: state.rank)

    def _take(self, move: Move, reason: str) -> State:
        if move.needs_reason and not reason.strip():
            raise Refused(f"“{move.label}”要写明原因", todo="请填写原因")
        return self.state(move.target)

    def _spoken(self, code: str) -> str:
        return next((f"“{move.label}”" for move in self.moves if move.code == code), quoted(code))

    def _may(self, word: str) -> str:
        labels = "、".join(move.label for move in self.moves_from(word))
        return f"现在可以：{labels}" if labels else "这已是最后的状态"


TRAINING = Flow(
    "培训班",
    (
        State("preparing", "筹备", 0),
        State("running", "开班", 1),
        State("finished", "结业", 2),
        State("archived", "归档", 3),
    ),
    (
        Move("start", "开班", "preparing", "running"),
        Move("finish", "结业", "running", "finished"),
        Move("prepare_again", "退回筹备", "running", "preparing", needs_reason=True),
        Move("archive", "归档", "finished", "archived"),
        Move("run_again", "重新开班", "finished", "running", needs_reason=True),
        Move("reopen", "取消归档", "archived", "finished", needs_reason=True),
    ),
)

CERTIFICATE = Flow(
    "证书",
    (State("valid", "有效", 0), State("replaced", "已补发", 1), State("void", "作废", 2)),
    (
        Move("replace", "补发", "valid", "replaced", needs_reason=True),
        Move("void", "作废", "valid", "void", needs_reason=True),
        Move("void_replaced", "作废", "replaced", "void", needs_reason=True),
    ),
)

APPRENTICESHIP = Flow(
    "师徒结对",
    (State("running", "在带", 0), State("graduated", "出师", 1), State("dissolved", "解除", 2)),
    (
        Move("graduate", "出师", "running", "graduated"),
        Move("dissolve", "解除", "running", "dissolved", needs_reason=True),
        Move("go_on", "继续带徒", "graduated", "running", needs_reason=True),
        Move("resume", "恢复结对", "dissolved", "running", needs_reason=True),
    ),
)

NEED = Flow(
    "需求",
    (
        State("registered", "登记", 0),
        State("dispatched", "派单", 1),
        State("serving", "服务中", 2),
        State("confirming", "待确认", 3),
        State("unsolved", "未解决", 4),
        State("closed", "销号", 5),
    ),
    (
        Move("dispatch", "派单", "registered", "dispatched"),
        Move("give_up_early", "未解决", "registered", "unsolved", needs_reason=True),
        Move("serve", "开始服务", "dispatched", "serving"),
        Move("decline", "退回登记", "dispatched", "registered", needs_reason=True),
        Move("report", "提请确认", "serving", "confirming"),
        Move("dispatch_again", "改派", "serving", "dispatched", needs_reason=True),
        Move("close", "销号", "confirming", "closed"),
        Move("give_up", "未解决", "confirming", "unsolved", needs_reason=True),
        Move("serve_again", "继续服务", "confirming", "serving", needs_reason=True),
        Move("register_again", "重新登记", "unsolved", "registered", needs_reason=True),
        Move("reopen", "重新打开", "closed", "serving", needs_reason=True),
    ),
)
