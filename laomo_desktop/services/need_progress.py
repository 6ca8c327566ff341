"""How far a need is: taken on by the visits to it, and back again when a visit that took it there goes.

The journal tells who took it there: what a clerk, an import or a slip had set stays.
"""

from sqlalchemy import Connection

from laomo_desktop.db import journal, records
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
    """A visit with that outcome is gone: the need goes back to where other visits and its assignments have it, though
    never before where it was when visits took it on. Returns its new state; None where it stays."""
    row = records.get(write.connection, "needs", need)
    here = NEED.state(row["state"]).code
    if here != _reached_by(outcome) or row["deleted"] is not None:
        return None
    floor = _before_visits(write.connection, need, here)
    held = max(floor, _held_by(write.connection, need), key=_ORDER.index)
    while _ORDER.index(here) > _ORDER.index(held):
        after = needs.move_within(write, records.get(write.connection, "needs", need), _BACK[here], reason)
        here = NEED.state(after).code
    now = NEED.state(here).label
    return now if now != row["state"] else None


def _reached_by(outcome: str) -> str:
    return "confirming" if outcome == SOLVED else "serving"


def _before_visits(connection: Connection, need: RowId, here: str) -> str:
    """The state that the visits found, as far as this store's journal tells; what came in a package may go back."""
    links = records.where(connection, "visit_needs", {"need": need}, deleted=True)
    visits = {by.number for link in links for by in journal.by_whom(connection, "visit_needs", link["id"])}
    for change in journal.row_history(connection, "needs", need):
        if change.before is not None and "state" not in change.before:
            continue
        if change.operation.kind == journal.TAKEN_IN:
            return _ORDER[0]
        if change.before is None or change.operation.number not in visits:
            break
        here = NEED.state(str(change.before["state"])).code
    return here if here in _ORDER else _ORDER[0]


def _held_by(connection: Connection, need: RowId) -> str:
    """The farthest state that something left accounts for."""
    visited = [_reached_by(link["outcome"]) for link in records.where(connection, "visit_needs", {"need": need})]
    answers = [row["answer"] for row in records.where(connection, "assignments", {"need": need})]
    told = [_BY_ANSWERS.get(answer, _ORDER[0]) for answer in answers]
    return max((_ORDER[0], *visited, *told), key=_ORDER.index)
