"""How far a need is: taken on by the visits to it, and back again when a visit that took it there goes."""

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.domain.dispatching import ACCEPTED, COMPLETED, WAITING
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.visits import SOLVED
from laomo_desktop.domain.states import NEED
from laomo_desktop.services import needs

_ORDER = ("registered", "dispatched", "serving", "confirming")
_BACK = {"confirming": "serve_again", "serving": "dispatch_again", "dispatched": "decline"}
"""The move that takes a need one state back."""
_BY_ANSWERS = {WAITING: "dispatched", ACCEPTED: "serving", COMPLETED: "confirming"}


def advance(write: Write, need: RowId, outcome: str) -> None:
    """Take a need on as far as a visit's outcome says; a need that is further already stays."""
    state = NEED.state(records.get(write.connection, "needs", need)["state"])
    target = NEED.state(_reached_by(outcome))
    if state.code in _ORDER and _ORDER.index(state.code) < _ORDER.index(target.code):
        write.update("needs", need, {"state": target.label})


def fall_back(write: Write, need: RowId, outcome: str, reason: str) -> str | None:
    """A visit with that outcome is gone: the need goes back to where other visits and its assignments have it, if it is
    just where this visit took it. Returns its new state; None where it stays."""
    row = records.get(write.connection, "needs", need)
    here = NEED.state(row["state"]).code
    if here != _reached_by(outcome) or row["deleted"] is not None:
        return None
    while _ORDER.index(here) > _ORDER.index(_held_by(write.connection, need)):
        after = needs.move_within(write, records.get(write.connection, "needs", need), _BACK[here], reason)
        here = NEED.state(after).code
    now = NEED.state(here).label
    return now if now != row["state"] else None


def _reached_by(outcome: str) -> str:
    return "confirming" if outcome == SOLVED else "serving"


def _held_by(connection: Connection, need: RowId) -> str:
    """The farthest state that something left accounts for."""
    visited = [_reached_by(link["outcome"]) for link in records.where(connection, "visit_needs", {"need": need})]
    answers = [row["answer"] for row in records.where(connection, "assignments", {"need": need})]
    told = [_BY_ANSWERS.get(answer, _ORDER[0]) for answer in answers]
    return max((_ORDER[0], *visited, *told), key=_ORDER.index)
